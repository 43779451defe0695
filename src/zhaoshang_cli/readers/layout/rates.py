"""Reported rates against the values they are worked out from: in their row, or in all of a form."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.quantity import ratio, round_half_up
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.check import Entry
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame, Spot
from zhaoshang_cli.readers.layout.plan import Plan

_MOST_PLACES = 6
_HUNDRED = Decimal(100)

_RATES = frozenset({Role.COMPLETION, Role.GROWTH, Role.RATE})

_Parts = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Reported:
    """A reported rate, waiting for the values it is worked out from."""

    at: tuple[int, int]
    spot: Spot
    plan: Plan
    text: str


class Rates:
    """Compares the rates of one table."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._by_row = any(one.heading.role in _RATES for one in frame.table.columns)
        self._by_form = frame.planner.about.rated_rows
        self.needed = self._by_row or self._by_form
        self._values: dict[tuple[Spot, str, Role, Basis], set[Decimal]] = defaultdict(set)
        self._reported: list[_Reported] = []
        rates = frame.context.vocabulary.rates
        self._pairs = [
            (plain(word), [way.split("/") for way in ways]) for word, ways in rates.items()
        ]

    def add(self, entry: Entry) -> None:
        """Remember a kept value."""
        self.value((entry.region, entry.period), entry.plan, entry.value)

    def value(self, spot: Spot, plan: Plan, value: Decimal) -> None:
        """Remember a value, or last year's as this year's table reports it."""
        self._values[spot, plan.indicator.code, plan.role, plan.basis].add(value)

    def rate(self, at: tuple[int, int], spot: Spot, plan: Plan, text: str) -> None:
        """Remember a reported rate."""
        self._reported.append(_Reported(at, spot, plan, text))

    def row(self) -> Iterator[Finding]:
        """Compare the rates of a row, unless their parts may stand in other rows."""
        if not self._by_form:
            yield from self.rest()

    def rest(self) -> Iterator[Finding]:
        """Compare all rates that are not compared yet, at the decimals they are printed with."""
        for reported in self._reported:
            yield from self._compare(reported)
        self._reported = []
        self._values.clear()

    def _compare(self, reported: _Reported) -> Iterator[Finding]:
        printed = _percent(reported.text)
        ways = [parts for parts in self._ways(reported) if parts[1] > 0]
        if printed is None or not ways:
            return
        if any(_agrees(parts, value, places) for parts in ways for value, places in printed):
            return
        worked = "或".join(dict.fromkeys(f"{ratio(*parts, printed[0][1])}%" for parts in ways))
        message = (
            f"报的{self._name(reported.plan)}是{reported.text.strip()}，"
            f"按本{'表' if self._by_form else '行'}的数算是{worked}"
        )
        hint = f"请报送单位核对这一{'张表' if self._by_form else '行'}的数和比率"
        code = "reported-rate-differs"
        yield self.frame.finding(code, Severity.WARNING, message, reported.at, hint)

    def _name(self, plan: Plan) -> str:
        if plan.role is Role.RATE:
            return plan.heading.rate
        return plan.indicator.name + ("完成进度" if plan.role is Role.COMPLETION else "同比")

    def _ways(self, reported: _Reported) -> Sequence[_Parts]:
        """Find numerator and denominator among the values: several where words leave it open."""
        plan, code = reported.plan, reported.plan.indicator.code
        if plan.role is Role.RATE:
            named, word = plan.heading.indicator, plan.heading.rate
            pairs = next((ways for end, ways in self._pairs if word.endswith(end)), [])
            found = [
                (self._one(reported, top, Role.VALUE), self._one(reported, bottom, Role.VALUE))
                for top, bottom in pairs
                if named is None or named in {top, bottom}
            ]
        elif plan.role is Role.COMPLETION:
            found = [
                (self._one(reported, code, Role.VALUE), self._one(reported, code, Role.TARGET))
            ]
        else:
            value, base = (self._one(reported, code, role) for role in (Role.VALUE, Role.BASE))
            found = [(None if value is None or base is None else value - base, base)]
        return [(top, bottom) for top, bottom in found if top is not None and bottom is not None]

    def _one(self, reported: _Reported, code: str, role: Role) -> Decimal | None:
        """Return the one value that the table gives; None where it gives none, or two."""
        bases = tuple(Basis) if role is Role.TARGET else (reported.plan.basis, Basis.STOCK)
        found = set[Decimal]().union(
            *(self._values.get((reported.spot, code, role, basis), ()) for basis in bases)
        )
        return found.pop() if len(found) == 1 else None


def _percent(text: str) -> list[tuple[Decimal, int]] | None:
    """Read a printed rate as per cent, and as a fraction of one where it has no sign."""
    bare = text.strip().rstrip("%％").strip()
    try:
        value = Decimal(bare)
    except ArithmeticError:
        return None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    readings = [(value, min(places, _MOST_PLACES))]
    if bare == text.strip():
        readings.append((value * _HUNDRED, min(max(places - 2, 0), _MOST_PLACES)))
    return readings


def _agrees(parts: _Parts, value: Decimal, places: int) -> bool:
    return ratio(*parts, places) == round_half_up(value, places)
