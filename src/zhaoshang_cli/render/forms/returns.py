"""A blank return as a workbook with input checks, or as CSV."""

import csv
import io
from pathlib import Path
from typing import Any

from zhaoshang_cli.domain.form import HEADINGS, MARK, SIGNATURES, Form, Question
from zhaoshang_cli.render.forms.blank_sheet import Page, blank_book, one_of, plain, writer_for

_HEADER_ROW = 3
_WIDTHS = (26, 10, 16, 16, 18, 20, 30)
_SIGNED = (0, 2, 3, 4, 5)
"""The columns of the signatures: the one of the units is too narrow for a name."""

_TOLERANCE = "0.005"
"""Two rounded figures may differ by half a hundredth from the third."""

_NOTE = (
    "注：只填黄色格子。灰色的数是台账里已有的，供核对，不用改；本年累计变红，是比上月累计小，"
    "或不等于上月累计加本月，请核对，确实如此就在说明里写明。"
)


def form_document(form: Form, output: Path) -> bytes:
    """Return the form in the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    return writer_for(output, {".xlsx": form_workbook, ".csv": form_csv})(form)


def form_workbook(form: Form) -> bytes:
    """Lay out a form: inputs are open, everything else is locked, last month stands in grey."""
    below = _HEADER_ROW + len(form.questions) + 2
    with blank_book(form.title, "填报", _identity(form)) as (page, held):
        sheet, styles = page.sheet, page.styles
        sheet.set_row(0, 34)
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, form.title, styles["title"])
        sheet.write_string(1, 0, f"填报单位：{form.region.name}", styles["plain"])
        sheet.set_row(_HEADER_ROW, 24)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(_HEADER_ROW, column, heading, styles["heading"])
        for row, question in enumerate(form.questions, start=_HEADER_ROW + 1):
            _write_question(page, row, question)
        _write_signatures(page, below)
        sheet.merge_range(below + 1, 0, below + 1, len(HEADINGS) - 1, _NOTE, styles["note"])
        sheet.set_row(below + 1, 34)
        sheet.set_selection(_HEADER_ROW + 1, 2, _HEADER_ROW + 1, 2)
        page.finish(_WIDTHS, (_HEADER_ROW, _HEADER_ROW), 1)
    return held.document


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


def _write_question(page: Page, row: int, question: Question) -> None:
    sheet, styles = page.sheet, page.styles
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, question.indicator.name, styles["label"])
    sheet.write_string(row, 1, question.indicator.unit, styles["words"])
    for column in (2, 3):
        sheet.write_blank(row, column, None, styles["input"])
        sheet.data_validation(row, column, row, column, _number(question, row, column))
    page.known(row, 4, question.before)
    page.known(row, 5, question.base)
    sheet.write_blank(row, 6, None, styles["words"])
    sheet.data_validation(row, 1, row, 1, one_of(question.units))
    if question.before is not None:
        _write_check(page, row + 1, question)


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


def _write_check(page: Page, row: int, question: Question) -> None:
    """Turn 本年累计 red where it cannot follow from last month's: the sheet itself tells."""
    comparable = f'$D{row}<>"",$B{row}="{question.indicator.unit}"'
    differs = f'AND($C{row}<>"",ABS($E{row}+$C{row}-$D{row})>{_TOLERANCE})'
    check = f"=AND({comparable},OR($D{row}<$E{row},{differs}))"
    rule = {"type": "formula", "criteria": check, "format": page.alarm}
    page.sheet.conditional_format(f"D{row}", rule)


def _write_signatures(page: Page, row: int) -> None:
    for column, label in zip(_SIGNED, SIGNATURES, strict=True):
        page.sheet.write_string(row, column, f"{label}：", page.styles["signature"])
