"""Columns that add up others: 合计 beside counties or months, and 累计 beside all its months."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.domain.returns import Basis, Kind
from zhaoshang_cli.readers.layout.check import Entry
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.plan import Plan
from zhaoshang_cli.readers.layout.rows import RowKind
from zhaoshang_cli.readers.layout.table import Column, Table

_AMOUNTS = frozenset({Role.VALUE, Role.TARGET})
_FEWEST_PARTS = 2


def with_totals(table: Table, regions: RegionTree) -> Table:
    """Tell columns that add up the others from those that are values of their own.

    Beside its counties the city's own column is their sum. Over 其中：省外资金 the 合计 of 实际到位内资
    is its value: it adds up nothing that stands in another column of its kind.
    """
    if not any(one.heading.region or one.heading.also & _AMOUNTS for one in table.columns):
        return table
    children = {child.code for child in regions.children}
    above = {regions.own.code} | ({regions.province.code} if regions.province else set())
    across = {code for one in table.columns for code in one.heading.region}
    wholes = above if across & children else above - {regions.own.code}
    columns = tuple(
        _settled(one, table, wholes if across - wholes else set()) for one in table.columns
    )
    return replace(table, columns=columns)


def _settled(column: Column, table: Table, wholes: set[str]) -> Column:
    heading = column.heading
    if heading.role in _AMOUNTS and heading.region and wholes.issuperset(heading.region):
        also = frozenset({heading.role})
        return replace(column, heading=replace(heading, role=Role.TOTAL, also=also))
    summed = heading.also & _AMOUNTS
    if heading.role is not Role.TOTAL or not summed or (heading.region and wholes):
        return column
    if heading.region or (heading.indicator and not _adds_up(column, table)):
        return replace(column, heading=replace(heading, role=min(summed), also=frozenset()))
    return column


def _adds_up(total: Column, table: Table) -> bool:
    """Whether other columns of its indicator are of several regions or months."""
    others = [
        one.heading
        for one in table.columns
        if one.heading.role in _AMOUNTS and one.heading.indicator in {None, total.heading.indicator}
    ]
    months = {one.month for one in others} - {None}
    return any(one.region for one in others) or len(months) >= _FEWEST_PARTS


class Across:
    """Compares the columns of sums with the others of their row."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        values = [one.heading for one in frame.table.of(Role.VALUE)]
        months = {one.month for one in values if one.basis is Basis.MONTH} - {None}
        self.needed = bool(frame.table.of(Role.TOTAL)) or len(months) >= _FEWEST_PARTS
        self._here: list[Entry] = []
        self._sums: list[tuple[Column, Entry]] = []
        self._holes = False

    def add(self, entry: Entry) -> None:
        """Remember a kept value of the row."""
        self._here.append(entry)

    def hole(self) -> None:
        """Remember that a value of the row cannot be read, so that no sum can be compared."""
        self._holes = True

    def total(self, column: Column, entry: Entry) -> None:
        """Remember a reported sum."""
        self._sums.append((column, entry))

    def compare(self) -> Iterable[Finding]:
        """Compare the sums of a row with its values, and forget the row."""
        here, sums, holes = self._here, self._sums, self._holes
        self._here, self._sums, self._holes = [], [], False
        if holes:
            return
        for column, total in sums:
            parts = self._parts(column, total, here)
            if len(parts) >= _FEWEST_PARTS and self._covers(column, parts):
                yield from self._differs(column, total, self._groups(column, parts))
        by_index = {column.index: column for column in self.frame.table.of(Role.VALUE)}
        for entry in here:
            if entry.plan.basis is Basis.YTD and (parts := _months_of(entry, here)):
                yield from self._differs(by_index[entry.column], entry, [parts])

    def _parts(self, column: Column, total: Entry, here: Sequence[Entry]) -> list[Entry]:
        """Find what a sum adds up: counties of its basis and month, else the months of its row."""
        wanted, heading = total.plan, column.heading
        same = [one for one in here if one.plan.indicator.code == wanted.indicator.code]
        summed = heading.also & _AMOUNTS or {one.plan.role for one in same}
        same = [one for one in same if one.plan.role in summed] if len(summed) == 1 else []
        counties = [one for one in same if one.plan.heading.region]
        if counties:
            return [
                one
                for one in counties
                if one.plan.basis is wanted.basis and one.plan.heading.month == heading.month
            ]
        if heading.month is not None or heading.basis is Basis.MONTH:
            return []
        return [one for one in same if one.plan.heading.month and one.plan.basis is Basis.MONTH]

    def _covers(self, column: Column, parts: Sequence[Entry]) -> bool:
        """Whether the sum of all can be compared: only when all that count are there."""
        context = self.frame.context
        whole = column.heading.region or any(map(context.rows.is_whole, column.path))
        if not whole or not any(one.plan.heading.region for one in parts):
            return True
        regions = context.regions
        wanted = regions.peers if self.frame.kind is Kind.PROVINCE else regions.counted
        return {region.code for region in wanted} <= {one.region for one in parts}

    def _groups(self, column: Column, parts: Sequence[Entry]) -> list[list[Entry]]:
        """Give the sets of columns a sum may cover: all, or those between it and the next sum."""
        if not any(
            self.frame.context.rows.sum_kind(text) is RowKind.SUBTOTAL for text in column.path
        ):
            return [list(parts)]
        at = column.index
        breaks = [one.index for one in self.frame.table.of(Role.TOTAL)]
        left = max((index for index in breaks if index < at), default=-1)
        right = min((index for index in breaks if index > at), default=self.frame.table.right)
        before = [one for one in parts if left < one.column < at]
        after = [one for one in parts if at < one.column < right]
        return [before or after, after]

    def _differs(
        self, column: Column, total: Entry, groups: Sequence[Sequence[Entry]]
    ) -> Iterable[Finding]:
        sums = [sum((one.value for one in group), Decimal(0)) for group in groups]
        if total.value in sums:
            return
        worked = sums[0]
        name = "/".join(" ".join(text.split()) for text in column.path)
        unit = total.plan.indicator.unit
        message = (
            f"“{name}”一列的{total.plan.indicator.name}是{total.value.normalize():f}{unit}，"
            f"各列相加是{worked.normalize():f}{unit}"
        )
        at, hint = (total.row, total.column), "请报送单位核对合计和各列的数"
        yield self.frame.finding("total-differs", Severity.WARNING, message, at, hint)


def _months_of(year: Entry, here: Sequence[Entry]) -> list[Entry]:
    """Return the months of a year to date, if all of them stand in its row."""
    months = {
        one.period: one
        for one in here
        if one.plan.basis is Basis.MONTH
        and one.region == year.region
        and _same(one.plan, year.plan)
        and year.period // 100 * 100 < one.period <= year.period
    }
    return list(months.values()) if len(months) == year.period % 100 > 1 else []


def _same(one: Plan, other: Plan) -> bool:
    return one.indicator.code == other.indicator.code and one.role is other.role
