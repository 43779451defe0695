"""SpreadsheetML 2003: the XML that statistical systems export and call ``.xls``.

Numbers, dates and errors are marked as such in it; gaps are left out (``ss:Index``).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zhaoshang_cli.readers.sheet import CellType, Sheet
from zhaoshang_cli.readers.workbooks.cellvalues import moment, numeric
from zhaoshang_cli.readers.workbooks.guard import COLUMNS, ROWS, dangerous
from zhaoshang_cli.readers.workbooks.marks import UNCALCULATED
from zhaoshang_cli.readers.workbooks.tablegrid import TableGrid

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_COUNT = re.compile(r"[0-9]{1,7}")
_TYPE = f"{_SS}Type"


def read_spreadsheetml(text: str) -> tuple[Sheet, ...]:
    """Return the worksheets of a workbook in XML.

    Args:
        text: The file, decoded; the encoding that it declares is not looked at again.

    Raises:
        ZsError: ``file-dangerous``: it defines entities, or cells far out.
        ParseError: The XML is damaged.
    """
    try:
        root: Element = fromstring(_DECLARATION.sub("", text, count=1))
    except DefusedXmlException as error:
        raise dangerous("XML 里定义了实体") from error
    percents = {
        style.get(f"{_SS}ID")
        for style in root.iter(f"{_SS}Style")
        for form in style.iter(f"{_SS}NumberFormat")
        if _is_percent(form.get(f"{_SS}Format", ""))
    }
    return tuple(_worksheet(sheet, percents) for sheet in root.iter(f"{_SS}Worksheet"))


def _is_percent(form: str) -> bool:
    return form == "Percent" or "%" in form


def _worksheet(worksheet: Element, percents: set[str | None]) -> Sheet:
    grid = TableGrid(worksheet.get(f"{_SS}Name", ""))
    grid.hidden = worksheet.findtext(f".//{_X}Visible", "SheetVisible") != "SheetVisible"
    for column, element in _placed(worksheet.iter(f"{_SS}Column")):
        if element.get(f"{_SS}Hidden") == "1":
            last = min(column + _number(element, "Span", 0), COLUMNS)
            grid.hidden_columns.update(range(column, last + 1))
    for row, element in _placed(worksheet.iter(f"{_SS}Row")):
        if element.get(f"{_SS}Hidden") == "1":
            grid.hidden_rows.update(range(row, min(row + _number(element, "Span", 0), ROWS) + 1))
        _fill(grid, row, element, percents)
    return grid.sheet()


def _placed(elements: Iterator[Element]) -> Iterator[tuple[int, Element]]:
    """Number elements from 0: each follows the one before, or stands further on if it says so."""
    place = 0
    for element in elements:
        place = max(_number(element, "Index", place + 1) - 1, place)
        yield place, element
        place += 1 + _number(element, "Span", 0)


def _fill(grid: TableGrid, row: int, element: Element, percents: set[str | None]) -> None:
    column = 0
    for cell in element.iter(f"{_SS}Cell"):
        column = max(_number(cell, "Index", grid.free(row, column) + 1) - 1, column)
        text, kind = _content(cell)
        if kind is CellType.NUMBER and cell.get(f"{_SS}StyleID") in percents:
            kind = CellType.PERCENT
        grid.put(row, column, text, kind)
        across = _number(cell, "MergeAcross", 0)
        grid.merge(row, column, _number(cell, "MergeDown", 0), across)
        column += 1 + across


def _number(element: Element, name: str, default: int) -> int:
    """Read an attribute that counts something; what is no count is as good as absent."""
    text = element.get(f"{_SS}{name}", "")
    return int(text) if _COUNT.fullmatch(text) else default


def _content(cell: Element) -> tuple[str, CellType | None]:
    found = cell.find(f"{_SS}Data")
    text = "" if found is None else "".join(found.itertext())
    if found is None or not text:
        if cell.get(f"{_SS}Formula") and (found is None or found.get(_TYPE) != "String"):
            return UNCALCULATED, CellType.ERROR
        return text, None
    read = _CONTENTS.get(found.get(_TYPE, ""))
    return read(text) if read else (text, None)


def _boolean(text: str) -> tuple[str, CellType | None]:
    return "TRUE" if text == "1" else "FALSE", CellType.BOOLEAN


def _error(text: str) -> tuple[str, CellType | None]:
    return text, CellType.ERROR


_CONTENTS = {"Number": numeric, "DateTime": moment, "Boolean": _boolean, "Error": _error}
