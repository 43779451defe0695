"""Know a form of ours, or a sheet that was sent back, when it returns: by its hidden sheet.

What zs added to a county's sheet is taken off again before the sheet is read; what the county wrote
into it is kept as explanations.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhaoshang_cli.domain import form, returned
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returned import Explanation
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.sheet import Book, Sheet, address


@dataclass(frozen=True, slots=True)
class Embedded:
    """A book without what zs had added, and what the addition says."""

    book: Book
    decisions: Decisions
    """What the form was made for; empty where nothing is embedded."""

    explanations: tuple[Explanation, ...] = ()
    original: str | None = None
    """The SHA-256 of the file that was sent back to the county."""

    identity: tuple[str, ...] = ()
    """What a form of ours says of itself, to be kept when it is sent back."""


def unwrap(book: Book) -> Embedded:
    """Take off what zs had added to a book."""
    words, ours = _identity(book), {returned.SHEET, returned.SLIP}
    rest = tuple(sheet for sheet in book.sheets if sheet.name not in ours)
    if words[:1] not in ([form.MARK], [returned.MARK]):
        if _slip_of(book) is None:
            return Embedded(book, Decisions())
        # Somebody has taken out the hidden sheet.
        words = [returned.MARK]
    told = tuple(one for one in book.findings if one.place.sheet not in ours)
    book = replace(book, findings=told)
    if words[0] == form.MARK:
        as_made = replace(book, sheets=rest)
        return Embedded(as_made, _decided(words[1:]), identity=tuple(words))
    own = words[2:]
    decisions = _decided(own[1:]) if own[:1] == [form.MARK] else Decisions()
    explanations = (*_slip(book), *(one for sheet in rest for one in _column(sheet)))
    cleaned = replace(book, sheets=tuple(map(_without_column, rest)))
    return Embedded(cleaned, decisions, explanations, words[1] if words[1:] else None, tuple(own))


def merged(given: Decisions, embedded: Decisions) -> Decisions:
    """Let what the user decides go before what the form says."""
    return replace(
        given,
        kind=given.kind or embedded.kind,
        period=given.period or embedded.period,
        region=given.region or embedded.region,
    )


def _identity(book: Book) -> list[str]:
    hidden = next((sheet for sheet in book.sheets if sheet.name == returned.SHEET), None)
    return [row[0].strip() for row in hidden.rows if row] if hidden else []


def _decided(words: list[str]) -> Decisions:
    kind, region, period = (*words, "", "", "")[:3]
    try:
        return Decisions(kind=Kind(kind), region=region or None, period=Period.parse(period))
    except ValueError:
        # Somebody has written into the hidden sheet: read it as any other sheet.
        return Decisions()


def _slip_of(book: Book) -> Sheet | None:
    """Return the list of doubts, known by its headings."""
    named = (sheet for sheet in book.sheets if sheet.name == returned.SLIP and sheet.rows)
    wide = len(returned.SLIP_HEADINGS)
    return next((one for one in named if tuple(one.rows[0][:wide]) == returned.SLIP_HEADINGS), None)


def _slip(book: Book) -> Iterator[Explanation]:
    slip = _slip_of(book)
    for row in slip.rows[1:] if slip else ():
        cells = dict(zip(returned.SLIP_HEADINGS, row, strict=False))
        if text := cells["说明"].strip():
            place = cells["工作表"], cells["单元格"]
            yield Explanation(*place, cells["代码"], text, cells["原文"].strip())


def _column(sheet: Sheet) -> Iterator[Explanation]:
    column = _explaining(sheet)
    for number, row in enumerate(sheet.rows):
        text = row[column].strip() if column is not None else ""
        if column is not None and text and text != returned.EXPLANATION:
            yield Explanation(sheet.name, address(number, column), "", text)


def _explaining(sheet: Sheet) -> int | None:
    for row in sheet.rows:
        if returned.EXPLANATION in row:
            return row.index(returned.EXPLANATION)
    return None


def _without_column(sheet: Sheet) -> Sheet:
    column = _explaining(sheet)
    if column is None:
        return sheet
    rows = tuple((*row[:column], "", *row[column + 1 :]) for row in sheet.rows)
    return replace(sheet, rows=rows)
