"""A table that is written cell by cell, with gaps and merged cells, laid out as a sheet."""

from collections.abc import Iterator

from zhaoshang_cli.readers.files.shape import rectangle, within
from zhaoshang_cli.readers.sheet import CellType, Sheet, Span
from zhaoshang_cli.readers.workbooks.guard import COLUMNS, ROWS, Extent


class TableGrid:
    """Cells by place; rows and columns from 0.

    Merged cells take their room: ``free`` says where the next cell of a row may stand.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.hidden = False
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._extent = Extent(name)
        self._cells: dict[int, dict[int, str]] = {}
        self._types: dict[tuple[int, int], CellType] = {}
        self._spans: list[Span] = []
        self._taken: dict[int, int] = {}

    def free(self, row: int, column: int) -> int:
        """Return the first column from ``column`` on that no merged cell from above covers."""
        while self._taken.get(column, -1) >= row:
            column += 1
        return column

    def put(self, row: int, column: int, text: str, kind: CellType | None = None) -> None:
        """Write one cell.

        Raises:
            ZsError: ``file-dangerous``: it stands further out than any return reaches.
        """
        if not text:
            return
        self._extent.reach(row, column)
        self._cells.setdefault(row, {})[column] = text
        if kind is not None:
            self._types[row, column] = kind

    def merge(self, row: int, column: int, down: int, across: int) -> None:
        """Let a cell cover ``down`` more rows and ``across`` more columns."""
        if down <= 0 and across <= 0:
            return
        bottom = row + min(max(down, 0), ROWS)
        right = column + min(max(across, 0), COLUMNS)
        self._taken.update(dict.fromkeys(range(column, right + 1), bottom))
        self._spans.append(Span(row, column, bottom, right))

    def sheet(self) -> Sheet:
        """Return what was written."""
        rows = rectangle([*self._rows()])
        height, width = len(rows), len(rows[0]) if rows else 0
        return Sheet(
            name=self.name,
            rows=rows,
            merged=within(self._spans, height, width),
            types=self._types,
            hidden=self.hidden,
            hidden_rows=frozenset(row for row in self.hidden_rows if row < height),
            hidden_columns=frozenset(column for column in self.hidden_columns if column < width),
        )

    def _rows(self) -> Iterator[list[str]]:
        for row in range(max(self._cells, default=-1) + 1):
            cells = self._cells.get(row, {})
            yield [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]
