"""What the clerk should know of a file as a whole, told as 提示 findings."""

import re
from collections.abc import Iterable, Iterator

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.readers.sheet import Sheet, address, column_letters

_LOST = re.compile("[\ue000-\uf8ff\ufffd]|锟斤拷")
"""Private use (old GBK fonts; what GB18030 has no place for in Unicode), and characters that some
program has already replaced because it could not read them."""

_TOLD = 10
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
            yield from _swallowed(file, sheet)
        if doubtful:
            yield from _lost_characters(file, sheet)


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


def _swallowed(file: str, sheet: Sheet) -> Iterator[Finding]:
    """Find cells that look like several lines of the table: a quotation mark closed too late."""
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell.count("\n") >= _LINES and len(_SEPARATOR.findall(cell)) >= _LINES:
                yield Finding(
                    "file-quotes",
                    Severity.WARNING,
                    f"这个单元格里有 {cell.count(chr(10)) + 1} 行，像是引号配错，吞掉了后面的行",
                    Place(file, sheet.name or None, address(row, column)),
                    "用文本编辑器检查这一行的引号",
                    raw=cell,
                )


def _lost_characters(file: str, sheet: Sheet) -> Iterator[Finding]:
    found = 0
    for row, cells in enumerate(sheet.rows):
        if not _LOST.search("\n".join(cells)):
            continue
        for column, cell in enumerate(cells):
            match = _LOST.search(cell)
            if match is None:
                continue
            found += 1
            if found <= _TOLD:
                place = Place(file, sheet.name or None, address(row, column))
                yield _lost_character(match[0], place, cell)
    if found > _TOLD:
        message = f"另有 {found - _TOLD} 个单元格也有显示不出的字"
        place = Place(file, sheet.name or None)
        yield Finding("file-lost-character", Severity.INFO, message, place)


def _lost_character(character: str, place: Place, cell: str) -> Finding:
    codes = " ".join(f"U+{ord(letter):04X}" for letter in character)
    message = f"有一个字在别的电脑上显示不出来（{codes}）"
    hint = "多半是生僻字；对照原件，改用通用字库里的字"
    return Finding("file-lost-character", Severity.INFO, message, place, hint, raw=cell)


def _listed(names: list[str]) -> str:
    return "、".join(names[:_TOLD]) + (f" 等 {len(names)}" if len(names) > _TOLD else "")
