"""The second time through a long text: every row, with what the first look had settled."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.layout.assemble import Assembler
from zhaoshang_cli.readers.layout.describe import described, used
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.grid import Grid
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.long.pairs import Months, UncheckedRates, unchecked
from zhaoshang_cli.readers.long.passing import Passing
from zhaoshang_cli.readers.long.running import Flow, RunningChecks, Taken
from zhaoshang_cli.readers.long.survey import Survey
from zhaoshang_cli.readers.long.swift import Swift
from zhaoshang_cli.readers.long.watch import Watch
from zhaoshang_cli.readers.long.window import Window
from zhaoshang_cli.readers.sheet import Book, Sheet
from zhaoshang_cli.readers.understand import Framed, Understanding

_MOST_TOLD = 256
"""Rows left out that are kept to be told of."""


@dataclass
class LongReading:
    """The reading of a long text, of which all is settled but the values."""

    book: Book
    survey: Survey
    blocks: Callable[[], Iterator[list[list[str]]]]
    """Called for all rows of the text."""

    understanding: Understanding
    framed: Framed
    settled: Frame
    _left_out: list[Row] = field(default_factory=list)
    _told: list[Finding] = field(default_factory=list)
    _handed_on: bool = False
    """Whether any value was."""

    _error: Finding | None = None
    """The first of its errors."""

    def __post_init__(self) -> None:
        self.outline = self._reading(((), (), (), self.book.findings), self._layout(self.settled))
        """How it is read, without what it holds."""

    def tell(self, findings: Iterable[Finding]) -> None:
        """Add findings about the file as a whole, to be handed on with the last part."""
        self._told += findings

    def parts(self, size: int = 20_000) -> Iterator[Reading]:
        """Read all rows; once.

        Args:
            size: How many values, blanks and findings make a part, about.

        Yields:
            What was taken, in the order of the rows. A value that stands twice is in it twice.
            The layout of the last part tells of the whole.

        Raises:
            ZsError: ``no-values``; ``reading-ambiguous`` where later rows do not bear out how the
                first were read; ``file-changed``.
        """
        flow = Flow(self.book.name)
        window, frame = self._opened(flow)
        assembler = self._assembler(window, frame)
        months = Months(self.book.name)
        layout = self.outline.layout
        flow.findings += self.book.findings
        for _ in self._passed(window, frame, assembler, flow, size):
            flow.findings += months.look(flow.values)
            assembler.forget()
            yield self._reading(self._taken(flow), layout)
        assembler.comparing.rest()
        flow.findings += [*months.look(flow.values), *self._unchecked(assembler, months)]
        flow.findings += [*self.framed.surroundings.unsigned(), *self._told]
        last = self._reading(self._taken(flow), self._layout(frame))
        if not self._handed_on:
            raise self._nothing(last)
        yield last

    def _passed(
        self, window: Window, frame: Frame, assembler: Assembler, flow: Flow, size: int
    ) -> Iterator[None]:
        """Let all rows pass; stop whenever enough was taken."""
        passing = Passing(window, assembler, Swift(frame, assembler, flow), flow)
        watch = Watch(self.framed.framing, self.settled, frame)
        indices = passing.indices(frame.table.body.start, size)
        for row in self.understanding.rows.read(frame.table, indices):
            if not passing.taken(row):
                placed = watch.placed(row)
                if placed.kind is not RowKind.DATA and len(self._left_out) < _MOST_TOLD:
                    self._left_out.append(placed)
                passing.take(placed)
            if flow.size >= size:
                yield
        watch.add(passing.swift.counted())
        watch.bear_out()
        window.finish()

    def _opened(self, flow: Flow) -> tuple[Window, Frame]:
        """Set the table in the whole text."""
        table, survey = self.settled.table, self.survey
        start = table.body.start
        for row in self.settled.rows:
            if row.why != "栏号":
                break
            start = row.index + 1
            self._left_out.append(row)
        head = survey.rows[: max(start, (table.unit_row or 0) + 1)]
        window = Window(head, (survey.height, survey.width), self.blocks())
        whole = replace(table, grid=Grid(Sheet("", window)), body=range(start, survey.height))
        return window, replace(self.settled, table=whole, harvest=flow)

    def _assembler(self, window: Window, frame: Frame) -> Assembler:
        assembler = Assembler(frame, RunningChecks(frame, window))
        if frame.planner.about.rated_rows:
            assembler.comparing.rates = UncheckedRates(frame)
        return assembler

    def _unchecked(self, assembler: Assembler, months: Months) -> Iterator[Finding]:
        rates = assembler.comparing.rates
        if isinstance(rates, UncheckedRates) and rates.count:
            yield unchecked(self.book.name, f"有 {rates.count} 个比率没有核对")
        if months.unchecked:
            yield unchecked(self.book.name, "有的本月和累计相隔太远，没有互相核对")

    def _taken(self, flow: Flow) -> Taken:
        taken = observations, targets, _, findings = flow.handed_on()
        self._handed_on = self._handed_on or bool(observations or targets)
        if self._error is None:
            self._error = next((one for one in findings if one.severity is Severity.ERROR), None)
        return taken

    def _layout(self, frame: Frame) -> dict[str, object]:
        body = range(self.settled.table.header.stop, self.survey.height)
        told = replace(frame, table=replace(self.settled.table, body=body), rows=self._left_out)
        return {"sheets": [used("", [described(told)])]}

    def _reading(self, taken: Taken, layout: dict[str, object]) -> Reading:
        book = self.book
        return Reading(
            book.name,
            book.sha256,
            book.size,
            self.settled.kind,
            book.encoding,
            *taken,
            layout,
            dict(self.framed.surroundings.signatures),
        )

    def _nothing(self, last: Reading) -> ZsError:
        if self._error is not None:
            self.understanding.harvest.findings.append(self._error)
        sheets = last.layout["sheets"]
        assert isinstance(sheets, list)  # noqa: S101 - as it was made
        return self.understanding.nothing(sheets)
