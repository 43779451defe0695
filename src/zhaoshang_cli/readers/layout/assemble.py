"""Cells into values: every cell of a known column and row ends in exactly one of the outcomes."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Basis, Blank, Kind, Observation, Target
from zhaoshang_cli.readers.cells.amount import Fault
from zhaoshang_cli.readers.layout.cells import CellReader, remedy
from zhaoshang_cli.readers.layout.check import Checks, Entry
from zhaoshang_cli.readers.layout.comparing import Comparing
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.frame import Frame, RowLabels, Spot, row_period, row_year
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.plan import Plan, Refusal, RowWords, Settled
from zhaoshang_cli.readers.layout.quarantine import Quarantine
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.settle import narrow
from zhaoshang_cli.readers.layout.table import Column
from zhaoshang_cli.readers.sheet import address

_FEBRUARY = 2
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class _Line:
    """What the labels of a row settled."""

    region: str | None
    period: int | None
    """Of targets the year, as its January."""

    year: int | None
    dated: bool
    """The row names its period itself."""


class Assembler:
    """Takes the values of one table."""

    def __init__(self, frame: Frame, checks: Checks | None = None) -> None:
        self.frame, self.harvest, self.tally = frame, frame.harvest, frame.tally
        self.labels, self.cells = RowLabels(frame), CellReader(frame)
        self.checks = checks or Checks(frame)
        self.comparing = Comparing(frame, self.cells, self.checks)
        self.quarantine = Quarantine(frame, self.labels)
        self.columns = [one for one in frame.table.columns if not one.heading.role.labels]
        self._across = any(column.heading.region for column in self.columns)
        self._compared = self.comparing.needed
        self._plans, self._lines = frame.known.plans, dict[Hashable, _Line]()
        self._texts = frame.table.grid.sheet.rows
        self._sheet = frame.table.grid.sheet.name

    def run(self) -> None:
        """Read every row, then compare sums and rates with what was reported."""
        for row in self.frame.rows:
            self.take(row)
        self.comparing.rest()

    def take(self, row: Row) -> None:
        """Read one row; they come in their order."""
        if row.kind is RowKind.LEFT_OUT:
            self.tally.left_out += self._filled(row)
        elif row.kind is not RowKind.DATA:
            self._sum(row)
        elif self.frame.is_whole(row):
            self._sum(replace(row, kind=RowKind.TOTAL, whole=True))
        else:
            self._data(row)

    def forget(self) -> None:
        """Let go of what was worked out for labels, where there are too many to be of use."""
        if len(self._lines) > _MOST_LINES:
            self._lines.clear()
        self.frame.known.forget()

    def _filled(self, row: Row) -> int:
        texts = self._texts[row.index]
        return sum(
            bool(texts[column.index].strip())
            for column in self.columns
            if column.heading.role is not Role.UNKNOWN or numeric(texts[column.index])
        )

    def _data(self, row: Row) -> None:
        words = self.labels.words(row)
        line = self._line(row)
        texts = self._texts[row.index]
        for column, plan in zip(self.columns, self._planned(row, words), strict=True):
            text = texts[column.index]
            if type(plan) is Plan and not plan.role.checked_only:
                self._cell(line, (row.index, column.index), plan, text, words)
            elif isinstance(plan, Refusal):
                if self.quarantine.refuse(plan, row, column, text):
                    self.comparing.across.hole()
            elif text.strip():
                self.tally.checked += 1
                if plan is not None:
                    self._hear((row.index, column.index), line, column, plan, text)
        if self._compared:
            self.comparing.row()

    def _line(self, row: Row) -> _Line:
        """Settle a row as one before it that says the same; what is unclear is told every time."""
        said = (row.regions, self.frame.dates(row))
        line = self._lines.get(said)
        if line is None:
            line = self._settled(row)
            if line.region is not None and line.period is not None:
                self._lines[said] = line
        return line

    def _settled(self, row: Row) -> _Line:
        region = self.quarantine.region(row)
        year = row_year(self.frame, row)
        if self.frame.kind is Kind.TARGETS:
            return _Line(region, None if year is None else year * 100 + 1, year, dated=True)
        wanted = region is not None or self._across
        period = row_period(self.frame, row, year) if wanted else None
        dated = self.frame.text(row, Role.PERIOD)[1] is not None
        return _Line(region, period, year, dated)

    def _planned(self, row: Row, words: RowWords) -> tuple[Settled, ...]:
        """Say for every column how its cells beside such labels are read."""
        if row.units and row.units != self.frame.planner.units.written:
            words = replace(words, around=row.units)
        plans = self._plans.get(words)
        if plans is None:
            plans = tuple(self._plan(column, words) for column in self.columns)
            self._plans[words] = plans
        return plans

    def _plan(self, column: Column, words: RowWords) -> Settled:
        known = column.heading.role is not Role.UNKNOWN
        plan = self.frame.planner.plan(column.heading, words) if known else None
        if known and not (isinstance(plan, Refusal) and plan.nameless):
            return plan
        if known and self.labels.column(Role.INDICATOR) is not None:
            message = "这一行没有写指标"
            return Refusal("indicator-unknown", message, "请报送单位补写", Role.INDICATOR)
        name = "/".join(" ".join(text.split()) for text in column.path) or "没有表头"
        return Refusal("column-unknown", f"不认识的列“{name}”", "")

    def _cell(
        self, line: _Line, at: tuple[int, int], plan: Plan, text: str, words: RowWords
    ) -> None:
        region, period = self._spot(line, plan)
        if plan.basis is Basis.MONTH and self._covers_january(period):
            self.tally.checked += bool(text.strip())
            return
        if region is None or period is None:
            if self.quarantine.homeless(text):
                self.comparing.across.hole()
            return
        value = self.cells.read(text, at, plan, (region, period)) if text else None
        if value is None:
            self.tally.blank += bool(text.strip())
            self._blank(plan, region, period, text, at)
        elif isinstance(value, Fault):
            self._fault(value, plan, (region, period), text, at)
        else:
            self._keep(plan, (region, period), value, text, at)
            if self._compared:
                self.comparing.keep(Entry(*at, words, period, region, plan, value))

    def _spot(self, line: _Line, plan: Plan) -> tuple[str | None, int | None]:
        """Say whose the values of a column are in a row, and for when."""
        heading = plan.heading
        region = self._where(heading) if heading.region else line.region
        if heading.month is None or line.dated:
            return region, line.period
        year = line.year if plan.role is Role.BASE else heading.year or line.year
        return region, None if year is None else year * 100 + heading.month

    def _hear(
        self, at: tuple[int, int], line: _Line, column: Column, plan: Plan, text: str
    ) -> None:
        """Remember what is only compared."""
        region, period = self._spot(line, plan)
        self.comparing.hear(at, (region or "", period or 0), column, plan, text)

    def _covers_january(self, period: int | None) -> bool:
        """Whether 本月 of a February is that of two months, where the two are reported together."""
        merged = self.frame.context.january == "merged"
        return merged and period is not None and period % 100 == _FEBRUARY

    def _where(self, heading: Heading) -> str | None:
        codes = narrow(heading.region, self.frame.kind, self.frame.context)
        return codes[0] if len(codes) == 1 else None

    def _blank(self, plan: Plan, region: str, period: int, text: str, at: tuple[int, int]) -> None:
        if plan.role is Role.VALUE and self.frame.kind is not Kind.TARGETS:
            code, source, cell = plan.indicator.code, self.frame.source, address(*at)
            self.harvest.blanks.append(
                Blank(region, period, code, plan.basis, source, text, self._sheet, cell)
            )

    def _fault(self, fault: Fault, plan: Plan, spot: Spot, text: str, at: tuple[int, int]) -> None:
        self.tally.quarantined += 1
        self.comparing.miss(at[1])
        place, hint = self.frame.place(*at), remedy(fault)
        found = Finding(fault.code, Severity.ERROR, fault.message, place, hint, text)
        self.harvest.findings.append(self.frame.of_value(found, plan, spot))

    def _keep(
        self, plan: Plan, key: tuple[str, int], value: Decimal, text: str, at: tuple[int, int]
    ) -> None:
        region, period = key
        code, cell, sheet = plan.indicator.code, address(*at), self._sheet
        if plan.role is Role.TARGET or self.frame.kind is Kind.TARGETS:
            level = plan.level or ""
            self.harvest.aim(
                Target(region, period // 100, code, level, value, text, sheet, cell), self.tally
            )
            return
        source = self.frame.source
        self.harvest.observe(
            Observation(region, period, code, plan.basis, source, value, text, sheet, cell),
            self.tally,
        )

    def _sum(self, row: Row) -> None:
        """Take a row of sums for comparison."""
        words = self.labels.words(row)
        period = row_period(self.frame, row, row_year(self.frame, row), tell=False)
        summed = self.frame.planner.about.months_summed
        if summed and self.frame.text(row, Role.PERIOD)[0] == row.label.strip():
            period = 0
        for column, plan in zip(self.columns, self._planned(row, words), strict=True):
            text = self._texts[row.index][column.index]
            unknown = column.heading.role is Role.UNKNOWN
            self.tally.checked += bool(text.strip()) and (not unknown or numeric(text))
            if isinstance(plan, Plan) and not plan.role.checked_only and text.strip():
                value = self.cells.compared(text, plan)
                added = not (summed and not period and plan.basis is Basis.YTD)
                if value is not None and added:
                    entry = Entry(row.index, column.index, words, period or 0, "", plan, value)
                    self.checks.total(row, entry)
