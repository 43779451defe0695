"""An OpenDocument spreadsheet into sheets; calamine leaves out its merged cells and its errors.

Every cell says itself what it is (``office:value-type``); blanks are run-length coded, and so is
a whole empty sheet's tail, which is why only cells with content are counted.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhaoshang_cli.readers.files.kinds import password
from zhaoshang_cli.readers.sheet import CellType, Sheet
from zhaoshang_cli.readers.workbooks.cellvalues import moment, numeric
from zhaoshang_cli.readers.workbooks.guard import COLUMNS, ROWS, dangerous, require_bounded
from zhaoshang_cli.readers.workbooks.marks import UNCALCULATED
from zhaoshang_cli.readers.workbooks.tablegrid import TableGrid

_TABLE, _OFFICE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("table", "office", "text", "style")
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_LARGEST = 128 << 20
_BLANKS = 1_000
_COUNT = re.compile(r"[0-9]{1,7}")
_ROW_GROUPS = frozenset(
    _TABLE + name for name in ("table-header-rows", "table-row-group", "table-rows")
)
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def read_opendocument(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a spreadsheet.

    Raises:
        ZsError: ``file-dangerous`` or ``file-password``.
        ParseError, KeyError, BadZipFile: The file is damaged.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        require_bounded(archive)
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise password()
        root = _content(archive)
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    return tuple(_sheet(table, hidden) for table in tables)


def _content(archive: zipfile.ZipFile) -> Element:
    size = archive.getinfo("content.xml").file_size
    if size > _LARGEST:
        raise dangerous(f"表格内容有 {size >> 20} MB，上限是 {_LARGEST >> 20} MB")
    try:
        root: Element = fromstring(archive.read("content.xml"))
    except DefusedXmlException as error:
        raise dangerous("XML 里定义了实体") from error
    return root


def _sheet(table: Element, hidden_styles: set[str | None]) -> Sheet:
    grid = TableGrid(table.get(f"{_TABLE}name", ""))
    grid.hidden = table.get(f"{_TABLE}style-name") in hidden_styles
    column = 0
    for element in table.iter(f"{_TABLE}table-column"):
        repeated = _number(element, "number-columns-repeated", 1)
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            grid.hidden_columns.update(range(column, min(column + repeated, COLUMNS)))
        column += repeated
    row = 0
    for element in _rows(table):
        repeated = _number(element, "number-rows-repeated", 1)
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            grid.hidden_rows.update(range(row, min(row + repeated, ROWS)))
        _fill(grid, row, repeated, element)
        row += repeated
    return grid.sheet()


def _rows(parent: Element) -> Iterator[Element]:
    for element in parent:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows(element)


def _fill(grid: TableGrid, first: int, rows: int, element: Element) -> None:
    """Write one row as often as it is repeated."""
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        columns = _number(cell, "number-columns-repeated", 1)
        text, kind = _value(cell)
        if text:
            grid.put(first + rows - 1, column + columns - 1, text, kind)  # the farthest one first
            for row in range(first, first + rows):
                for place in range(column, column + columns):
                    grid.put(row, place, text, kind)
        down = _number(cell, "number-rows-spanned", 1) - 1
        grid.merge(first, column, down, _number(cell, "number-columns-spanned", 1) - 1)
        column += columns


def _value(cell: Element) -> tuple[str, CellType | None]:
    shown = "\n".join(_paragraph(line) for line in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(f"{_CALC}value-type") == "error":
        return shown or "#ERROR", CellType.ERROR
    if kind is None and not shown and cell.get(f"{_TABLE}formula"):
        return UNCALCULATED, CellType.ERROR
    attribute, read = _VALUES.get(kind or "", _TEXT_VALUE)
    return read(cell.get(f"{_OFFICE}{attribute}", shown))


def _text(text: str) -> tuple[str, CellType | None]:
    return text, None


def _percentage(text: str) -> tuple[str, CellType | None]:
    number, kind = numeric(text)
    return number, CellType.PERCENT if kind is CellType.NUMBER else kind


def _boolean(text: str) -> tuple[str, CellType | None]:
    return text.upper(), CellType.BOOLEAN


_TEXT_VALUE = ("string-value", _text)
_VALUES = {
    "float": ("value", numeric),
    "currency": ("value", numeric),
    "percentage": ("value", _percentage),
    "date": ("date-value", moment),
    "boolean": ("boolean-value", _boolean),
}
"""For each type the attribute that holds the exact value, and how it is read."""


def _paragraph(element: Element) -> str:
    """Return the text of a paragraph, with the blanks that are written as elements."""
    pieces = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            pieces.append(" " * min(_count(part.get(f"{_TEXT}c")), _BLANKS))
        elif part.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            pieces.append("\n" if part.tag.endswith("k") else "\t")
        else:
            pieces.append(_paragraph(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _number(element: Element, name: str, default: int) -> int:
    return _count(element.get(f"{_TABLE}{name}"), default)


def _count(text: str | None, default: int = 1) -> int:
    return int(text) if text and _COUNT.fullmatch(text) else default
