"""An answer as an XLSX workbook: a sheet a table, numbers as numbers that show the same text."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from zhaoshang_cli.render.answer import Answer, Cell, Table
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.screen.messages import plain

CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same answer gives the same bytes."""

_LONGEST_NAME = 31
_COLOURS = {
    "blue": "#1456A0", "green": "#14703C", "yellow": "#8A6100", "red": "#B3261E",
    "error": "#B3261E", "warning": "#8A6100",
}  # fmt: skip


def write(answer: Answer) -> bytes:
    """Write the workbook.

    Texts are written as texts: nothing that came from a file can become a formula.
    """
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        names: set[str] = set()
        for table in answer.tables:
            _sheet(book, _name(table, names), table)
    return held.getvalue()


def _name(table: Table, taken: set[str]) -> str:
    """Return a sheet's name: the first words of the title, without what Excel refuses."""
    shown = plain(table.title.split("　")[0])
    first = re.sub(r"[\[\]:*?/\\']", " ", shown).strip()
    name = first[:_LONGEST_NAME] or "表"
    number = 1
    while name.lower() in taken:
        number += 1
        name = f"{first[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.lower())
    return name


def _sheet(book: Any, name: str, table: Table) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 12}))
    head = book.add_format({"bold": True, "bottom": 1, "align": "center"})
    for place, column in enumerate(table.columns):
        sheet.write_string(1, place, column.heading, head)
        texts = [column.heading, *(row[place].text for row in table.rows)]
        sheet.set_column(place, place, max(map(width, texts)) + 2)
    sheet.freeze_panes(2, 1)
    for line, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row):
            _write(book, sheet, (line, place), cell, numeric=table.columns[place].numeric)
    for line, note in enumerate(table.notes, start=2 + len(table.rows)):
        sheet.write_string(line, 0, note)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _write(
    book: Any,
    sheet: Any,
    place: tuple[int, int],
    cell: Cell,
    *,
    numeric: bool,
) -> None:
    form: dict[str, object] = {"align": "right"} if numeric else {}
    if cell.mark in _COLOURS:
        form["font_color"] = _COLOURS[cell.mark]
    if cell.value is None:
        sheet.write_string(*place, cell.text, book.add_format(form))
        return
    grouped = "#,##0" if "," in cell.text else "0"
    form["num_format"] = grouped + ("." + "0" * cell.places if cell.places else "")
    sheet.write_number(*place, cell.value, book.add_format(form))
