"""What all blank sheets share: their looks, their locks, and what they say of themselves."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import xlsxwriter

from zhaoshang_cli.domain.form import SHEET
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.formats.workbook import CREATED

T = TypeVar("T")

_A4 = 9
_GREY = "#7f7f7f"
_CELL = {"border": 1, "valign": "vcenter", "font_size": 11}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "plain": {"font_size": 11},
    "heading": _CELL | {"bold": True, "align": "center", "bg_color": "#e8edf3", "text_wrap": True},
    "label": _CELL,
    "unit": _CELL | {"align": "center", "font_color": _GREY, "italic": True},
    "input": _CELL | {"locked": False, "num_format": "#,##0.######", "bg_color": "#fffbe6"},
    "words": _CELL | {"locked": False, "text_wrap": True, "bg_color": "#fffbe6"},
    "choice": _CELL | {"locked": False, "align": "center", "bg_color": "#fffbe6"},
    "grey": _CELL | {"font_color": _GREY, "italic": True, "num_format": "#,##0.######"},
    "none": _CELL | {"font_color": _GREY, "align": "right"},
    "signature": {"font_size": 11, "locked": False},
    "note": {"font_size": 10, "font_color": _GREY, "text_wrap": True, "valign": "top"},
    "alarm": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
}


def writer_for(output: Path, writers: Mapping[str, Callable[[T], bytes]]) -> Callable[[T], bytes]:
    """Return what writes the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise ZsError(
            "output-format",
            f"空白报表不能写成 {output.suffix or '没有扩展名的文件'}",
            Place(str(output)),
            "文件名以 .xlsx 或 .csv 结尾",
        )
    return writer


@dataclass(frozen=True, slots=True)
class Page:
    """One blank sheet being written."""

    sheet: Any
    styles: Mapping[str, Any]
    """Formats by name: title, heading, label, input, grey …"""

    @property
    def alarm(self) -> Any:
        """The look of a number that cannot follow from last month's."""
        return self.styles["alarm"]

    def known(self, row: int, column: int, value: Decimal | None) -> None:
        """Print what is known already in grey; a dash for nothing."""
        if value is None:
            self.sheet.write_string(row, column, "—", self.styles["none"])
        else:
            self.sheet.write_number(row, column, float(value), self.styles["grey"])

    def finish(
        self,
        widths: Sequence[float],
        heading: tuple[int, int],
        left: int,
        *,
        pages: tuple[int, int] = (1, 0),
    ) -> None:
        """Lock what is not asked for, and let the sheet fit its pages.

        Args:
            widths: Of the columns.
            heading: First and last row of the heading, from 0: printed on every page.
            left: How many columns of labels stay in sight.
            pages: How many pages it may be wide and long; 0 for any number.
        """
        sheet, (first, last) = self.sheet, heading
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(last + 1, left)
        sheet.repeat_rows(first, last)
        sheet.repeat_columns(0, left - 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.5, right=0.5)
        sheet.fit_to_pages(*pages)
        sheet.center_horizontally()


@dataclass(slots=True)
class _Held:
    """Bytes that are there once the workbook is closed."""

    document: bytes = b""


@contextmanager
def blank_book(title: str, name: str, identity: Sequence[str] = ()) -> Iterator[tuple[Page, _Held]]:
    """Open a workbook of one blank sheet; what it says of itself goes into a hidden one."""
    buffer, held = io.BytesIO(), _Held()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": CREATED})
        styles = {look: book.add_format(entry) for look, entry in _LOOKS.items()}
        yield Page(book.add_worksheet(name), styles), held
        if identity:
            book.set_custom_property("zs", "/".join(identity))
            hidden = book.add_worksheet(SHEET)
            for row, text in enumerate(identity):
                hidden.write_string(row, 0, text)
            hidden.very_hidden()
    held.document = buffer.getvalue()


def one_of(words: Sequence[str], what: str = "计量单位") -> dict[str, Any]:
    """Let a cell hold one of a few words, chosen from a list."""
    return {
        "validate": "list",
        "source": list(words),
        "error_title": what,
        "error_message": f"请从下拉框里选：{'、'.join(words)}",
    }


def plain(value: Decimal | None) -> str:
    """Write an exact value without separators; a dash for nothing."""
    return "—" if value is None else format(value.normalize(), "f")
