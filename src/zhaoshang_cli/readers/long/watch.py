"""Whether the rows of a long text bear out what was settled on a few of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.layout.frame import Frame, row_period, row_year
from zhaoshang_cli.readers.layout.framing import Framing, Placing, names_one
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.settle import kind_by_regions

_HINT = "加上 --kind、--region 或 --period 指明，或按县区、月份分成几个文件"


class Watch:
    """Follows the rows of a table as they pass."""

    def __init__(self, framing: Framing, settled: Frame, whole: Frame) -> None:
        """Begin.

        Args:
            framing: By which all was settled.
            settled: The table as it was settled, on the rows that were kept.
            whole: The same, on all rows.
        """
        self._unforced = replace(whole, forced=None)
        self._frame, self._decisions = settled, framing.decisions
        self._placing = framing.placing(settled.table, settled.rows)
        self._counts: Counter[tuple[str, ...] | None] = Counter()
        self._labels: set[str] = set()
        self._across = any(column.heading.region for column in settled.table.columns)
        self._needed = any(row.regions is None for row in settled.rows if row.kind is RowKind.DATA)
        self._months: set[int | None] = set()

    def placed(self, row: Row) -> Row:
        """Return a row with the regions it is of.

        Raises:
            ZsError: ``reading-ambiguous``: it shows that all rows are to be read another way.
        """
        if row.kind is not RowKind.DATA:
            return row
        placed = row if row.regions and self._placing is Placing.NAMED else self._settled(row)
        self._counts[placed.regions] += 1
        if self._frame.forced is not None:
            self._date(placed)
        return placed

    def add(self, counted: Iterable[tuple[Row, int]]) -> None:
        """Count rows that said what a row before them had said."""
        for row, count in counted:
            self._counts[row.regions] += count

    def bear_out(self) -> None:
        """Compare what was settled with all rows together, at the end.

        Raises:
            ZsError: ``reading-ambiguous``.
        """
        frame = self._frame
        if self._decisions.kind is not None or frame.kind is Kind.TARGETS:
            return
        try:
            kind = kind_by_regions(frame.table, self._counts, frame.context)
        except ZsError as error:
            raise self._uneven(frame.table.header.start, error.message) from error
        if kind is not frame.kind:
            raise self._uneven(frame.table.header.start, "前面的行和全部的行不像同一类报表")

    def _settled(self, row: Row) -> Row:
        if row.regions and self._placing is not Placing.NAMED:
            raise self._uneven(row.index, f"前面的行都没有写认识的地区，这一行是“{row.label}”")
        given = self._placing is Placing.GIVEN
        if given or (self._placing is Placing.SINGLE and names_one(row.label)):
            self._labels.add(row.label)
            if len(self._labels) > 1:
                raise self._uneven(row.index, f"前面的行不是“{row.label}”的，没有写认识的地区")
        placed = self._placing.placed(row)
        if placed.regions is None and not self._needed and not self._across:
            raise self._uneven(row.index, "前面的行都写了地区，这一行没有")
        return placed

    def _date(self, row: Row) -> None:
        year = row_year(self._unforced, row)
        self._months.add(row_period(self._unforced, row, year, tell=False))
        if len(self._months - {None}) > 1:
            raise self._uneven(row.index, "前面的行是一个月的，这一行是另一个月的")

    def _uneven(self, row: int, what: str) -> ZsError:
        frame = self._frame
        place = Place(frame.harvest.file, None, f"A{row + 1}")
        return ZsError("reading-ambiguous", f"表太长，分段读：{what}", place, _HINT)
