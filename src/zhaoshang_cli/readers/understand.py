"""A file as sent into values with their places: the whole way from sheets to a reading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.monthly import months_over_totals
from zhaoshang_cli.domain.returns import Kind, Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.layout.assemble import Assembler
from zhaoshang_cli.readers.layout.describe import described, skipped, used
from zhaoshang_cli.readers.layout.facets import Heading, Match, Role
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.framing import Framing
from zhaoshang_cli.readers.layout.grid import Grid
from zhaoshang_cli.readers.layout.harvest import Harvest
from zhaoshang_cli.readers.layout.headers import HeaderFinder
from zhaoshang_cli.readers.layout.surroundings import Surroundings
from zhaoshang_cli.readers.layout.table import Table
from zhaoshang_cli.readers.layout.tables import TableFinder
from zhaoshang_cli.readers.sheet import Book, Sheet

_EMPTY, _NO_ROWS = "空表", "表头下面没有数"
_PROJECTS = "每行是一个项目或企业，不是一个地区的指标"

__all__ = ["Context", "Decisions", "understand"]


def understand(book: Book, context: Context, decisions: Decisions | None = None) -> Reading:
    """Read one file as what it is.

    Args:
        book: The file as sheets of text.
        context: The workspace's regions, indicators, words and declared units.
        decisions: What the user decided; what is not decided is worked out from the file.

    Returns:
        Every value that could be read and placed, with findings for those that could not.

    Raises:
        ZsError: ``period-ambiguous``, ``period-unknown``, ``region-ambiguous``, ``region-unknown``,
            ``reading-ambiguous``, ``level-unknown``, ``mapping-unknown``, ``sheet-unknown``,
            ``sheet-empty``, ``no-known-column`` or ``no-values``.
    """
    return Understanding(book, context, decisions or Decisions()).read()


@dataclass(frozen=True, slots=True)
class Framed:
    """A sheet of which all is settled that holds for whole tables."""

    surroundings: Surroundings
    framing: Framing
    frames: Sequence[Frame]


@dataclass
class Understanding:
    """One file on its way to a reading."""

    book: Book
    context: Context
    decisions: Decisions
    kinds: list[Kind] = field(default_factory=list)
    signatures: dict[str, str] = field(default_factory=dict)
    refused: list[ZsError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.harvest = Harvest(self.book.name)
        self.given = given_headings(self.decisions.mapping, self.context)
        self.rows = self.context.rows

    def read(self) -> Reading:
        """Read all of it."""
        sheets = [self._tried(sheet) for sheet in self.chosen()]
        observations, targets = self.harvest.settled()
        if not observations and not targets:
            raise self.refused[0] if self.refused else self.nothing(sheets)
        kind = max(dict.fromkeys(self.kinds), key=self.kinds.count)
        return Reading(
            self.book.name,
            self.book.sha256,
            self.book.size,
            kind,
            self.book.encoding,
            observations,
            targets,
            self.harvest.blank(),
            (
                *self.book.findings,
                *self.harvest.findings,
                *months_over_totals(self.book.name, observations),
            ),
            {"sheets": sheets},
            self.signatures,
        )

    def chosen(self) -> Iterator[Sheet]:
        """Return the sheets that are to be read.

        Raises:
            ZsError: ``sheet-unknown``.
        """
        wanted = self.decisions.sheets
        names = {sheet.name for sheet in self.book.sheets}
        numbers = {str(number) for number in range(1, len(self.book.sheets) + 1)}
        for name in wanted:
            if name not in names | numbers:
                listed = "、".join(one for one in sorted(names) if one)
                hint = f"有：{listed}" if listed else "这个文件只有一张表，不用写 --sheet"
                raise ZsError("sheet-unknown", f"没有工作表“{name}”", Place(self.book.name), hint)
        for number, sheet in enumerate(self.book.sheets, 1):
            if not wanted or sheet.name in wanted or str(number) in wanted:
                yield sheet

    def _tried(self, sheet: Sheet) -> dict[str, object]:
        """Read a sheet; one that cannot be read takes nothing away from the others."""
        try:
            return self._sheet(sheet)
        except ZsError as error:
            place = error.place or Place(self.book.name, sheet.name or None)
            told = Finding(error.code, Severity.ERROR, error.message, place, error.hint)
            self.refused.append(error)
            self.harvest.findings.append(told)
            return skipped(sheet.name, error.message)

    def _sheet(self, sheet: Sheet) -> dict[str, object]:
        framed = self.framed(sheet)
        if isinstance(framed, str):
            return skipped(sheet.name, framed)
        for frame in framed.frames:
            Assembler(frame).run()
            self.kinds.append(frame.kind)
        self.signatures |= framed.surroundings.signatures
        self.harvest.findings.extend(framed.surroundings.unsigned())
        return used(sheet.name, [described(frame) for frame in framed.frames])

    def framed(self, sheet: Sheet) -> Framed | str:
        """Settle the tables of a sheet; or say why there are none.

        Raises:
            ZsError: What cannot be settled.
        """
        if not any(text.strip() for row in sheet.rows for text in row):
            return _EMPTY
        grid = Grid(sheet)
        finder = HeaderFinder(
            grid, self.context.words, self.context.lines, self.context.amounts.missing, self.given
        )
        header = self.decisions.header_rows
        named = None if header is None else range(header[0] - 1, header[1])
        if named is not None and named.stop >= len(sheet.rows):
            return f"没有第 {named.stop} 行，或它下面没有数"
        tables = TableFinder(finder, self.context.words, self.given).find(named)
        # A single table may have its one indicator in the title only.
        known = tuple(one for one in tables if one.speaks or (len(tables) == 1 and not one.other))
        if not known:
            return _PROJECTS if any(table.other for table in tables) else "没有认识的列"
        surroundings = self.surroundings(grid, known)
        framing = Framing(surroundings, self.decisions, self.rows, self.harvest, self.given)
        frames = [frame for table in known if (frame := framing.frame(table)) is not None]
        return Framed(surroundings, framing, frames) if frames else _NO_ROWS

    def surroundings(self, grid: Grid, tables: tuple[Table, ...]) -> Surroundings:
        """Return what stands round tables."""
        return Surroundings(self.book, grid, self.context, tables)

    def nothing(self, sheets: Sequence[Mapping[str, object]]) -> ZsError:
        """Say why nothing was taken.

        Args:
            sheets: How each was understood.
        """
        place = Place(self.book.name)
        if all(sheet["skipped"] == _EMPTY for sheet in sheets):
            return ZsError("sheet-empty", "表是空的", place, "请报送单位重报")
        if errors := [one for one in self.harvest.findings if one.severity == "error"]:
            message = f"没有一个数能收下：{errors[0].message}"
            return ZsError("no-values", message, errors[0].place, errors[0].hint)
        if any(sheet["tables"] or sheet["skipped"] == _NO_ROWS for sheet in sheets):
            return ZsError("no-values", "认得表头，但下面没有数", place, "请报送单位核对是否填了数")
        return ZsError("no-known-column", *self._unheard(sheets))

    def _unheard(self, sheets: Sequence[Mapping[str, object]]) -> tuple[str, Place, str]:
        """Say why no column was known, where, and what to do."""
        place, told = Place(self.book.name), {str(sheet["skipped"]) for sheet in sheets}
        if _PROJECTS in told:
            hint = '请报送单位按地区和指标报；有一列要收的，用 --map "列名=指标" 指明'
            return _PROJECTS, place, hint
        if self.decisions.header_rows and len(told) == 1:
            return told.pop(), place, "核对 --header-rows，行号从 1 数起"
        return self._seen(), place, self._nearest()

    def _seen(self) -> str:
        words = self._words()
        return f"没有认识的列，看到的是：{'、'.join(words[:8])}" if words else "没有认识的列"

    def _words(self) -> list[str]:
        texts = (
            text.strip() for sheet in self.book.sheets for row in sheet.rows[:8] for text in row
        )
        return list(dict.fromkeys(" ".join(text.split())[:20] for text in texts if text))

    def _nearest(self) -> str:
        near = [
            f"“{word}”是不是{'、'.join(found)}"
            for word in self._words()
            if (found := self.context.indicator_names.nearest(word)[:2])
        ]
        asked = f"{'；'.join(near[:3])}？" if near else ""
        return f'{asked}用 --map "列名=指标" 指明，或用 --header-rows 指明表头在哪几行'


def given_headings(mapping: Mapping[str, str], context: Context) -> dict[str, Heading]:
    """Turn a mapping of columns into headings, by the heading's plain text or the letter.

    Raises:
        ZsError: ``mapping-unknown`` when no indicator has the name.
    """
    given: dict[str, Heading] = {}
    for column, wanted in mapping.items():
        given[plain(column)] = _given(column, wanted.strip(), context)
    return given


def _given(column: str, wanted: str, context: Context) -> Heading:
    if wanted == "-":
        return Heading(Role.IGNORED, match=Match.GIVEN)
    own = context.words.read((column,))
    if basis_alone := context.words.basis_alone(wanted):
        return replace(own, match=Match.GIVEN, basis=basis_alone, basis_by_month=False, clash=False)
    name, _, basis = wanted.partition("/")
    found = context.indicator_names.find(name) or context.indicator_names.find(plain(name))
    said = context.words.read((basis,)) if basis else None
    if found is None or (said is not None and said.basis is None and said.role is not Role.TARGET):
        near = context.indicator_names.nearest(name)
        names = "、".join(one.name for one in context.indicators.values())
        hint = f"是不是{'、'.join(near)}？" if near else f"可以写{names}"
        raise ZsError("mapping-unknown", f"“{column}={wanted}”里没有这样的指标或口径", None, hint)
    return Heading(
        said.role if said and said.role is Role.TARGET else Role.VALUE,
        indicator=found[0],
        match=Match.GIVEN,
        basis=said.basis if said else own.basis,
        unit=own.unit,
    )
