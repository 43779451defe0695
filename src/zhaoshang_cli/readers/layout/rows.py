"""What each row below a heading is: a region's values, a sum, a note, a signature."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.text import alternatives, plain, remembered, without_mark
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.lines import Lines
from zhaoshang_cli.readers.layout.names import RegionNames
from zhaoshang_cli.readers.layout.printed import Printed, holds_numbers
from zhaoshang_cli.readers.layout.regionkeys import RegionKeys
from zhaoshang_cli.readers.layout.table import Table

_PART = "其中"


class RowKind(StrEnum):
    """What a row is."""

    DATA = "data"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's body, counted from 0."""

    index: int
    kind: RowKind
    label: str = ""
    """Its region's name as it stands, or the word by which it was left out."""

    regions: tuple[str, ...] | None = None
    """The codes its label may mean; None where the table has no column of regions."""

    why: str = ""
    """Why it was left out, in Chinese."""

    carried: int | None = None
    """The row above whose region, period or level hold for this one too."""

    doubt: str = ""
    """Why its region is not clear although its cells name one."""

    units: tuple[str, ...] = ()
    """The units that a line above it, below the heading, names for the rows from there on."""

    whole: bool = False
    """A sum of all, such as 全市, and not only of the rows it stands with."""


class RowReader:
    """Classifies the rows of tables."""

    def __init__(self, vocabulary: Vocabulary, lines: Lines, regions: RegionNames) -> None:
        rows = vocabulary.rows
        self.lines, self.regions = lines, regions
        self._totals = frozenset(map(plain, rows.total))
        self._wholes = frozenset(map(plain, rows.whole))
        self._subtotals = frozenset(map(plain, rows.subtotal))
        self._sum = alternatives((*rows.total, *rows.subtotal))
        self._subtotal = alternatives(rows.subtotal)
        self._of_which = alternatives(vocabulary.headings.of_which)
        self._known: dict[str, RowKind | None] = {}
        self.keys = RegionKeys(vocabulary, regions, self.sum_kind)

    def read(self, table: Table, indices: Iterable[int] | None = None) -> Iterator[Row]:
        """Classify all rows of a table's body that are not empty.

        Args:
            table: The table.
            indices: The rows to look at, in their order, where it need not be all.
        """
        return _Body(self, table).rows(table.body if indices is None else indices)

    def sum_kind(self, text: str) -> RowKind | None:
        """Tell 合计 from 小计; None for any other label."""
        if text not in self._known:
            remembered(self._known, text, self._sum_kind(without_mark(plain(text))))
        return self._known[text]

    def _sum_kind(self, word: str) -> RowKind | None:
        if word in self._totals or word in self._wholes:
            return RowKind.TOTAL
        bare = word.partition("(")[0].rstrip(":")
        match = self._sum.match(bare) or next(
            (found for found in self._sum.finditer(bare) if found.end() == len(bare)), None
        )
        if match is None:
            return RowKind.TOTAL if bare in self._wholes else None
        return RowKind.SUBTOTAL if self._subtotal.search(bare) else RowKind.TOTAL

    def is_whole(self, text: str) -> bool:
        """Whether a sum is that of the whole city or province."""
        word = without_mark(plain(text)).partition("(")[0]
        return word in self._wholes

    def is_part(self, text: str) -> bool:
        """Whether a label begins with 其中."""
        return bool(self._of_which.match(plain(text)))


@dataclass(frozen=True)
class _Body:
    """The rows of one table, read once from the top."""

    reader: RowReader
    table: Table

    @property
    def _own(self) -> Sequence[Sequence[str]]:
        """The texts without what merged ranges fill in: a row of fillings is no row."""
        return self.table.grid.sheet.rows

    @cached_property
    def _codes(self) -> tuple[int, ...]:
        return self._of(Role.REGION_CODE)

    @cached_property
    def _names(self) -> tuple[int, ...]:
        return self._of(Role.REGION)

    @cached_property
    def _other_keys(self) -> tuple[int, ...]:
        return self._of(Role.INDICATOR, Role.PERIOD, Role.YEAR, Role.LEVEL, Role.BASIS)

    def _of(self, *roles: Role) -> tuple[int, ...]:
        return tuple(column.index for role in roles for column in self.table.of(role))

    def rows(self, indices: Iterable[int]) -> Iterator[Row]:
        table, fresh = self.table, True
        rows, own, across = table.grid.rows, self._own, slice(table.left, table.right)
        printed = Printed(table)
        above: Row | None = None
        units: tuple[str, ...] = ()
        for index in indices:
            cells = rows[index][across]
            texts = [text for text in cells if text and not text.isspace()]
            if not texts or (own is not rows and not any(map(str.strip, own[index][across]))):
                continue
            if fresh and printed.numbers_columns(index, texts):
                yield Row(index, RowKind.LEFT_OUT, texts[0], why="栏号")
                continue
            if why := printed.why(cells, texts):
                yield Row(index, RowKind.LEFT_OUT, texts[0], why=why)
                continue
            fresh = False
            row = self._year(index) or self._row(index, texts, above)
            if row.kind is RowKind.LEFT_OUT:
                units = self.reader.lines.unit_of(texts) or units
            if row.kind is not RowKind.LEFT_OUT or row.why == _PART:
                above = row
            yield replace(row, units=units) if units else row

    def _year(self, index: int) -> Row | None:
        """Read 全年 below a column of months as their sum."""
        column = self.table.months
        label = "" if column is None else self.table.grid.rows[index][column]
        told = bool(label) and self.reader.lines.is_year(label)
        return Row(index, RowKind.TOTAL, label, why="合计") if told else None

    def _row(self, index: int, texts: list[str], above: Row | None) -> Row:
        if not (self._codes or self._names):
            return self._without_region(index, texts)
        cells = self.table.grid.rows[index]
        coded = [text for column in self._codes if (text := cells[column]).strip()]
        named = [text for column in self._names if (text := cells[column]).strip()]
        labels = [*named, *coded]
        if len(labels) == 1 and (codes := self.reader.keys.one(labels[0])):
            return Row(index, RowKind.DATA, labels[0], codes)
        if len(labels) > 1 and (meant := self.reader.keys.several(coded, named)):
            return Row(index, RowKind.DATA, meant.label, meant.codes, doubt=meant.doubt)
        if labels:
            return self._labelled(
                index, next(filter(self.reader.sum_kind, labels), labels[0]), texts
            )
        return self._sum_or_note(index, texts) or self._unlabelled(index, texts, above)

    def _unlabelled(self, index: int, texts: list[str], above: Row | None) -> Row:
        """Read a row without a region: it may be that of the row above."""
        cells = self.table.grid.rows[index]
        if self.reader.is_part(texts[0]):
            return Row(index, RowKind.LEFT_OUT, texts[0], why=_PART)
        if above is not None and any(cells[column].strip() for column in self._other_keys):
            if above.kind is not RowKind.DATA:
                return replace(above, index=index)
            carried = above.index if above.carried is None else above.carried
            return replace(above, index=index, carried=carried)
        if not holds_numbers(self.table, index):
            return Row(index, RowKind.LEFT_OUT, texts[0], why="没有数值")
        known = above is not None and (above.regions or above.kind is not RowKind.DATA)
        return Row(index, RowKind.DATA, "", () if known else None)

    def _labelled(self, index: int, label: str, texts: list[str]) -> Row:
        if left := self._sum_or_note(index, [label]):
            return left
        if self.reader.is_part(label):
            return Row(index, RowKind.LEFT_OUT, label, why=_PART)
        if any(map(self.reader.lines.speaks, texts)):
            return Row(index, RowKind.LEFT_OUT, label, why="落款")
        codes = self.reader.keys.one(without_mark(plain(label)))
        if not codes and not holds_numbers(self.table, index):
            return Row(index, RowKind.LEFT_OUT, label, why="没有数值")
        return Row(index, RowKind.DATA, label, codes)

    def _without_region(self, index: int, texts: list[str]) -> Row:
        if left := self._sum_or_note(index, texts[:1]):
            return left
        if any(map(self.reader.lines.speaks, texts)):
            return Row(index, RowKind.LEFT_OUT, texts[0], why="落款")
        if not self._other_keys and len(texts) == 1 and not holds_numbers(self.table, index):
            return Row(index, RowKind.LEFT_OUT, texts[0], why="没有数值")
        return Row(index, RowKind.DATA, texts[0], None)

    def _sum_or_note(self, index: int, texts: list[str]) -> Row | None:
        for text in texts:
            if kind := self.reader.sum_kind(text):
                return Row(
                    index,
                    kind,
                    text,
                    whole=self.reader.is_whole(text),
                    why="小计" if kind is RowKind.SUBTOTAL else "合计",
                )
        first = texts[0]
        if self.reader.lines.speaks(first):
            return Row(index, RowKind.LEFT_OUT, first, why="落款")
        if self.reader.lines.is_note(first):
            return Row(index, RowKind.LEFT_OUT, first, why="注")
        return None
