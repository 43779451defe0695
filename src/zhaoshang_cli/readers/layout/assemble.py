"""Cells into values: every cell of a known column and row ends in exactly one of the outcomes."""

from dataclasses import dataclass, replace
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Blank, Kind, Observation, Target
from zhaoshang_cli.readers.cells.amount import Fault
from zhaoshang_cli.readers.layout.cells import CellReader, remedy
from zhaoshang_cli.readers.layout.check import Checks, Entry
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.frame import Frame, RowLabels, row_period, row_year
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.plan import Plan, Refusal, RowWords
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.settle import narrow
from zhaoshang_cli.readers.layout.tables import Column
from zhaoshang_cli.readers.sheet import address

_NUMBERS = frozenset(
    {
        Role.VALUE,
        Role.TARGET,
        Role.COMPLETION,
        Role.GROWTH,
        Role.RATE,
        Role.RANK,
        Role.BASE,
        Role.TOTAL,
        Role.UNKNOWN,
    }
)
Settled = Plan | Refusal | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with what its labels settled."""

    row: Row
    region: str | None
    period: int | None
    year: int | None
    words: RowWords


class Assembler:
    """Takes the values of one table."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.harvest, self.tally = frame, frame.harvest, frame.tally
        self.labels, self.cells, self.checks = RowLabels(frame), CellReader(frame), Checks(frame)
        self.columns = [column for column in frame.table.columns if column.heading.role in _NUMBERS]
        self._plans: dict[tuple[int, RowWords], Settled] = {}
        self._texts = frame.table.grid.sheet.rows

    def run(self) -> None:
        """Read every row, then compare sums and rates with what was reported."""
        for row in self.frame.rows:
            if row.kind is RowKind.DATA:
                self._data(row)
            elif row.kind is RowKind.LEFT_OUT:
                self.tally.left_out += self._filled(row)
            else:
                self._sum(row)
        self.checks.totals()

    def _filled(self, row: Row) -> int:
        texts = self._texts[row.index]
        return sum(
            bool(texts[column.index].strip())
            for column in self.columns
            if column.heading.role is not Role.UNKNOWN or numeric(texts[column.index])
        )

    def _data(self, row: Row) -> None:
        if self._is_whole(row):
            self._sum(replace(row, kind=RowKind.TOTAL, whole=True))
            return
        words = self.labels.words(row)
        region = self._region(row)
        across = any(column.heading.region for column in self.columns)
        period = row_period(self.frame, row) if region or across else None
        line = _Line(row, region, period, row_year(self.frame, row), words)
        texts = self._texts[row.index]
        for column in self.columns:
            self._cell(line, column, texts[column.index])
        self.checks.rates(row)

    def _is_whole(self, row: Row) -> bool:
        """Whether a row is of the own region above its children, or of the whole province."""
        regions = self.frame.context.regions
        if not row.regions or len(row.regions) != 1 or self.frame.kind is Kind.TARGETS:
            return bool(
                row.regions and regions.province and row.regions == (regions.province.code,)
            )
        if regions.province is not None and row.regions[0] == regions.province.code:
            return True
        return (
            self.frame.kind is Kind.RETURNS
            and bool(regions.children)
            and row.regions[0] == regions.own.code
        )

    def _region(self, row: Row) -> str | None:
        if row.regions is None:
            return self.frame.region
        codes = narrow(row.regions, self.frame.kind, self.frame.context)
        if len(codes) == 1:
            return codes[0]
        names = self.frame.context.region_names
        _, column = self.frame.text(row, Role.REGION)
        at = (row.index, column.index if column else self.frame.table.left)
        if codes:
            listed = "、".join(f"{names.label(code)}（{code}）" for code in codes)
            finding = self.frame.finding(
                "region-ambiguous",
                Severity.ERROR,
                f"“{row.label}”可能是{listed}",
                at,
                "请写全称或地区代码",
            )
        else:
            near = names.nearest(row.label)
            asked = f"是不是{'、'.join(near)}？" if near else ""
            lines = f'如是新地区，在 zs.toml 里加：[[region]] code = "六位代码" name = "{row.label.strip()}"；如是别名，加进该地区的 aliases'
            finding = self.frame.finding(
                "region-unknown",
                Severity.ERROR,
                f"不认识的地区“{row.label.strip()}”",
                at,
                asked + lines,
            )
        self.harvest.findings.append(finding)
        return None

    def _plan(self, column: Column, words: RowWords) -> Settled:
        key = (column.index, words)
        if key not in self._plans:
            self._plans[key] = self._planned(column.heading, words)
        return self._plans[key]

    def _planned(self, heading: Heading, words: RowWords) -> Settled:
        if heading.role is Role.UNKNOWN:
            return Refusal("column-unknown", f"不认识的列“{heading.rest or '（无表头）'}”", "")
        return self.frame.planner.plan(heading, words)

    def _cell(self, line: _Line, column: Column, text: str) -> None:
        at = (line.row.index, column.index)
        filled = bool(text) and not text.isspace()
        plan = self._plan(column, line.words)
        if isinstance(plan, Refusal):
            self._refused(plan, line, column, text)
            return
        if plan is None or plan.role.checked_only:
            self.tally.checked += filled
            if plan is not None and filled:
                self._compare(column, plan, text)
            return
        region, period = self._where(plan, line), self._when(plan, line)
        if region is None or period is None:
            self._homeless(
                line, filled=filled and self.cells.read(text, at, plan) is not None, text=text
            )
            return
        value = self.cells.read(text, at, plan) if filled else None
        if value is None:
            self.tally.blank += filled
            self._blank(plan, region, period, text, at)
        elif isinstance(value, Fault):
            self._fault(value, plan, (region, period), text, at)
        else:
            self._keep(plan, (region, period), value, text, at)
            self.checks.add(
                Entry(line.row.index, column.index, line.words, period, region, plan, value)
            )

    def _compare(self, column: Column, plan: Plan, text: str) -> None:
        """Remember what is only compared."""
        if plan.role is Role.BASE:
            if (value := self.cells.compared(text, plan)) is not None:
                self.checks.base(plan, value)
        elif plan.role in {Role.COMPLETION, Role.GROWTH}:
            self.checks.rate(column, plan, text)

    def _where(self, plan: Plan, line: _Line) -> str | None:
        codes = narrow(plan.heading.region, self.frame.kind, self.frame.context)
        return codes[0] if len(codes) == 1 else (None if codes else line.region)

    def _when(self, plan: Plan, line: _Line) -> int | None:
        """Return the period of a cell; for a target the year as its January."""
        heading = plan.heading
        if self.frame.kind is Kind.TARGETS:
            return None if line.year is None else line.year * 100 + 1
        if heading.month is None or self.frame.text(line.row, Role.PERIOD)[1] is not None:
            return line.period
        year = heading.year or line.year
        return None if year is None else year * 100 + heading.month

    def _homeless(self, line: _Line, *, filled: bool, text: str) -> None:
        """Count a cell whose region or period is unknown; its row has been told of."""
        if filled:
            self.tally.quarantined += 1
        elif text.strip():
            self.tally.blank += 1

    def _refused(self, refusal: Refusal, line: _Line, column: Column, text: str) -> None:
        if not text.strip() or self.frame.context.amounts.read(text) is None:
            self.tally.blank += bool(text.strip()) and column.heading.role is not Role.UNKNOWN
            return
        unknown = refusal.code == "column-unknown"
        if unknown and not numeric(text):
            return
        self.tally.quarantined += 1
        label = self.labels.label_column()
        if refusal.code == "indicator-unknown" and line.words.label and label is not None:
            at, key = (line.row.index, label), line.words.label
        else:
            at, key = (self.frame.table.header.stop - 1, column.index), str(column.index)
        hint = self._nearest(column) if unknown else refusal.hint
        finding = self.frame.finding(refusal.code, Severity.ERROR, refusal.message, at, hint)
        sheet = self.frame.table.grid.sheet.name
        self.harvest.once((f"{sheet}!{self.frame.table.header.start}!{refusal.code}", key), finding)

    def _nearest(self, column: Column) -> str:
        """Say what an unknown heading may have meant."""
        name = "/".join(column.path).replace("\n", "")
        near = self.frame.context.indicator_names.nearest(column.heading.rest)
        asked = f"是不是{'、'.join(near)}？" if near else ""
        return f'{asked}可用 --map "{name}=指标" 指明，不要的列写 --map "{name}=-"'

    def _blank(self, plan: Plan, region: str, period: int, text: str, at: tuple[int, int]) -> None:
        if plan.role is Role.VALUE and self.frame.kind is not Kind.TARGETS:
            sheet = self.frame.table.grid.sheet.name
            self.harvest.blanks.append(
                Blank(
                    region,
                    period,
                    plan.indicator.code,
                    plan.basis,
                    self.frame.source,
                    text,
                    sheet,
                    address(*at),
                )
            )

    def _fault(
        self, fault: Fault, plan: Plan, key: tuple[str, int], text: str, at: tuple[int, int]
    ) -> None:
        self.tally.quarantined += 1
        self.checks.hole(at[1])
        self.harvest.findings.append(
            Finding(
                fault.code, Severity.ERROR, fault.message, self.frame.place(*at), remedy(fault), text,
                key[0], key[1], plan.indicator.code, plan.basis.value,
            )
        )  # fmt: skip

    def _keep(
        self, plan: Plan, key: tuple[str, int], value: Decimal, text: str, at: tuple[int, int]
    ) -> None:
        frame, sheet = self.frame, self.frame.table.grid.sheet.name
        region, period = key
        if plan.role is Role.TARGET or frame.kind is Kind.TARGETS:
            level = plan.level or frame.level or ""
            self.harvest.aim(
                Target(
                    region,
                    period // 100,
                    plan.indicator.code,
                    level,
                    value,
                    text,
                    sheet,
                    address(*at),
                ),
                self.tally,
            )
            return
        self.harvest.observe(
            Observation(
                region,
                period,
                plan.indicator.code,
                plan.basis,
                frame.source,
                value,
                text,
                sheet,
                address(*at),
            ),
            self.tally,
        )

    def _sum(self, row: Row) -> None:
        """Take a row of sums for comparison."""
        words = self.labels.words(row)
        period = row_period(self.frame, row, tell=False)
        for column in self.columns:
            text = self._texts[row.index][column.index]
            plan = self._plan(column, words)
            unknown = column.heading.role is Role.UNKNOWN
            self.tally.checked += bool(text.strip()) and (not unknown or numeric(text))
            if isinstance(plan, Plan) and not plan.role.checked_only and text.strip():
                value = self.cells.read(text, (row.index, column.index), plan)
                if isinstance(value, Decimal):
                    entry = Entry(row.index, column.index, words, period or 0, "", plan, value)
                    self.checks.total(row, entry)
