"""The blank table of yearly targets as a workbook with input checks, or as CSV."""

import csv
import io
from pathlib import Path
from typing import Any

import xlsxwriter

from zhaoshang_cli.domain.form import Question
from zhaoshang_cli.domain.target_form import HEADINGS, Aim, TargetForm
from zhaoshang_cli.render.form import LOOKS, one_of, plain, writer_for
from zhaoshang_cli.render.workbook import CREATED

_WIDTHS = (8, 26, 24, 10, 10, 16, 16, 30)
_HEADER_ROW = 2
_A4 = 9


def target_document(form: TargetForm, output: Path) -> bytes:
    """Return the table in the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    return writer_for(output, {".xlsx": _workbook, ".csv": _csv})(form)


def _workbook(form: TargetForm) -> bytes:
    """Lay out the table: targets are open, everything else is locked, last year stands in grey."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": CREATED})
        styles = {name: book.add_format(look) for name, look in LOOKS.items()}
        sheet = book.add_worksheet("目标")
        for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(_HEADER_ROW, column, heading, styles["heading"])
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, form.title, styles["title"])
        for row, aim in enumerate(form.aims, start=_HEADER_ROW + 1):
            _write_aim(sheet, row, form, aim, styles)
        sheet.freeze_panes(_HEADER_ROW + 1, 3)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _write_aim(sheet: Any, row: int, form: TargetForm, aim: Aim, styles: dict[str, Any]) -> None:
    units = Question(aim.indicator, None, None).units
    for column, text in enumerate((str(form.year), aim.region.name, aim.indicator.name)):
        sheet.write_string(row, column, text, styles["label"])
    sheet.write_string(row, 3, aim.indicator.unit, styles["words"])
    sheet.write_string(row, 4, aim.level, styles["words"])
    sheet.write_blank(row, 5, None, styles["input"])
    if aim.before is None:
        sheet.write_string(row, 6, "—", styles["none"])
    else:
        sheet.write_number(row, 6, float(aim.before), styles["grey"])
    sheet.write_blank(row, 7, None, styles["words"])
    sheet.data_validation(row, 3, row, 3, one_of(units))
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
