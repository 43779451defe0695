"""The figures of a document: a number, the text that is printed, and the cells behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from zhaoshang_cli.domain.figure import Cells, Figure
from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.ranking import Ranked
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.figures import Style, figure, rounded

PROGRESS, RANKING = "progress_by_region", "ranking_by_region"
_FINE = 2
_PARTS = {
    "value": {"ytd", "yoy_pct", "completion_pct", "gap_pp", "remaining", "arrival_rate_pct"},
    "base": {"base_ytd", "yoy_pct"},
    "target": {"completion_pct", "gap_pp", "remaining"},
    "contract": {"arrival_rate_pct"},
}
"""Which fields each part goes into."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the figures of one period."""

    regions: RegionTree
    indicators: Mapping[str, Indicator]
    period: Period
    as_of: int | None
    cells: Cells
    levels: tuple[str, ...]
    """The levels of targets, the one that is shown first."""

    phrases: Phrases

    def of(self, row: Progress, field: str, text: str, value: Decimal, unit: str) -> Figure:
        """Make a figure of a row of progress."""
        return self._make(field, row.region, row.indicator, text, value, unit)

    def amount(self, row: Progress, field: str, value: Decimal) -> Figure:
        """Make the figure of an amount, in the form of prose."""
        indicator = self.indicators[row.indicator]
        form = indicator.prose
        if value and not rounded(value, indicator.unit, form):
            # 0.0亿元 for 300 万元 would say that there is nothing.
            form = Form(indicator.unit, _FINE, trim=True)
        text = figure(value, indicator.unit, form, Style.PROSE)
        return self.of(row, field, text, value, indicator.unit)

    def joined(self, one: Figure, other: Figure, field: str) -> Figure:
        """Make of two figures one that stands on the cells of both."""
        return replace(one, field=field, cells=one.cells + other.cells)

    def gap(self, row: Progress, value: Decimal) -> Figure:
        """Make the figure of a difference of rates, printed without its sign."""
        return self.of(row, "gap_pp", f"{abs(value):f}个百分点", value, "个百分点")

    def count(self, field: str, indicator: str, number: int, unit: str) -> Figure:
        """Make the figure of a number of units."""
        own = self.regions.own.code
        text = f"{number}{unit}"
        return self._make(field, own, indicator, text, Decimal(number), unit)

    def rank(self, ranked: Ranked, indicator: str, basis: str, *, among: str) -> Figure:
        """Make the figure of a rank: 第3位, 并列第3位."""
        key = "place_tied" if ranked.tied else "place"
        text = self.phrases.word(key, rank=str(ranked.rank))
        return self._rank(ranked, indicator, text, f"rank_{basis}_{among}")

    def bare_rank(self, ranked: Ranked, indicator: str, basis: str, *, among: str) -> Figure:
        """Make the figure of a rank in a table."""
        return self._rank(ranked, indicator, str(ranked.rank), f"rank_{basis}_{among}")

    def _rank(self, ranked: Ranked, indicator: str, text: str, field: str) -> Figure:
        place = Decimal(ranked.rank or 0)
        return self._make(field, ranked.region, indicator, text, place, "位")

    def _make(
        self, field: str, region: str, indicator: str, text: str, value: Decimal, unit: str
    ) -> Figure:
        return Figure(
            text=text,
            value=value,
            unit=unit,
            metric=RANKING if field.startswith("rank_") else PROGRESS,
            field=field,
            region=region,
            indicator=indicator,
            period=str(self.period),
            as_of=self.as_of,
            cells=self._behind(region, indicator, field),
        )

    def _behind(self, region: str, indicator: str, field: str) -> tuple[str, ...]:
        """Return the cells of everything that a field is worked out from."""
        if field.startswith(("rank_", "count_")):
            return self._rivals(indicator, field)
        members = self._members(region)
        if field == "month":
            return self._month(members, indicator)
        return tuple(
            cell
            for part, fields in _PARTS.items()
            if field in fields
            for cell in self._part(part, region, indicator, members)
        )

    def _part(
        self, part: str, region: str, indicator: str, members: tuple[str, ...]
    ) -> tuple[str, ...]:
        now = self.period.number
        if part == "target":
            return self._targets(region, indicator)
        if part == "base":
            return self.cells.observed(members, self.period.a_year_ago.number, indicator)
        if part == "contract":
            contract = self.indicators[indicator].contract or ""
            return self.cells.observed(members, now, contract)
        return self.cells.observed(members, now, indicator)

    def _month(self, members: tuple[str, ...], indicator: str) -> tuple[str, ...]:
        """本月 as reported, else the 累计 of two months that it is the difference of."""
        now, before = self.period.number, self.period.after(-1).number
        cells: tuple[str, ...] = ()
        for member in members:
            told = self.cells.observed([member], now, indicator, month=True)
            both = [self.cells.observed([member], month, indicator) for month in (now, before)]
            cells += told or both[0] + both[1]
        return cells

    def _members(self, region: str) -> tuple[str, ...]:
        """Return whose cells stand behind a value: the counted children's for a total."""
        if region == self.regions.own.code:
            return tuple(child.code for child in self.regions.counted)
        return (region,)

    def _rivals(self, indicator: str, field: str) -> tuple[str, ...]:
        """Return the cells of all that were compared: a rank stands on every one of them."""
        province = field.endswith("_province")
        everyone = self.regions.peers if province else self.regions.children
        codes = [one.code for one in everyone]
        source = "province" if province else "county"
        now, before = self.period.number, self.period.a_year_ago.number
        cells = self.cells.observed(codes, now, indicator, source=source)
        if "_growth_" in field:
            cells += self.cells.observed(codes, before, indicator, source=source)
        if "_arrival_" in field:
            contract = self.indicators[indicator].contract or ""
            cells += self.cells.observed(codes, now, contract, source=source)
        if "_completion_" in field or field.startswith(("count_ahead", "count_behind")):
            aims = (
                self.cells.target(one, self.period.year, indicator, self.levels) for one in codes
            )
            cells += tuple(filter(None, aims))
        return cells

    def _targets(self, region: str, indicator: str) -> tuple[str, ...]:
        """Return the cell of a target, or those of the children's that it is the sum of."""
        own = self.cells.target(region, self.period.year, indicator, self.levels)
        if own is not None or region != self.regions.own.code:
            return () if own is None else (own,)
        return tuple(
            cell for child in self.regions.counted for cell in self._targets(child.code, indicator)
        )
