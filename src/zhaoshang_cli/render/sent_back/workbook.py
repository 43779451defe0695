"""A county's own workbook, with every doubtful cell coloured and commented, and a 退回单."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.form import MARK as FORM_MARK
from zhaoshang_cli.domain.returned import MARK, SHEET, SLIP
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.sent_back.doubt_marks import forget_marks, mark_doubts
from zhaoshang_cli.render.sent_back.losses import lost
from zhaoshang_cli.render.sent_back.sheets import Laid, own_book, rebuilt, write_text
from zhaoshang_cli.render.sent_back.slip import write_slip

_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Marked(Protocol):
    """A county's file and what is doubtful in it."""

    @property
    def data(self) -> bytes | None:
        """The file itself where it is XLSX, so that its looks are kept; else None."""

    @property
    def sheets(self) -> Sequence[Laid]:
        """Every sheet as it was read, for files of other kinds."""

    @property
    def sha256(self) -> str:
        """Of the county's own file."""

    @property
    def identity(self) -> Sequence[str]:
        """What a form of ours says of itself; empty for any other file."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is doubtful; those without a cell stand in the list only."""

    @property
    def expected(self) -> Mapping[Finding, str]:
        """What a cell was expected to hold, in words."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A workbook ready to be sent back."""

    document: bytes
    note: str | None
    """What of the county's own file it does not hold."""


def marked_workbook(found: Marked, output: Path) -> Marking:
    """Mark a county's sheet and list its doubts.

    Raises:
        ZsError: ``output-format``.
    """
    if output.suffix.lower() != ".xlsx":
        raise ZsError(
            "output-format", "退回的表只写成 XLSX", Place(str(output)), "文件名以 .xlsx 结尾"
        )
    own = own_book(found.data)
    book, sheets = rebuilt(found.sheets) if own is None else (own, _named(own))
    _make_room(book)
    for sheet in sheets.values():
        forget_marks(sheet)
    for sheet, findings in _by_sheet(found.findings, sheets):
        mark_doubts(sheet, findings, found.expected)
    slip = write_slip(book, found.findings, found.expected)
    hidden = book.create_sheet(SHEET)
    for row, text in enumerate((MARK, found.sha256, *found.identity), start=1):
        write_text(hidden, row, 1, text)
    hidden.sheet_state = "veryHidden"
    document = _saved(book, slip)
    return Marking(document, _REBUILT if own is None else _left_out(found.data, document))


_REBUILT = "来表的格子照抄成了 XLSX；字体、颜色、公式没有带上，发回时可附上原表"


def _left_out(original: bytes | None, made: bytes) -> str | None:
    gone = lost(original, made) if original else ()
    return f"退回的表里没有带上来表的{'、'.join(gone)}；发回时请附上原表" if gone else None


def _named(book: openpyxl.Workbook) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in book.worksheets}


def _make_room(book: openpyxl.Workbook) -> None:
    """Take out what zs had added; a sheet of the county's that is called alike gets another name."""
    hidden = book[SHEET]["A1"].value if SHEET in book.sheetnames else None
    for name in {SHEET, SLIP} & set(book.sheetnames):
        if hidden in {MARK, FORM_MARK}:
            del book[name]
        else:
            book[name].title = f"{name}（来表）"


def _saved(book: openpyxl.Workbook, first: Worksheet) -> bytes:
    book.active = 0
    for sheet in book.worksheets:
        # Two selected sheets are edited as one: what is typed into one stands in both.
        sheet.sheet_view.tabSelected = sheet is first
    book.properties.created = book.properties.modified = _CREATED
    book.calculation.fullCalcOnLoad = True
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _by_sheet(
    findings: Sequence[Finding], sheets: Mapping[str, Worksheet]
) -> list[tuple[Worksheet, list[Finding]]]:
    first = next(iter(sheets.values()))
    placed = [(sheets.get(one.place.sheet or "", first), one) for one in findings if one.place.cell]
    return [(sheet, [one for where, one in placed if where is sheet]) for sheet in sheets.values()]
