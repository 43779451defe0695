"""Find the values behind a figure, and read their cells again from the kept originals."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.provenance import Around, Formula, Origin
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.files.books import Rejected, read_book_bytes
from zhaoshang_cli.readers.sheet import Book, Sheet, column_letters
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.store.files.archive import archive_name, read_original
from zhaoshang_cli.workflows.answers.releases import adjusted
from zhaoshang_cli.workspace import Workspace

_BESIDE = 2
"""How many columns are shown on either side of a cell, and rows above and below it."""


def origins(ledger: Ledger, period: Period) -> tuple[Origin, ...]:
    """Return every value of a period, of the month before, of a year ago, and every target."""
    rows = ledger.ask(load_metric("origins_by_value"), {"period": period.number})
    return tuple(map(_origin, rows))


def at(known: Iterable[Origin], places: Collection[str]) -> tuple[Origin, ...]:
    """Return those that stand in the cells of a figure."""
    return tuple(one for one in known if str(one.place) in places)


def adjustments(ledger: Ledger, found: Sequence[Origin]) -> tuple[Adjusted, ...]:
    """Return the adjustments that stand in these values, each once."""
    of = {(one.region, one.indicator, one.period) for one in found if one.confirmed != one.reported}
    decided = {
        one.submission: one
        for number in sorted({period for _, _, period in of})
        for one in adjusted(ledger, Period.from_number(number), {code for code, _, _ in of})
        if (one.region, one.indicator, number) in of
    }
    return tuple(decided[number] for number in sorted(decided))


def formula_of(name: str, wanted: str) -> Formula:
    """Say what a field of a metric is, in the words of its header."""
    metric = load_metric(name)
    told = {column.name: column.about for column in metric.columns}
    plain, _, detail = wanted.partition(":")
    about = told.get(plain) or _FIELDS.get(plain, plain)
    for rate in metric.rates:
        if rate.name == plain:
            parts = [told.get(part, part) for part in rate.parts]
            top = parts[0] if rate.less is None else f"({parts[0]} － {parts[1]})"
            about = f"{_FIELDS.get(plain, plain)} = {top} ÷ {parts[-1]}，四舍五入"
    about = f"{about}（{detail}）" if detail else about
    return Formula(metric.name, metric.title, about, f"sql/metrics/{metric.name}.sql")


_FIELDS = {
    "completion_pct": "完成率",
    "yoy_pct": "同比",
    "arrival_rate_pct": "到位率",
    "gap_pp": "与序时进度的差距 = 完成率 － 序时进度，用各自四舍五入后的数相减",
    "schedule_pct": "序时进度",
    "remaining": "距目标还差 = 年度目标 － 累计",
    "month": "本月，报了的用报数，没报的用两个累计相减",
    "rank_completion_children": "按完成率的准确值在组内排的名次",
    "rank_completion_province": "按完成率的准确值在全省排的名次",
    "rank_total_province": "按总量在全省排的名次",
    "rank_growth_province": "按增速的准确值在全省排的名次",
    "rank_arrival_province": "按到位率的准确值在全省排的名次",
    "count_ahead": "达到或超过序时进度的个数",
    "count_behind": "低于序时进度的个数",
}
"""What the header of the metric has no column for."""


@dataclass(slots=True)
class Originals:
    """The kept originals, each opened once."""

    workspace: Workspace
    damaged: list[ZsError] = field(default_factory=list)
    """What kept an original from being read."""

    _books: dict[str, Book | None] = field(default_factory=dict)

    def shown(self, one: Origin) -> Origin:
        """Return the origin with its cell as the kept original has it."""
        book = self._book(one)
        return one if book is None else replace(one, around=_around(book, one.place))

    def _book(self, one: Origin) -> Book | None:
        if one.sha256 not in self._books:
            self._books[one.sha256] = self._read(one)
        return self._books[one.sha256]

    def _read(self, one: Origin) -> Book | None:
        if one.kept_in is None:
            return None
        try:
            data = read_original(self.workspace.path / archive_name(one.kept_in), one.sha256)
        except ZsError as error:
            self.damaged.append(error)
            return None
        book = read_book_bytes(one.place.file, data)
        return None if isinstance(book, Rejected) else book


def _origin(row: Mapping[str, Any]) -> Origin:
    names = (
        "region", "period", "indicator", "basis", "source", "confirmed", "reported", "raw",
        "submission", "kind", "sha256", "kept_in", "actor", "received_on", "recorded_at",
        "command",
    )  # fmt: skip
    return Origin(
        **{name: row[name] for name in names},
        place=Place(row["file"], row["sheet"], row["cell"]),
        journal_hash=row["journal_hash"] or "",
    )


def _around(book: Book, place: Place) -> Around | None:
    """Return a cell and its neighbours, the first column among them: it names the row."""
    sheet = next((one for one in book.sheets if one.name == (place.sheet or "")), None)
    found = None if sheet is None else _position(place.cell or "")
    if sheet is None or found is None or not sheet.rows:
        return None
    row, column = found
    if row >= len(sheet.rows) or column >= len(sheet.rows[0]):
        return None
    rows = list(_near(row, len(sheet.rows)))
    columns = sorted({0, *_near(column, len(sheet.rows[0]))})
    return Around(
        tuple(map(column_letters, columns)),
        tuple((number + 1, _texts(sheet, number, columns)) for number in rows),
        sheet.rows[row][column],
    )


def _texts(sheet: Sheet, row: int, columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(sheet.rows[row][column] for column in columns)


def _near(number: int, length: int) -> Iterator[int]:
    yield from range(max(0, number - _BESIDE), min(length, number + _BESIDE + 1))


def _position(cell: str) -> tuple[int, int] | None:
    """Return row and column, counted from 0, of an address like ``B4``."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha():
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
