"""A workbook's bytes into sheets, by calamine; runs in the worker process only.

A formula gives the result that stands in the file. Where none does (nobody has calculated the
sheet since a program wrote it) the cell is an error with the text ``=公式未计算``.
"""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from zhaoshang_cli.readers.files.kinds import Kind
from zhaoshang_cli.readers.files.shape import rectangle, within
from zhaoshang_cli.readers.sheet import CellType, Sheet, Span
from zhaoshang_cli.readers.workbooks.biff import inspect_xls
from zhaoshang_cli.readers.workbooks.cellvalues import Value, text_and_type
from zhaoshang_cli.readers.workbooks.guard import Extent, require_bounded
from zhaoshang_cli.readers.workbooks.marks import Marks
from zhaoshang_cli.readers.workbooks.newerrors import with_known_errors
from zhaoshang_cli.readers.workbooks.xlsx import inspect_xlsx


def read_workbook(kind: Kind, data: bytes) -> tuple[Sheet, ...]:
    """Return the worksheets of a workbook; sheets of charts and macros are left out.

    Raises:
        ZsError: ``file-dangerous`` or ``file-password``.
        CalamineError: The file is damaged.
    """
    marks = _INSPECTIONS[kind](data)
    if kind is Kind.XLSX:
        data = with_known_errors(data, marks)
    with load_workbook(BytesIO(data)) as workbook:
        return tuple(_sheets(workbook, marks))


def _inspect_xlsb(data: bytes) -> list[Marks]:
    """Check only the archive: error cells of a binary workbook read as blanks."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        require_bounded(archive)
    return []


_INSPECTIONS: dict[Kind, Callable[[bytes], list[Marks]]] = {
    Kind.XLSX: inspect_xlsx,
    Kind.XLSB: _inspect_xlsb,
    Kind.XLS: inspect_xls,
}


def _sheets(workbook: CalamineWorkbook, marks: Sequence[Marks]) -> Iterator[Sheet]:
    for number, metadata in enumerate(workbook.sheets_metadata):
        if metadata.typ == SheetTypeEnum.WorkSheet:
            noticed = marks[number] if number < len(marks) else Marks()
            yield _sheet(metadata, workbook.get_sheet_by_index(number), noticed)


def _sheet(metadata: SheetMetadata, source: CalamineSheet, marks: Marks) -> Sheet:
    if source.end:
        Extent(metadata.name).reach(*source.end)
    rows, types = _cells(source.to_python(skip_empty_area=False))
    _apply(marks, rows, types)
    shaped = rectangle(rows)
    height, width = len(shaped), len(shaped[0]) if shaped else 0
    return Sheet(
        name=metadata.name,
        rows=shaped,
        merged=within(_spans(source), height, width),
        types=types,
        hidden=metadata.visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(row for row in marks.hidden_rows if row < height),
        hidden_columns=frozenset(column for column in marks.hidden_columns if column < width),
    )


def _cells(
    values: Sequence[Sequence[Value]],
) -> tuple[list[list[str]], dict[tuple[int, int], CellType]]:
    rows: list[list[str]] = []
    types: dict[tuple[int, int], CellType] = {}
    for row, line in enumerate(values):
        texts = []
        for column, value in enumerate(line):
            if isinstance(value, str):
                texts.append(value)
                continue
            text, types[row, column] = text_and_type(value)
            texts.append(text)
        rows.append(texts)
    return rows, types


def _apply(marks: Marks, rows: list[list[str]], types: dict[tuple[int, int], CellType]) -> None:
    for (row, column), (kind, text) in marks.cells.items():
        if text is None:
            if types.get((row, column)) is CellType.NUMBER:
                types[row, column] = kind
            continue
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = text
        types[row, column] = kind


def _spans(source: CalamineSheet) -> Iterator[Span]:
    return (Span(*start, *end) for start, end in source.merged_cell_ranges or ())
