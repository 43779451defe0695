"""The blank table of yearly targets as a workbook with input checks, or as CSV."""

import csv
import io
from pathlib import Path

from zhaoshang_cli.domain.form import Question
from zhaoshang_cli.domain.target_form import HEADINGS, Aim, TargetForm
from zhaoshang_cli.render.forms.blank_sheet import Page, blank_book, one_of, plain, writer_for

_WIDTHS = (8, 28, 24, 10, 10, 16, 16, 30)
_HEADER_ROW = 2


def target_document(form: TargetForm, output: Path) -> bytes:
    """Return the table in the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    return writer_for(output, {".xlsx": _workbook, ".csv": _csv})(form)


def _workbook(form: TargetForm) -> bytes:
    """Lay out the table: targets are open, everything else is locked, last year stands in grey."""
    with blank_book(form.title, "目标") as (page, held):
        sheet, styles = page.sheet, page.styles
        sheet.set_row(0, 34)
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, form.title, styles["title"])
        sheet.set_row(_HEADER_ROW, 24)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(_HEADER_ROW, column, heading, styles["heading"])
        for row, aim in enumerate(form.aims, start=_HEADER_ROW + 1):
            _write_aim(page, row, form, aim)
        sheet.set_selection(_HEADER_ROW + 1, 5, _HEADER_ROW + 1, 5)
        page.finish(_WIDTHS, (_HEADER_ROW, _HEADER_ROW), 3)
    return held.document


def _write_aim(page: Page, row: int, form: TargetForm, aim: Aim) -> None:
    sheet, styles = page.sheet, page.styles
    sheet.set_row(row, 20)
    for column, text in enumerate((str(form.year), aim.region.name, aim.indicator.name)):
        sheet.write_string(row, column, text, styles["label"])
    sheet.write_string(row, 3, aim.indicator.unit, styles["words"])
    sheet.write_string(row, 4, aim.level, styles["words"])
    sheet.write_blank(row, 5, None, styles["input"])
    page.known(row, 6, aim.before)
    sheet.write_blank(row, 7, None, styles["words"])
    sheet.data_validation(row, 3, row, 3, one_of(Question(aim.indicator, None, None).units))
    sheet.data_validation(row, 4, row, 4, one_of(form.levels, "目标级别"))
    sheet.data_validation(row, 5, row, 5, _ABOVE_ZERO)


_ABOVE_ZERO = {
    "validate": "decimal",
    "criteria": ">",
    "value": 0,
    "input_title": "年度目标",
    "input_message": "按左边的单位填；没有目标的空着，不要填 0",
    "error_title": "请核对",
    "error_message": "这里只能填大于零的数字；没有目标的空着。",
}


def _csv(form: TargetForm) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([form.title])
    writer.writerow(HEADINGS)
    for aim in form.aims:
        words = (form.year, aim.region.name, aim.indicator.name, aim.indicator.unit, aim.level)
        writer.writerow([*words, "", plain(aim.before), ""])
    return buffer.getvalue().encode("utf-8-sig")
