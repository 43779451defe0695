"""What calamine leaves out of an XLSX workbook, read from its XML: extents, errors, formats.

calamine gives error cells and formulas without a result as blanks, does not say which numbers are
percentages or which rows are hidden, and aborts the process over a sheet that is too wide. One
pass over the XML of every sheet finds all of this before calamine sees the file.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from posixpath import normpath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from zhaoshang_cli.readers.workbooks.guard import COLUMNS, ROWS, Extent, dangerous, require_bounded
from zhaoshang_cli.readers.workbooks.marks import UNCALCULATED, Marks
from zhaoshang_cli.readers.workbooks.sharedstrings import require_modest

_ROW_OR_CELL = re.compile(
    rb"<(?:\w+:)?(?:(row)|c)"
    rb'(?:\s+r="([A-Z]{1,3})?([0-9]{1,9})")?'  # where every known program writes it; else among the rest
    rb"(\s[^>]*|/)?>"
    rb"(?:\s*<(?:\w+:)?([fvi])[\s/>])?"
)
_CONTENT = re.compile(rb"(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col(\s[^>]*\bhidden[^>]*)>")
_REFERENCE = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,9})")
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
        percents = _percent_styles(archive) if "xl/styles.xml" in parts else frozenset()
        styles = _Styles(percents, never_calculated=_is_never_calculated(workbook))
        sheets = [
            (name, archive.read(parts[part.lower()]))
            for name, part in _sheet_parts(archive, workbook)
        ]
        if strings := parts.get("xl/sharedstrings.xml"):
            require_modest(archive.read(strings), [xml for _, xml in sheets])
    return [_Sheet(name, styles).marks(xml) for name, xml in sheets]


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
class _Tag:
    """What the attributes of a row or a cell say, but for its place."""

    empty: bool
    hidden: bool
    kind: bytes
    percent: bool
    reference: bytes


class _Styles:
    """What a workbook says for all its sheets, and the tags met so far: few differ."""

    def __init__(self, percents: frozenset[bytes], *, never_calculated: bool) -> None:
        self.no_results = frozenset({b"", b"0"} if never_calculated else {b""})
        self._percents = percents
        self._tags: dict[bytes, _Tag] = {}

    def tag(self, rest: bytes) -> _Tag:
        known = self._tags.get(rest)
        if known is not None:
            return known
        attributes = dict(_ATTRIBUTE.findall(rest))
        kind = attributes.get(b"t", b"n")
        tag = _Tag(
            empty=rest.endswith(b"/"),
            hidden=attributes.get(b"hidden") in _YES,
            kind=kind,
            percent=kind == b"n" and attributes.get(b"s") in self._percents,
            reference=attributes.get(b"r", b""),
        )
        if not tag.reference:
            self._tags[rest] = tag
        return tag


class _Sheet:
    """The pass over one sheet."""

    def __init__(self, name: str, styles: _Styles) -> None:
        self._styles = styles
        self._extent = Extent(name)
        self._marks = Marks()
        self._row = self._column = -1

    def marks(self, xml: bytes) -> Marks:
        for attributes in _HIDDEN_COLUMN.findall(xml):
            self._marks.hidden_columns.update(_columns(dict(_ATTRIBUTE.findall(attributes))))
        tag_of = self._styles.tag
        for match in _ROW_OR_CELL.finditer(xml):
            is_row, letters, number, rest, child = match.groups()
            tag = tag_of(rest or b"")
            if number is None:
                letters, number = _reference(tag.reference)
            if is_row:
                self._start_row(number, tag)
            else:
                self._place(letters, number)
                if not tag.empty:
                    self._cell(tag, child, xml, match.start())
        return self._marks

    def _start_row(self, number: bytes, tag: _Tag) -> None:
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1
        if tag.hidden and self._row < ROWS:
            self._marks.hidden_rows.add(self._row)

    def _place(self, letters: bytes, number: bytes) -> None:
        """Go to a cell; one without a reference follows the one before it."""
        self._row = int(number) - 1 if number else max(self._row, 0)
        self._column = _column_number(letters) if letters else self._column + 1

    def _cell(self, tag: _Tag, child: bytes | None, xml: bytes, position: int) -> None:
        if child == b"v" and tag.kind != b"e":
            self._extent.reach(self._row, self._column)
            if tag.percent:
                self._marks.percent(self._row, self._column)
            return
        content = _CONTENT.match(xml, xml.index(b">", position) + 1)
        if content and content[1].strip():
            self._extent.reach(self._row, self._column)
            self._note(tag, content[1])

    def _note(self, tag: _Tag, content: bytes) -> None:
        found = _VALUE.search(content)
        value = found[1].strip() if found else b""
        place = self._row, self._column
        if tag.kind == b"e":
            self._marks.error(*place, value.decode("utf-8", "replace") or "#ERROR")
        elif tag.kind != b"str" and value in self._styles.no_results and _FORMULA.search(content):
            self._marks.error(*place, UNCALCULATED)
        elif tag.percent:
            self._marks.percent(*place)


def _reference(text: bytes) -> tuple[bytes, bytes]:
    """Take a reference apart: ``B4``, or the bare number of a row."""
    found = _REFERENCE.fullmatch(text)
    return (found[1].upper(), found[2]) if found else (b"", b"")


@cache
def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _columns(attributes: dict[bytes, bytes]) -> range:
    """Return the columns of a ``col`` element that is hidden."""
    first, last = attributes.get(b"min", b""), attributes.get(b"max", b"")
    if attributes.get(b"hidden") not in _YES or not (first.isdigit() and last.isdigit()):
        return range(0)
    return range(int(first[:6]) - 1, min(int(last[:6]), COLUMNS))
