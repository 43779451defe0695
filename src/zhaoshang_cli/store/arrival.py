"""What comes into the ledger, and what is told of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was understood, with its bytes and the day it came in."""

    reading: Reading
    data: bytes
    received_on: date
    dated: bool = False
    """The day is the file's own date: the same file of the same day is the same arrival, and an
    earlier day does not replace what came on a later one."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does to one value of the ledger."""

    file: str
    place: Place
    region: str
    period: int | None
    """None for a target."""

    year: int | None
    """None for an observation."""

    indicator: str
    basis: str
    """The basis of an observation; the level of a target."""

    previous: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    reading: Reading
    submission: int | None
    """None where the file brought nothing new."""

    added: int
    changed: int
    unchanged: int
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()
    """Value by value; only for a plan."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who runs what, and when: the same for every file of a run."""

    run: int
    actor: str
    command: str
    recorded_at: str
    itemised: bool = False
    """Whether every changed value is to be told."""
