"""Settling what holds for a whole table before its cells are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.layout.aiming import level_around
from zhaoshang_cli.readers.layout.dating import PERIOD_HINT, Dating
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.frame import Frame, row_period, row_year
from zhaoshang_cli.readers.layout.harvest import Harvest
from zhaoshang_cli.readers.layout.otherlists import told
from zhaoshang_cli.readers.layout.plan import About, Aims, Units
from zhaoshang_cli.readers.layout.planner import Planner
from zhaoshang_cli.readers.layout.rows import Row, RowKind, RowReader
from zhaoshang_cli.readers.layout.settle import Where, settle_kind, settle_region
from zhaoshang_cli.readers.layout.siblings import (
    lone_month,
    months_summed,
    periods_named,
    rated_rows,
    units_beside,
)
from zhaoshang_cli.readers.layout.spans import When
from zhaoshang_cli.readers.layout.surroundings import Surroundings
from zhaoshang_cli.readers.layout.table import Table
from zhaoshang_cli.readers.layout.totals import with_totals


class Placing(Enum):
    """What the rows of a table say of regions, all together."""

    NAMED = auto()
    """Some name one that is known: a row that does not is of an unknown one."""

    GIVEN = auto()
    """All have the one label that the user gave a region for."""

    KEYED = auto()
    """None is known, and other labels tell rows apart."""

    SINGLE = auto()
    """There is one label only, or none: the table is of one region."""

    UNKNOWN = auto()
    """Several labels, none of them known."""

    def placed(self, row: Row) -> Row:
        """Return a row with the regions it is of."""
        if self is Placing.NAMED:
            return row if row.regions or row.regions == () else replace(row, regions=())
        if self is Placing.GIVEN:
            return replace(row, regions=None)
        if self is Placing.UNKNOWN and row.kind is RowKind.DATA and names_one(row.label):
            return replace(row, regions=())
        return row


@dataclass
class Framing:
    """Settles the tables of one sheet."""

    surroundings: Surroundings
    decisions: Decisions
    reader: RowReader
    harvest: Harvest
    given: Mapping[str, Heading]
    """What the user said of columns and rows, by their plain names."""

    @cached_property
    def dating(self) -> Dating:
        """The settling of their months."""
        return Dating(self.surroundings, self.decisions)

    def frame(self, table: Table) -> Frame | None:
        """Settle one table; None where it has no rows."""
        context = self.surroundings.context
        self.harvest.findings.extend(told(self.surroundings, table))
        rows = self._rows(table)
        if not any(row.kind is RowKind.DATA for row in rows):
            return None
        when = self.dating.when(table)
        table = with_totals(periods_named(_past(table, when)), context.regions)
        where = self._where(table, rows)
        titles = " ".join(title.text for title in self.surroundings.titles(table))
        kind = self.decisions.kind or self._kind(table, rows, titles, when)
        written, cell = self.surroundings.units(table)
        given = context.words.units.several(self.decisions.unit) if self.decisions.unit else ()
        if self.decisions.unit and not given:
            raise ZsError(
                "unit-unknown", f"不认识的单位“{self.decisions.unit}”", None, "写成 亿元、万美元 等"
            )
        aims = Aims(self._level(table, kind), kind is Kind.TARGETS)
        only = self._only(table, titles)
        units = Units(
            written, cell, given, self.surroundings.noted(table), units_beside(table, only)
        )
        words = context.words
        lone, rated = lone_month(table, words, titles), rated_rows(table, words)
        about = About(only, when.year, lone, months_summed(table, rows), rated)
        planner = Planner(context, units, aims, about, self.given)
        frame = Frame(table, rows, kind, when, where.code, None, planner, context, self.harvest)
        if kind is Kind.TARGETS and when.year is None and not table.of(Role.YEAR):
            place = Place(self.harvest.file, table.grid.sheet.name or None)
            raise ZsError(
                "year-unknown", "看不出是哪一年的目标", place, "加上 --period 2022 指明年份"
            )
        return frame if kind is Kind.TARGETS else self._dated(frame)

    def _rows(self, table: Table) -> Sequence[Row]:
        """Classify the rows; several rows with unknown labels are of unknown regions."""
        rows = list(self.reader.read(table))
        placing = self.placing(table, rows)
        return [placing.placed(row) for row in rows]

    def placing(self, table: Table, rows: Sequence[Row]) -> Placing:
        """Settle what rows are of whose label no region has."""
        held = [row for row in rows if row.kind is RowKind.DATA]
        if any(row.regions for row in held):
            return Placing.NAMED
        if self.decisions.region and len({row.label for row in held}) == 1:
            return Placing.GIVEN
        keys = (Role.REGION, Role.REGION_CODE, Role.INDICATOR, Role.PERIOD, Role.LEVEL)
        keyed = any(map(table.of, keys)) or any(one.heading.region for one in table.columns)
        if keyed:
            return Placing.KEYED
        labelled = {row.label for row in held if names_one(row.label)}
        return Placing.SINGLE if len(labelled) <= 1 else Placing.UNKNOWN

    def _where(self, table: Table, rows: Sequence[Row]) -> Where:
        needs = any(row.regions is None for row in rows if row.kind is RowKind.DATA)
        across = any(column.heading.region for column in table.columns)
        if not needs or across:
            return Where()
        sources = self.surroundings.region_sources(table)
        where = settle_region(sources, self.surroundings.context, self.decisions)
        if where.code is None:
            raise ZsError(
                "region-missing",
                "看不出是哪个县区的报表：表里没有地区一列，标题、填报单位和文件名里也没有认识的地区",
                Place(self.harvest.file, table.grid.sheet.name or None),
                "加上 --region 县区名",
            )
        return where

    def _kind(self, table: Table, rows: Sequence[Row], titles: str, when: When) -> Kind:
        try:
            return settle_kind(table, rows, self.surroundings.context, titles, when)
        except ZsError as error:
            place = Place(self.harvest.file, table.grid.sheet.name or None)
            raise ZsError(error.code, error.message, place, error.hint) from None

    def _only(self, table: Table, titles: str) -> str | None:
        """Find the one indicator of a table whose headings leave it out."""
        if table.of(Role.INDICATOR):
            return None
        named = {column.heading.indicator for column in table.columns if column.heading.indicator}
        found = named or self.surroundings.context.indicator_names.inside(titles)
        return next(iter(found)) if len(found) == 1 else None

    def _level(self, table: Table, kind: Kind) -> str | None:
        levels = self.surroundings.context.vocabulary.levels
        if kind is not Kind.TARGETS:
            return levels.province if kind is Kind.PROVINCE else levels.own
        if self.decisions.level:
            return self.decisions.level
        return level_around(self.surroundings, table)

    def _dated(self, frame: Frame) -> Frame:
        """Compare the months of the rows with what is said outside the table.

        Raises:
            ZsError: ``period-unknown`` or ``period-ambiguous``.
        """
        if not frame.table.of(Role.PERIOD):
            if frame.when.number is None and not self._across(frame):
                raise self._undated(frame)
            return frame
        rows = {frame.dates(row): row for row in frame.rows if row.kind is RowKind.DATA}
        found = {row_period(frame, row, row_year(frame, row), tell=False) for row in rows.values()}
        months = {month for month in found if month is not None}
        if not months:
            raise self._undated(frame)
        stated = frame.when.number
        if (
            stated is None
            or stated in months
            or (frame.when.sources and not frame.when.sources[0].firm)
        ):
            return frame
        if self.decisions.period is not None:
            return replace(frame, forced=stated) if len(months) == 1 else frame
        shown = "、".join(str(Period.from_number(month)) for month in sorted(months)[:3])
        heard = frame.when.sources[0]
        message = f"{heard.name}“{heard.text}”和月份一列的{shown}说的月份不一样"
        raise ZsError("period-ambiguous", message, heard.place, PERIOD_HINT)

    def _across(self, frame: Frame) -> bool:
        values = frame.table.of(Role.VALUE)
        return (
            frame.when.year is not None
            and bool(values)
            and all(one.heading.month for one in values)
        )

    def _undated(self, frame: Frame) -> ZsError:
        heard = "、".join(f"{one.name}“{one.text}”" for one in frame.when.sources)
        message = f"看不出是哪个月的报表，只看到{heard}" if heard else "看不出是哪个月的报表"
        place = Place(self.harvest.file, frame.table.grid.sheet.name or None)
        return ZsError("period-unknown", message, place, PERIOD_HINT)


def names_one(text: str) -> bool:
    """Whether a row's label could be a region's name: it is neither blank nor a number."""
    return bool(text) and not any(sign.isdigit() for sign in text)


def _past(table: Table, when: When) -> Table:
    """Take columns headed with an earlier year than the table's as last year's values."""
    if not any(column.heading.year for column in table.columns):
        return table
    columns = tuple(
        replace(column, heading=replace(column.heading, role=Role.BASE))
        if column.heading.role is Role.VALUE
        and column.heading.year is not None
        and when.year is not None
        and column.heading.year < when.year
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)
