"""What the clerk should know of a file as a whole, told as 提示 findings."""

import re
from collections.abc import Iterable, Iterator, Sequence

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.readers.sheet import Sheet, address, column_letters

_LOST = re.compile("[\ue000-\uf8ff\ufffd]|锟斤拷")
"""Private use (old GBK fonts; what GB18030 has no place for in Unicode), and characters that some
program has already replaced because it could not read them."""

_LIKELY_LOST = re.compile("[\ue000-\uf8ff\ufffd锟]")
"""Its search is several times as fast."""

_TOLD = 10
_MOST_SWALLOWED = 1_000
_LINES = 3
_SEPARATOR = re.compile(r"[,\t;]")


def remarks(file: str, sheets: Iterable[Sheet], *, whole: str | None = None) -> Iterator[Finding]:
    """Return the findings about a file.

    Args:
        file: Its name.
        sheets: Its sheets.
        whole: Its text, where it was one text: searched in one go instead of cell by cell.
    """
    doubtful = whole is None or _LOST.search(whole) is not None
    for sheet in sheets:
        yield from _hidden(file, sheet)
        if whole is not None and '"' in whole:
            yield from _swallowed(file, sheet.name, sheet.rows)
        if doubtful:
            yield from _lost_characters(file, sheet.name, sheet.rows)


class Remarks:
    """The findings about a long text, of which a block of rows is seen at a time."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._swallowed: list[Finding] = []
        self._lost: list[Finding] = []
        self._more_swallowed = self._more_lost = 0

    def look(self, first: int, block: Sequence[Sequence[str]], joined: str) -> None:
        """Look at the rows from number ``first`` on; ``joined`` has a line for every cell."""
        if joined.count("\n") >= sum(map(len, block)) + block.count([]) + _LINES - 1:
            found = list(_swallowed(self._file, "", block, first))
            room = _MOST_SWALLOWED - len(self._swallowed)
            self._swallowed += found[:room]
            self._more_swallowed += len(found[room:])
        if _LIKELY_LOST.search(joined):
            found = list(_lost_cells(self._file, "", block, first))
            room = _TOLD - len(self._lost)
            self._lost += found[:room]
            self._more_lost += len(found[room:])

    def told(self) -> Iterator[Finding]:
        """Return what was found."""
        yield from self._swallowed
        if self._more_swallowed:
            message = f"另有 {self._more_swallowed} 个单元格也像是吞掉了后面的行"
            hint = "用文本编辑器检查引号"
            yield Finding("file-quotes", Severity.WARNING, message, Place(self._file), hint)
        yield from self._lost
        if self._more_lost:
            yield _more_lost(self._file, "", self._more_lost)


def _hidden(file: str, sheet: Sheet) -> Iterator[Finding]:
    rows = [str(row + 1) for row in sorted(sheet.hidden_rows)]
    columns = [column_letters(column) for column in sorted(sheet.hidden_columns)]
    what = [
        *(["整张工作表是隐藏的"] if sheet.hidden else []),
        *([f"隐藏了第 {_listed(rows)} 行"] if rows else []),
        *([f"隐藏了 {_listed(columns)} 列"] if columns else []),
    ]
    if what:
        message = f"{'，'.join(what)}；隐藏的内容照样读取"
        hint = "取消隐藏，核对里面有没有不该报的内容"
        yield Finding("file-hidden", Severity.INFO, message, Place(file, sheet.name), hint)


def _swallowed(
    file: str, sheet: str, rows: Iterable[Sequence[str]], first: int = 0
) -> Iterator[Finding]:
    """Find cells that look like several lines of the table: a quotation mark closed too late."""
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells):
            if cell.count("\n") >= _LINES and len(_SEPARATOR.findall(cell)) >= _LINES:
                yield Finding(
                    "file-quotes",
                    Severity.WARNING,
                    f"这个单元格里有 {cell.count(chr(10)) + 1} 行，像是引号配错，吞掉了后面的行",
                    Place(file, sheet or None, address(row, column)),
                    "用文本编辑器检查这一行的引号",
                    raw=cell,
                )


def _lost_characters(file: str, sheet: str, rows: Iterable[Sequence[str]]) -> Iterator[Finding]:
    more = 0
    for number, finding in enumerate(_lost_cells(file, sheet, rows)):
        if number < _TOLD:
            yield finding
        else:
            more += 1
    if more:
        yield _more_lost(file, sheet, more)


def _lost_cells(
    file: str, sheet: str, rows: Iterable[Sequence[str]], first: int = 0
) -> Iterator[Finding]:
    for row, cells in enumerate(rows, first):
        if not _LOST.search("\n".join(cells)):
            continue
        for column, cell in enumerate(cells):
            if match := _LOST.search(cell):
                place = Place(file, sheet or None, address(row, column))
                yield _lost_character(match[0], place, cell)


def _more_lost(file: str, sheet: str, count: int) -> Finding:
    message = f"另有 {count} 个单元格也有显示不出的字"
    return Finding("file-lost-character", Severity.INFO, message, Place(file, sheet or None))


def _lost_character(character: str, place: Place, cell: str) -> Finding:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in character)
    message = f"有一个字在别的电脑上显示不出来（{codes}）"
    hint = "多半是生僻字；对照原件，改用通用字库里的字"
    return Finding("file-lost-character", Severity.INFO, message, place, hint, raw=cell)


def _listed(names: list[str]) -> str:
    return "、".join(names[:_TOLD]) + (f" 等 {len(names)}" if len(names) > _TOLD else "")
