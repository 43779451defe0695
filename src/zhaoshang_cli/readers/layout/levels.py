"""One level of a heading, taken apart, and what the levels of a heading say together."""

import re
from dataclasses import dataclass

from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.cells.dates import Span
from zhaoshang_cli.readers.layout.facets import Heading, Match, Role

DECIDING = (Role.RANK, Role.GROWTH, Role.COMPLETION, Role.RATE, Role.BASE)
"""The roles that a single word decides, the strongest first."""

_JOINTS = re.compile(
    r"[(\[【〔][)\]】〕]|^[/,、:;的数额\-—_]+(?=$)|^[/,、:;的\-—_]+|[/,、:;\-—_]+$"
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a heading, taken apart."""

    rest: str
    roles: frozenset[Role] = frozenset()
    basis: Basis | None = None
    span: Span | None = None
    unit: str | None = None
    percent: bool = False
    clash: bool = False
    of_which: bool = False
    level: str | None = None
    rate: str = ""
    known: tuple[str, Match] | None = None
    """The indicator, where the level is a name as it stands."""


def tidy(rest: str) -> str:
    """Drop what joins words from both ends of what is left of a heading."""
    before = None
    while rest != before:
        before, rest = rest, _JOINTS.sub("", rest)
    return rest


def said(levels: list[Level]) -> Heading:
    """Join what the levels say of role, basis, unit and span; the lower word counts."""
    roles = frozenset().union(*(level.roles for level in levels))
    role = next((role for role in DECIDING if role in roles), Role.VALUE)
    units = [level.unit for level in levels if level.unit]
    bases = [level.basis for level in levels if level.basis]
    if role is Role.VALUE and Role.TARGET in roles:
        role = Role.TARGET
    percent_only = levels[-1].percent and not levels[-1].unit
    if role in {Role.VALUE, Role.TARGET} and percent_only:
        role = Role.RATE
    spans = [level.span for level in levels if level.span]
    year = next((span.year for span in reversed(spans) if span.year), None)
    span = next((span for span in reversed(spans) if span.month), None)
    basis = bases[-1] if bases else None
    by_month = basis is None and span is not None
    if by_month and span is not None:
        basis = Basis.YTD if span.upto else Basis.MONTH
    # A monthly or cumulated target is neither the year's target nor a value.
    clash = any(level.clash for level in levels) or (role is Role.TARGET and bool(bases))
    return Heading(
        role,
        basis=basis,
        basis_by_month=by_month,
        unit=units[-1] if units else None,
        percent=percent_only,
        year=year,
        month=span.month if span else None,
        level=next((level.level for level in levels if level.level), None),
        clash=clash,
        rate=next((level.rate for level in reversed(levels) if level.rate), ""),
    )
