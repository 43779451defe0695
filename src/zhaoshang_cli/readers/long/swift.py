"""Rows that say what rows before them said: they are read as those were, without settling it anew.

What a row's values are follows from three things that stand in its label cells: whose they are, for
when, and what of. Each is learned from rows that were read in full and gave a plain value in every
column, and nothing to tell of. A row of which anything is new, blank or doubtful is read in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from zhaoshang_cli.domain.returns import Basis, Blank, Kind, Observation, Source
from zhaoshang_cli.readers.cells.amount import PLAIN
from zhaoshang_cli.readers.layout.assemble import Assembler
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.long.running import Flow
from zhaoshang_cli.readers.sheet import column_letters

_KEYS = (Role.REGION_CODE, Role.REGION)
_DATES = (Role.PERIOD, Role.YEAR)
_WORDS = (Role.INDICATOR, Role.UNIT, Role.BASIS, Role.LEVEL)
_MOST = 100_000
"""So many different labels are remembered."""

_Cells = Callable[[Sequence[str]], object]


@dataclass(slots=True)
class _Whose:
    """A region, and how many rows were of it since they were last counted."""

    region: str
    row: Row
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Value:
    """What the plain numbers of a column are."""

    column: int
    letters: str
    indicator: str
    basis: Basis
    source: Source
    fractions: bool
    """A number with a point was plain as well: it is nothing that is counted."""


class Swift:
    """Takes rows of one table that need no second look."""

    def __init__(self, frame: Frame, assembler: Assembler, flow: Flow) -> None:
        self._frame, self._flow, self._tally = frame, flow, frame.tally
        self._sheet = frame.table.grid.sheet.name
        self._key_cells, self._date_cells = self._cells(*_KEYS), self._cells(*_DATES)
        self._word_cells = self._cells(*_WORDS)
        self._whose: dict[object, _Whose] = {}
        self._when: dict[object, int] = {}
        self._what: dict[object, tuple[_Value, ...]] = {}
        held = [one for one in frame.table.columns if not one.heading.role.labels]
        self._values = {
            column_letters(one.index): one.index
            for one in held
            if not one.heading.role.checked_only and one.heading.role is not Role.UNKNOWN
        }
        self._others = tuple(one.index for one in held if one.index not in self._values.values())
        self.able = self._fit(frame) and not assembler.comparing.needed
        """Whether rows of such a table can be taken at all."""

    def take(self, index: int, cells: Sequence[str]) -> bool:
        """Take a row if nothing about it is new."""
        whose = self._whose.get(self._key_cells(cells))
        period = self._when.get(self._date_cells(cells))
        values = self._what.get(self._word_cells(cells))
        if whose is None or period is None or values is None:
            return False
        taken, blanks = list[Observation](), list[Blank]()
        for one in values:
            text = cells[one.column]
            if not text:
                blanks.append(self._blank(whose.region, period, one, index))
                continue
            if not PLAIN.fullmatch(text) or text[0] == "-" or (not one.fractions and "." in text):
                return False
            taken.append(
                Observation(
                    whose.region, period, one.indicator, one.basis, one.source,
                    Decimal(text), text, self._sheet, f"{one.letters}{index + 1}",
                )
            )  # fmt: skip
        if self._others and not self._passed_over(cells):
            return False
        self._flow.values += taken
        self._flow.blanks += blanks
        self._tally.loaded += len(taken)
        whose.count += 1
        return True

    def learn(self, row: Row, cells: Sequence[str], taken: Sequence[Observation]) -> None:
        """Learn from a row that was read in full, and gave these values and nothing else."""
        if not self._plain(row, cells, taken):
            return
        if max(len(self._when), len(self._what)) > _MOST:
            self._when.clear()
            self._what.clear()
        first = taken[0]
        if len(self._whose) > _MOST:
            return
        self._when[self._date_cells(cells)] = first.period
        self._whose.setdefault(self._key_cells(cells), _Whose(first.region, row))
        words = self._word_cells(cells)
        fractions = {one.column for one in self._what.get(words, ()) if one.fractions}
        self._what[words] = tuple(self._value(one, fractions) for one in taken)

    def counted(self) -> list[tuple[Row, int]]:
        """Return for every region a row of it and how many were taken since it was last asked."""
        found = [(one.row, one.count) for one in self._whose.values() if one.count]
        for one in self._whose.values():
            one.count = 0
        return found

    def _blank(self, region: str, period: int, one: _Value, index: int) -> Blank:
        cell = f"{one.letters}{index + 1}"
        return Blank(region, period, one.indicator, one.basis, one.source, "", self._sheet, cell)

    def _value(self, one: Observation, fractions: set[int]) -> _Value:
        letters = one.cell.rstrip("0123456789")
        column = self._values[letters]
        with_point = "." in one.raw or column in fractions
        return _Value(column, letters, one.indicator, one.basis, one.source, with_point)

    def _plain(self, row: Row, cells: Sequence[str], taken: Sequence[Observation]) -> bool:
        """Whether a row's values follow from its own labels, as they stand."""
        if row.kind is not RowKind.DATA or row.carried is not None or not row.regions:
            return False
        if {one.cell.rstrip("0123456789") for one in taken} != self._values.keys():
            return False
        if len({one.period for one in taken}) != 1 or {one.region for one in taken} - set(
            row.regions
        ):
            return False
        if not all(map(_as_written, taken)):
            return False
        return all(
            self._names_only(cells[one.index]) for one in self._frame.table.of(Role.INDICATOR)
        )

    def _names_only(self, label: str) -> bool:
        """Whether a row's label names neither a region nor a month beside its indicator."""
        said = self._frame.context.words.read((label,))
        return bool(label.strip()) and not (said.region or said.month or said.year)

    def _passed_over(self, cells: Sequence[str]) -> bool:
        """Count what is only compared; a number in an unknown column is to be told of."""
        roles = {one.index: one.heading.role for one in self._frame.table.columns}
        texts = [
            (roles[column], text) for column in self._others if (text := cells[column].strip())
        ]
        if any(role is Role.UNKNOWN and numeric(text) for role, text in texts):
            return False
        self._tally.checked += sum(role is not Role.UNKNOWN for role, _ in texts)
        return True

    def _fit(self, frame: Frame) -> bool:
        table = frame.table
        columns = table.columns
        if frame.kind is Kind.TARGETS or frame.context.january == "merged" or not self._values:
            return False
        if any(one.heading.region or one.heading.month for one in columns):
            return False
        return bool(table.of(Role.REGION) or table.of(Role.REGION_CODE)) and (
            len(table.of(Role.INDICATOR)) <= 1
        )

    def _cells(self, *roles: Role) -> _Cells:
        indices = [one.index for role in roles for one in self._frame.table.of(role)]
        return itemgetter(*indices) if indices else _nothing


def _as_written(one: Observation) -> bool:
    """Whether a value shows that the column's unit is the one that is kept: 0 is 0 in any."""
    return bool(PLAIN.fullmatch(one.raw)) and one.value == Decimal(one.raw) != 0


def _nothing(_: Sequence[str]) -> None:
    """Return what all rows say in no column."""
