"""Pages of cells into the bytes of a file, in each format that arrives."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from html import escape

import xlsxwriter

from tests.dirty.model import Cell, Page
from tests.readers.files.making import compound, record, substream

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16")
_MADE = datetime(2024, 1, 1)  # noqa: DTZ001  (so that the same number gives the same bytes)
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?")
_NOT_GBK = "\u00a0\u2212"
_LABEL = 0x0204
_NUMBER = 0x0203
_MERGED = 0x00E5
_ROW_LIMIT = 1000


def separated(page: Page, encoding: str, delimiter: str) -> bytes:
    """Write text with separators, as a spreadsheet saves it: merges leave blanks."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in page.block.squared().rows:
        writer.writerow([cell.text for cell in row])
    held = text.getvalue()
    if encoding == "gbk" and any(sign in held for sign in _NOT_GBK):
        encoding = "gb18030"
    return held.encode(encoding)


def xlsx(pages: Sequence[Page]) -> bytes:
    """Write a workbook."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        percent = book.add_format({"num_format": "0.0%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            if page.hidden:
                sheet.hide()
            for top, left, bottom, right in page.block.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for at, row in enumerate(page.block.rows):
                for column, cell in enumerate(row):
                    _write(sheet, (at, column), cell, percent, day)
            for at in page.block.hidden:
                sheet.set_row(at, None, None, {"hidden": True})
            for at in page.block.hidden_columns:
                sheet.set_column(at, at, None, None, {"hidden": True})
    return held.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    at: tuple[int, int],
    cell: Cell,
    percent: object,
    day: object,
) -> None:
    row, column = at
    if cell.formula is not None:
        sheet.write_formula(row, column, cell.formula, None, _result(cell))
    elif cell.number is not None:
        sheet.write_number(row, column, float(cell.number), percent if cell.fraction else None)
    elif cell.day is not None:
        sheet.write_datetime(row, column, cell.day, day)
    elif cell.text in _ERRORS:
        sheet.write_formula(row, column, "=1/0", None, cell.text)
    elif cell.text:
        sheet.write_string(row, column, cell.text)


def _result(cell: Cell) -> float | str:
    """Return what stands in the file as a formula's result: nothing where nobody has worked it out."""
    return "" if cell.number is None else float(cell.number)


def spreadsheetml(pages: Sequence[Page]) -> bytes:
    """Write the XML that Excel 2003 and many bureaus' systems call .xls."""
    sheets = "".join(_worksheet(page) for page in pages)
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"{sheets}</Workbook>"
    ).encode()


def _worksheet(page: Page) -> str:
    rows = "".join(
        f'<Row ss:Index="{at + 1}">{"".join(cells)}</Row>'
        for at, cells in _tagged(page, _spreadsheetml_cell)
        if cells
    )
    name = escape(page.name, quote=True)
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table></Worksheet>'


def _spreadsheetml_cell(column: int, cell: Cell, down: int, across: int) -> str:
    merged = f' ss:MergeDown="{down}"' if down else ""
    merged += f' ss:MergeAcross="{across}"' if across else ""
    if cell.number is not None:
        held = f'<Data ss:Type="Number">{cell.number}</Data>'
    elif cell.text:
        held = f'<Data ss:Type="String">{escape(cell.text)}</Data>'
    else:
        held = ""
    return f'<Cell ss:Index="{column + 1}"{merged}>{held}</Cell>' if held or merged else ""


def html(pages: Sequence[Page]) -> bytes:
    """Write the HTML table that web systems call .xls."""
    tables = "".join(_table(page) for page in pages)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
        f"<body>{tables}</body></html>"
    ).encode()


def _table(page: Page) -> str:
    rows = "".join(
        f"<tr>{''.join(cells)}</tr>" for _, cells in _tagged(page, _html_cell, fill=True)
    )
    return f"<table border=1>{rows}</table>"


def _html_cell(_: int, cell: Cell, down: int, across: int) -> str:
    spans = f' rowspan="{down + 1}"' if down else ""
    spans += f' colspan="{across + 1}"' if across else ""
    text = escape(cell.text).replace("\n", "<br>")
    return f"<td{spans}>{text}</td>"


_Tag = Callable[[int, Cell, int, int], str]


def _tagged(page: Page, tag: _Tag, *, fill: bool = False) -> list[tuple[int, list[str]]]:
    """Return the cells of every row as tags, without those that a merge covers."""
    block = page.block.squared()
    starts = {
        (top, left): (bottom - top, right - left) for top, left, bottom, right in block.merged
    }
    covered = {
        (row, column)
        for top, left, bottom, right in block.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - starts.keys()
    rows = []
    for at, row in enumerate(block.rows):
        cells = [
            tag(column, cell, *starts.get((at, column), (0, 0)))
            for column, cell in enumerate(row)
            if (at, column) not in covered
        ]
        rows.append((at, [cell for cell in cells if cell or fill]))
    return rows


def xls(pages: Sequence[Page]) -> bytes:
    """Write one sheet as Excel 97 does (BIFF8 in a compound file)."""
    page = pages[0]
    records = [
        _biff_cell(at, column, cell)
        for at, row in enumerate(page.block.rows)
        for column, cell in enumerate(row)
        if cell.text
    ]
    if page.block.merged:
        records.append(_biff_merged(page.block.merged))
    sheet = substream(0x0010, *records)
    name = page.name.encode("utf-16-le")
    bound_size = 4 + 8 + len(name)
    # BOF (4 + 16 bytes), then the record of the sheet itself (4 bytes), then EOF (4 bytes).
    start = 20 + 4 + bound_size - 4 + 4
    bound = record(0x0085, start.to_bytes(4, "little") + bytes([0, 0, len(page.name), 1]) + name)
    return compound({"Workbook": substream(0x0005, bound) + sheet})


def _biff_cell(row: int, column: int, cell: Cell) -> bytes:
    where = row.to_bytes(2, "little") + column.to_bytes(2, "little") + b"\0\0"
    if cell.number is not None:
        import struct

        return record(_NUMBER, where + struct.pack("<d", float(cell.number)))
    text = cell.text.encode("utf-16-le")
    size = len(text) // 2
    return record(_LABEL, where + size.to_bytes(2, "little") + b"\1" + text)


def _biff_merged(merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    ranges = b"".join(
        b"".join(edge.to_bytes(2, "little") for edge in (top, bottom, left, right))
        for top, left, bottom, right in merged
    )
    return record(_MERGED, len(merged).to_bytes(2, "little") + ranges)


def exact(value: Decimal) -> bool:
    """Whether a workbook's floating number shows this value at 15 digits."""
    return Decimal(f"{float(value):.15g}") == value
