"""What holds for every cell of a table: whose it is, for when, of which sort."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind, Source
from zhaoshang_cli.errors import Place
from zhaoshang_cli.readers.cells.dates import spans_in
from zhaoshang_cli.readers.context import Context
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.harvest import Harvest, Tally
from zhaoshang_cli.readers.layout.plan import Known, Plan, RowWords
from zhaoshang_cli.readers.layout.planner import Planner
from zhaoshang_cli.readers.layout.rows import Row
from zhaoshang_cli.readers.layout.spans import When
from zhaoshang_cli.readers.layout.table import Column, Table
from zhaoshang_cli.readers.sheet import CellType, address

_TYPED_JANUARY = 6
"""The length of 2024.1, which a workbook also shows for 2024.10."""


Spot = tuple[str, int]
"""A region and a period."""


@dataclass(frozen=True)
class Frame:
    """One table with all that was settled for it."""

    table: Table
    rows: Sequence[Row]
    kind: Kind
    when: When
    region: str | None
    """Of rows that name none."""

    forced: int | None
    """The period the user gave for a table whose rows all name one other month."""

    planner: Planner
    context: Context
    harvest: Harvest
    tally: Tally = field(default_factory=Tally)

    @property
    def source(self) -> Source:
        """Whose figures they are."""
        return Source.PROVINCE if self.kind is Kind.PROVINCE else Source.COUNTY

    def is_whole(self, row: Row) -> bool:
        """Whether a row is of the own region above its children, or of the whole province."""
        return row.regions in self._wholes

    @cached_property
    def _wholes(self) -> frozenset[tuple[str, ...] | None]:
        regions = self.context.regions
        above = [] if regions.province is None else [regions.province]
        own = [regions.own] if self.kind is Kind.RETURNS and regions.children else []
        return frozenset((one.code,) for one in (*above, *own))

    def place(self, row: int, column: int) -> Place:
        """Name a cell."""
        return Place(self.harvest.file, self.table.grid.sheet.name or None, address(row, column))

    def text(self, row: Row, role: Role) -> tuple[str, Column | None]:
        """Return what a row says in its column of a role."""
        rows = self.table.grid.rows
        for column in self.table.of(role):
            if text := rows[row.index][column.index].strip():
                return text, column
            if row.carried is not None and (text := rows[row.carried][column.index].strip()):
                return text, column
        return "", None

    @cached_property
    def known(self) -> Known:
        """What was worked out for the rows of tables that are laid out like this one."""
        headings = tuple((one.heading, one.path) for one in self.table.columns)
        return self.context.memory.of((headings, self.planner.facts()))

    @cached_property
    def _dating(self) -> tuple[int, ...]:
        dating = (*self.table.of(Role.PERIOD), *self.table.of(Role.YEAR))
        return tuple(column.index for column in dating)

    def dates(self, row: Row) -> Hashable:
        """Return all that its period is read from: rows that have it in common are of one month."""
        cells, types = self.table.grid.rows[row.index], self.table.grid.sheet.types
        texts = [cells[column] for column in self._dating]
        if not types:
            return row.carried, *texts
        return row.carried, *texts, *[types.get((row.index, column)) for column in self._dating]

    def finding(
        self, code: str, severity: Severity, message: str, at: tuple[int, int], hint: str
    ) -> Finding:
        """Make a finding about a cell of the table."""
        raw = self.table.grid.rows[at[0]][at[1]]
        return Finding(code, severity, message, self.place(*at), hint, raw)

    def of_value(self, finding: Finding, plan: Plan, spot: Spot) -> Finding:
        """Say in a finding about a cell which value it is about; a target is of no month."""
        region, period = spot
        code, basis = plan.indicator.code, plan.basis.value
        if self.kind is Kind.TARGETS:
            return replace(finding, region=region, indicator=code)
        return replace(finding, region=region, period=period, indicator=code, basis=basis)


class RowLabels:
    """Reads what the label cells of a row say."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        table = frame.table
        self._columns = {
            role: table.of(role) for role in (Role.INDICATOR, Role.UNIT, Role.BASIS, Role.LEVEL)
        }
        self._indices = [tuple(one.index for one in found) for found in self._columns.values()]
        self._all = [index for indices in self._indices for index in indices]
        self._rows, self._known = table.grid.rows, frame.known.words
        self._names = self._indices[0]
        self._over, self._upper = "", ""

    def words(self, row: Row) -> RowWords:
        """Return the words of a row that decide how its numbers are read."""
        cells = self._rows[row.index]
        texts = tuple([cells[index] for index in self._all])
        known = self._known.get(texts)
        if known is None:
            known = self._known[texts] = self._said(cells)
        words, part = known
        if len(self._names) > 1:
            return self._below(words, cells[self._names[0]].strip())
        if part:
            return replace(words, over=(self._over,) if self._over else ())
        self._over = words.label or self._over
        return words

    def _below(self, words: RowWords, upper: str) -> RowWords:
        """Put a label below the one that is merged down beside it, or that stands over a blank."""
        if upper or not words.label:
            self._upper = upper
            return words
        over = (self._upper, *words.over) if self._upper else words.over
        return replace(words, over=over)

    def _said(self, cells: Sequence[str]) -> tuple[RowWords, bool]:
        unit, basis, level = (_first(cells, columns) for columns in self._indices[1:])
        path = dict.fromkeys(text for index in self._names if (text := cells[index]).strip())
        *over, label = path or [""]
        of_which = self.frame.context.vocabulary.headings.of_which
        part = label.lstrip(" \u3000#").startswith(of_which)
        return RowWords(label, tuple(over), unit, basis, level.strip()), part

    def column(self, role: Role, row: Row | None = None) -> int | None:
        """The column that labels rows with a role: of several the last that a row fills."""
        columns = [one.index for one in self._columns[role]]
        if row is not None:
            cells = self._rows[row.index]
            columns = [index for index in columns if cells[index].strip()][-1:] or columns
        return columns[0] if columns else None


def _first(cells: Sequence[str], columns: tuple[int, ...]) -> str:
    for column in columns:
        if cells[column].strip():
            return cells[column]
    return ""


def row_period(frame: Frame, row: Row, year: int | None, *, tell: bool = True) -> int | None:
    """Read a row's period, or the table's where it names none; None with a finding if unreadable."""
    text, column = frame.text(row, Role.PERIOD)
    if column is None:
        stated = frame.forced or _joined(year, frame.when.month)
        if stated is None and tell and (columns := frame.table.of(Role.PERIOD)):
            frame.harvest.findings.append(
                frame.finding(
                    "period-unreadable",
                    Severity.ERROR,
                    "这一行没有写月份",
                    (row.index, columns[0].index),
                    "写成 2022-11",
                )
            )
        return stated
    kind = frame.table.grid.sheet.types.get((row.index, column.index))
    found = parse_period(text, year, typed=kind is CellType.NUMBER)
    if found is None and tell:
        at = (row.index, column.index)
        message = f"看不出“{text}”是哪个月"
        frame.harvest.findings.append(
            frame.finding("period-unreadable", Severity.ERROR, message, at, "写成 2022-11")
        )
    return found if found is None else frame.forced or found


def row_year(frame: Frame, row: Row) -> int | None:
    """Read a row's year, or the table's where it names none."""
    text, column = frame.text(row, Role.YEAR)
    if column is None:
        return frame.when.year
    years = {span.year for span in spans_in(text)} - {None}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=4096)
def parse_period(text: str, year: int | None, *, typed: bool) -> int | None:
    """Read a cell of a column of periods; None if it is none, or may be two.

    >>> parse_period("2022.11", None, typed=True), parse_period("2024.1", None, typed=True)
    (202211, None)
    """
    if typed and len(text) == _TYPED_JANUARY and text.endswith(".1"):
        return None
    try:
        return Period.parse(text, year=year).number
    except ValueError:
        pass
    spans = spans_in(text)
    if len(spans) != 1:
        return _joined(year, int(text)) if re.fullmatch("[0-9]{1,2}", text) else None
    return spans[0].number or _joined(spans[0].year or year, spans[0].month)


def _joined(year: int | None, month: int | None) -> int | None:
    if year is None or month is None or not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return year * 100 + month
