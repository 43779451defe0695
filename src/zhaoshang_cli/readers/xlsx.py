"""What calamine leaves out of an XLSX workbook, read from its XML: extents, errors, formats.

calamine gives error cells and formulas without a result as blanks, does not say which numbers are
percentages or which rows are hidden, and aborts the process over a sheet that is too wide. One
pass over the XML of every sheet finds all of this before calamine sees the file.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from zhaoshang_cli.readers.guard import COLUMNS, ROWS, Extent, dangerous, require_bounded
from zhaoshang_cli.readers.marks import UNCALCULATED, Marks

_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(?:row(?P<row>\s[^>]*)?>"
    rb"|c(?P<cell>\s[^>]*?)?(?:/>|>(?P<content>.*?)</(?:\w+:)?c\s*>))",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col(\s[^>]*)>")
_REFERENCE = re.compile(rb"([A-Za-z]+)([0-9]+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_BUILT_IN_PERCENT = frozenset({9, 10})
_YES = frozenset({b"1", b"true"})
_STYLES_LIMIT = 32 << 20
_NEVER_CALCULATED = "124519"
"""The ``calcId`` that Python libraries leave in the files they write; they write 0 as the result of
every formula, and ask Excel to calculate when it opens the file."""


def inspect_xlsx(data: bytes) -> list[Marks]:
    """Measure all sheets of a workbook and return what is to be known of each, in their order.

    Raises:
        ZsError: ``file-dangerous``.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        require_bounded(archive)
        parts = {name.lower(): name for name in archive.namelist()}
        workbook = _xml(archive, "xl/workbook.xml")
        styles = _percent_styles(archive) if "xl/styles.xml" in parts else frozenset()
        reading = _Reading(styles, _is_never_calculated(workbook))
        return [
            reading.marks(name, archive.read(parts[part.lower()]))
            for name, part in _sheet_parts(archive, workbook)
        ]


def _xml(archive: zipfile.ZipFile, part: str) -> Element:
    if archive.getinfo(part).file_size > _STYLES_LIMIT:
        raise dangerous(f"{part} 超过 {_STYLES_LIMIT >> 20} MB")
    root: Element = fromstring(archive.read(part))
    return root


def _all(root: Element, name: str) -> Iterator[Element]:
    """Find elements by their local name: transitional and strict files differ in namespace."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _sheet_parts(archive: zipfile.ZipFile, workbook: Element) -> Iterator[tuple[str, str]]:
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _all(_xml(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
    }
    for sheet in _all(workbook, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = targets[key].replace("\\", "/")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), normpath(part)


def _is_never_calculated(workbook: Element) -> bool:
    return any(
        element.get("calcId") == _NEVER_CALCULATED and element.get("fullCalcOnLoad") == "1"
        for element in _all(workbook, "calcPr")
    )


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a percentage."""
    styles = _xml(archive, "xl/styles.xml")
    percents = {str(number) for number in _BUILT_IN_PERCENT} | {
        element.get("numFmtId", "")
        for element in _all(styles, "numFmt")
        if "%" in element.get("formatCode", "")
    }
    formats = next(_all(styles, "cellXfs"), None)
    return frozenset(
        str(number).encode()
        for number, style in enumerate(() if formats is None else formats)
        if style.get("numFmtId") in percents
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The pass over one workbook's sheets."""

    percent_styles: frozenset[bytes]
    never_calculated: bool

    def marks(self, sheet: str, xml: bytes) -> Marks:
        marks, extent = Marks(), Extent(sheet)
        for attributes in _COLUMN.findall(xml):
            marks.hidden_columns.update(_hidden_columns(dict(_ATTRIBUTE.findall(attributes))))
        row, column = -1, -1
        for match in _ROW_OR_CELL.finditer(xml):
            attributes = dict(_ATTRIBUTE.findall(match["row"] or match["cell"] or b""))
            if match["cell"] is None and match["content"] is None:
                row, column = _row_number(attributes, row), -1
                if attributes.get(b"hidden") in _YES and row < ROWS:
                    marks.hidden_rows.add(row)
                continue
            row, column = _position(attributes, row, column)
            if match["content"]:
                extent.reach(row, column)
                self._note(marks, (row, column), attributes, match["content"])
        return marks

    def _note(
        self, marks: Marks, place: tuple[int, int], attributes: dict[bytes, bytes], content: bytes
    ) -> None:
        found = _VALUE.search(content)
        value = found[1].strip() if found else b""
        kind = attributes.get(b"t", b"n")
        if kind == b"e":
            marks.error(*place, value.decode("utf-8", "replace") or "#ERROR")
        elif kind != b"str" and _FORMULA.search(content) and self._is_no_result(value):
            marks.error(*place, UNCALCULATED)
        elif kind == b"n" and attributes.get(b"s") in self.percent_styles:
            marks.percent(*place)

    def _is_no_result(self, value: bytes) -> bool:
        return not value or (self.never_calculated and value == b"0")


def _row_number(attributes: dict[bytes, bytes], before: int) -> int:
    number = attributes.get(b"r", b"")
    return int(number) - 1 if number.isdigit() else before + 1


def _position(attributes: dict[bytes, bytes], row: int, column: int) -> tuple[int, int]:
    """Return where a cell stands; without a reference it follows the one before."""
    reference = _REFERENCE.fullmatch(attributes.get(b"r", b""))
    if reference is None:
        return max(row, 0), column + 1
    number = 0
    for letter in reference[1].upper()[:8]:
        number = number * 26 + letter - ord("A") + 1
    return int(reference[2][:12]) - 1, number - 1


def _hidden_columns(attributes: dict[bytes, bytes]) -> range:
    first, last = attributes.get(b"min", b""), attributes.get(b"max", b"")
    if attributes.get(b"hidden") not in _YES or not (first.isdigit() and last.isdigit()):
        return range(0)
    return range(int(first[:6]) - 1, min(int(last[:6]), COLUMNS))
