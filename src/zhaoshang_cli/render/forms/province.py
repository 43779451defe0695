"""The blank table of the province's figures as a workbook with input checks, or as CSV."""

import csv
import io
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from zhaoshang_cli.domain.form import MARK, Question
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.province_form import COLUMNS, WHOLE, Known, ProvinceForm
from zhaoshang_cli.render.forms.blank_sheet import Page, blank_book, one_of, plain, writer_for

_HEADING = (2, 4)
_FIRST = _HEADING[1] + 1
_GROUP = len(COLUMNS)
_TO_A_PAGE = 4
"""So many indicators are still readable on one page."""
_NOTE = (
    "注：照通报填黄色格子；通报用别的单位，就在表头的单位格里选。灰色的数是台账里已有的，供核对；"
    "变红的是比上月累计还小，请核对。末行的全省合计可以不填，填了就用来核对各市之和。"
)


def province_document(form: ProvinceForm, output: Path) -> bytes:
    """Return the table in the format that the file's name asks for.

    Raises:
        ZsError: ``output-format``.
    """
    return writer_for(output, {".xlsx": _workbook, ".csv": _csv})(form)


def _workbook(form: ProvinceForm) -> bytes:
    """Lay out the table: a row a city, a group of columns an indicator, its unit to be chosen."""
    last = _GROUP * len(form.indicators)
    below, page_end = _FIRST + len(form.regions) + 1, min(last, _GROUP * _TO_A_PAGE)
    with blank_book(form.title, "填报", _identity(form)) as (page, held):
        sheet, styles = page.sheet, page.styles
        sheet.set_row(0, 34)
        for row in range(_HEADING[0], _FIRST):
            sheet.set_row(row, 22)
        sheet.merge_range(0, 0, 0, page_end, form.title, styles["title"])
        sheet.merge_range(_HEADING[0], 0, _HEADING[1], 0, "地区", styles["heading"])
        for row, name in enumerate(_names(form), start=_FIRST):
            sheet.set_row(row, 20)
            sheet.write_string(row, 0, name, styles["label"])
        for number, indicator in enumerate(form.indicators):
            _write_group(page, 1 + _GROUP * number, form, indicator)
        sheet.merge_range(below + 1, 0, below + 1, page_end, _NOTE, styles["note"])
        sheet.set_row(below + 1, 48 if len(form.indicators) < 3 else 34)  # noqa: PLR2004
        sheet.set_selection(_FIRST, 1, _FIRST, 1)
        across = -(-len(form.indicators) // _TO_A_PAGE)
        page.finish([14, *[16] * last], _HEADING, 1, pages=(across, 1))
    return held.document


def _write_group(page: Page, left: int, form: ProvinceForm, indicator: Indicator) -> None:
    """Write the columns of one indicator."""
    sheet, styles, top = page.sheet, page.styles, _HEADING[0]
    question = Question(indicator, None, None)
    sheet.merge_range(top, left, top, left + _GROUP - 1, indicator.name, styles["heading"])
    sheet.write_string(top + 1, left, indicator.unit, styles["choice"])
    sheet.data_validation(top + 1, left, top + 1, left, one_of(question.units))
    for column, heading in enumerate(COLUMNS, start=left):
        sheet.write_string(top + 2, column, heading, styles["heading"])
        if column > left:
            sheet.write_string(top + 1, column, indicator.unit, styles["unit"])
    for row, region in enumerate(form.regions, start=_FIRST):
        _write_cells(page, (row, left), question, form.of(region, indicator))
    _write_cells(page, (_FIRST + len(form.regions), left), question, Known())


def _write_cells(page: Page, at: tuple[int, int], question: Question, known: Known) -> None:
    row, column = at
    page.sheet.write_blank(row, column, None, page.styles["input"])
    page.sheet.data_validation(row, column, row, column, _number(question))
    page.known(row, column + 1, known.before)
    page.known(row, column + 2, known.base)
    if known.before is not None:
        _write_check(page, at, question.indicator.unit)


def _number(question: Question) -> dict[str, Any]:
    whole = question.counted
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": ">=",
        "value": 0,
        "input_title": question.indicator.name,
        "input_message": f"本年累计，按表头的单位填{'整数' if whole else '数字'}；通报没有的空着",
        "error_title": "请核对",
        "error_message": "这里只能填不小于零的数字。",
    }


def _write_check(page: Page, at: tuple[int, int], unit: str) -> None:
    """Turn a 累计 red that is below last month's: the sheet itself tells."""
    row, column = at
    typed, before = (xl_rowcol_to_cell(row, one) for one in (column, column + 1))
    chosen = xl_rowcol_to_cell(_HEADING[0] + 1, column, row_abs=True)
    check = f'=AND({typed}<>"",{chosen}="{unit}",{typed}<{before})'
    rule = {"type": "formula", "criteria": check, "format": page.alarm}
    page.sheet.conditional_format(row, column, row, column, rule)


def _csv(form: ProvinceForm) -> bytes:
    """Lay out the table as CSV with a byte order mark; units stand in the headings."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([form.title])
    headings = [f"{one.name}{word}（{one.unit}）" for one in form.indicators for word in COLUMNS]
    writer.writerow(["地区", *headings])
    for region in form.regions:
        cells = []
        for indicator in form.indicators:
            known = form.of(region, indicator)
            cells += ["", plain(known.before), plain(known.base)]
        writer.writerow([region.name, *cells])
    writer.writerow([WHOLE, *["", "—", "—"] * len(form.indicators)])
    return buffer.getvalue().encode("utf-8-sig")


def _names(form: ProvinceForm) -> tuple[str, ...]:
    return (*(region.name for region in form.regions), WHOLE)


def _identity(form: ProvinceForm) -> tuple[str, ...]:
    province = form.province.code if form.province else ""
    return (MARK, "province", province, str(form.period))
