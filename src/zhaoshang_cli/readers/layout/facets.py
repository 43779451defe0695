"""What a heading, or the label of a row, says of the cells that it stands over or beside."""

from dataclasses import dataclass
from enum import StrEnum

from zhaoshang_cli.domain.returns import Basis


class Role(StrEnum):
    """What a column is for. The first group labels rows; the second holds numbers."""

    REGION = "region"
    REGION_CODE = "region_code"
    PERIOD = "period"
    YEAR = "year"
    INDICATOR = "indicator"
    UNIT = "unit"
    BASIS = "basis"
    LEVEL = "level"
    SERIAL = "serial"
    IGNORED = "ignored"

    VALUE = "value"
    TARGET = "target"
    COMPLETION = "completion"
    GROWTH = "growth"
    RATE = "rate"
    RANK = "rank"
    BASE = "base"
    TOTAL = "total"
    """A column that adds up the others."""

    UNKNOWN = "unknown"

    @property
    def labels_rows(self) -> bool:
        """Whether its cells say what the rest of their row is."""
        return self in _LABELS

    @property
    def labels(self) -> bool:
        """Whether its cells are words or numbers that nobody counts."""
        return self in _LABELS or self in {Role.SERIAL, Role.IGNORED}

    @property
    def checked_only(self) -> bool:
        """Whether its numbers are compared with the others, and never kept."""
        return self in _CHECKED


_LABELS = frozenset(
    {
        Role.REGION,
        Role.REGION_CODE,
        Role.PERIOD,
        Role.YEAR,
        Role.INDICATOR,
        Role.UNIT,
        Role.BASIS,
        Role.LEVEL,
    }
)
_CHECKED = frozenset({Role.COMPLETION, Role.GROWTH, Role.RATE, Role.RANK, Role.BASE, Role.TOTAL})


class Match(StrEnum):
    """How a name was recognised."""

    EXACT = "exact"
    NORMALISED = "normalised"
    SYNONYM = "synonym"
    GIVEN = "given"
    """By the user: an option or a profile."""

    TITLE = "title"
    """The only indicator that the table's title names."""

    SUGGESTED = "suggested"
    """Only near to something known; never taken."""


@dataclass(frozen=True, slots=True)
class Heading:
    """All that a heading says; None where it says nothing."""

    role: Role
    indicator: str | None = None
    match: Match | None = None
    basis: Basis | None = None
    basis_by_month: bool = False
    """The basis follows only from ``11月``, and gives way to a plain word."""

    unit: str | None = None
    percent: bool = False
    year: int | None = None
    month: int | None = None
    region: tuple[str, ...] = ()
    level: str | None = None
    clash: bool = False
    """It may mean the month or the year to date."""

    rate: str = ""
    """The word for a rate of one value to another: 资金到位率."""

    rest: str = ""
    """What is left that nothing explains."""

    also: frozenset[Role] = frozenset()
    """Other roles the same word can have; the cells below decide."""

    def could_be(self, role: Role) -> bool:
        """Whether the word can have this role."""
        return role is self.role or role in self.also

    @property
    def strong(self) -> bool:
        """Whether the words are ones that only a heading would hold."""
        return self.role is not Role.UNKNOWN


UNKNOWN = Heading(Role.UNKNOWN)
