"""A blank return as a workbook with input checks, or as CSV."""

import csv
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import xlsxwriter

from zhaoshang_cli.domain.form import HEADINGS, MARK, SHEET, SIGNATURES, Form, Question
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.workbook import CREATED

T = TypeVar("T")

_HEADER_ROW = 3
_WIDTHS = (26, 10, 16, 16, 18, 20, 30)
_SIGNED = (0, 2, 3, 4, 5)
"""The columns of the signatures: the one of the units is too narrow for a name."""

_TOLERANCE = "0.005"
"""Two rounded figures may differ by half a hundredth from the third."""
_GREY = "#7f7f7f"


def form_document(form: Form, output: Path) -> bytes:
    """Return the form in the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    return writer_for(output, {".xlsx": form_workbook, ".csv": form_csv})(form)


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


def form_workbook(form: Form) -> bytes:
    """Lay out a form: inputs are open, everything else is locked, last month stands in grey."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": form.title, "created": CREATED})
    book.set_custom_property("zs", "/".join(_identity(form)))
    styles = {name: book.add_format(look) for name, look in LOOKS.items()}
    sheet = book.add_worksheet("填报")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 34)
    for row in range(_HEADER_ROW, _HEADER_ROW + len(form.questions) + 1):
        sheet.set_row(row, 24)
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, form.title, styles["title"])
    sheet.write_string(1, 0, f"填报单位：{form.region.name}", styles["plain"])
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(_HEADER_ROW, column, heading, styles["heading"])
    for number, question in enumerate(form.questions, start=_HEADER_ROW + 1):
        _write_question(sheet, number, question, styles)
    _write_checks(sheet, form, book.add_format(_ALARM))
    below = _HEADER_ROW + len(form.questions) + 2
    _write_signatures(sheet, below, styles)
    sheet.merge_range(below + 1, 0, below + 1, len(HEADINGS) - 1, _NOTE, styles["note"])
    sheet.set_row(below + 1, 34)
    _set_page(sheet)
    hidden = book.add_worksheet(SHEET)
    for row, text in enumerate(_identity(form)):
        hidden.write_string(row, 0, text)
    hidden.very_hidden()
    book.close()
    return buffer.getvalue()


def _set_page(sheet: Any) -> None:
    """Lock what is not asked for, and let the form fit one page across."""
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_selection(_HEADER_ROW + 1, 2, _HEADER_ROW + 1, 2)


def form_csv(form: Form) -> bytes:
    """Lay out a form as CSV for those without a spreadsheet program, with a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([form.title])
    writer.writerow([f"填报单位：{form.region.name}"])
    writer.writerow(HEADINGS)
    for question in form.questions:
        before, base = (plain(value) for value in (question.before, question.base))
        indicator = question.indicator
        writer.writerow([indicator.name, indicator.unit, "", "", before, base, ""])
    writer.writerow([f"{label}：" for label in SIGNATURES])
    return buffer.getvalue().encode("utf-8-sig")


def _identity(form: Form) -> tuple[str, ...]:
    return (MARK, "returns", form.region.code, str(form.period))


_A4 = 9
_ALARM = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_NOTE = (
    "注：只填黄色格子。灰色的数是台账里已有的，供核对，不用改；本年累计变红，是比上月累计小，"
    "或不等于上月累计加本月，请核对，确实如此就在说明里写明。"
)
_CELL = {"border": 1, "valign": "vcenter", "font_size": 11}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "plain": {"font_size": 11},
    "heading": _CELL | {"bold": True, "align": "center", "bg_color": "#e8edf3", "text_wrap": True},
    "label": _CELL,
    "input": _CELL | {"locked": False, "num_format": "#,##0.######", "bg_color": "#fffbe6"},
    "words": _CELL | {"locked": False, "text_wrap": True, "bg_color": "#fffbe6"},
    "grey": _CELL | {"font_color": _GREY, "italic": True, "num_format": "#,##0.######"},
    "none": _CELL | {"font_color": _GREY, "align": "right"},
    "signature": {"font_size": 11, "locked": False},
    "note": {"font_size": 10, "font_color": _GREY, "text_wrap": True, "valign": "top"},
}


def _write_question(sheet: Any, row: int, question: Question, styles: dict[str, Any]) -> None:
    sheet.write_string(row, 0, question.indicator.name, styles["label"])
    sheet.write_string(row, 1, question.indicator.unit, styles["words"])
    for column in (2, 3):
        sheet.write_blank(row, column, None, styles["input"])
    for column, value in ((4, question.before), (5, question.base)):
        if value is None:
            sheet.write_string(row, column, "—", styles["none"])
        else:
            sheet.write_number(row, column, float(value), styles["grey"])
    sheet.write_blank(row, 6, None, styles["words"])
    sheet.data_validation(row, 1, row, 1, one_of(question.units))
    for column in (2, 3):
        sheet.data_validation(row, column, row, column, _number(question, row, column))


def one_of(words: tuple[str, ...], what: str = "计量单位") -> dict[str, Any]:
    """Let a cell hold one of a few words, chosen from a list."""
    return {
        "validate": "list",
        "source": list(words),
        "error_title": what,
        "error_message": f"请从下拉框里选：{'、'.join(words)}",
    }


def _number(question: Question, row: int, column: int) -> dict[str, Any]:
    """Check that a number is one, and warn of a 累计 below last month's."""
    whole = question.counted
    check: dict[str, Any] = {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": 0,
        "input_title": question.indicator.name,
        "input_message": f"按左边的单位填{'整数' if whole else '数字'}；没有的填 0，不清楚的空着",
        "error_title": "请核对",
        "error_message": "这里只能填不小于零的数字。核减请在说明里写明，另行报告。",
    }
    if column == 3 and question.before is not None:  # noqa: PLR2004 - the column of 本年累计
        check |= {
            "value": f'=$E${row + 1}*($B${row + 1}="{question.indicator.unit}")',
            "error_type": "warning",
            "error_message": "本年累计比上月还小。确实如此请在说明里写明原因。",
        }
    return check


def _write_checks(sheet: Any, form: Form, alarm: Any) -> None:
    """Turn 本年累计 red where it cannot follow from last month's: the sheet itself tells."""
    for row, question in enumerate(form.questions, start=_HEADER_ROW + 2):
        if question.before is None:
            continue
        comparable = f'$D{row}<>"",$B{row}="{question.indicator.unit}"'
        differs = f'AND($C{row}<>"",ABS($E{row}+$C{row}-$D{row})>{_TOLERANCE})'
        check = f"=AND({comparable},OR($D{row}<$E{row},{differs}))"
        where = f"D{row}"
        sheet.conditional_format(where, {"type": "formula", "criteria": check, "format": alarm})


def _write_signatures(sheet: Any, row: int, styles: dict[str, Any]) -> None:
    for column, label in zip(_SIGNED, SIGNATURES, strict=True):
        sheet.write_string(row, column, f"{label}：", styles["signature"])


def plain(value: Decimal | None) -> str:
    """Write an exact value without separators; a dash for nothing."""
    return "—" if value is None else format(value.normalize(), "f")
