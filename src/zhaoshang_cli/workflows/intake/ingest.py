"""Take files into the ledger: find them, read them, record what differs."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from zhaoshang_cli.domain.effect import Effect
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.intake import FileReport, IngestReport, Status, ValueChange
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind, Reading
from zhaoshang_cli.errors import ExitStatus, Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.runs.arrival import Arrival, Change, Filed, Outcome
from zhaoshang_cli.store.runs.recording import Recorded, record
from zhaoshang_cli.store.runs.spool import Spool, spooling
from zhaoshang_cli.workflows.intake.effects import effects
from zhaoshang_cli.workflows.intake.files import find_files
from zhaoshang_cli.workflows.intake.profiles import keep, learned, require_saveable
from zhaoshang_cli.workflows.intake.reading import Read, actor, readings
from zhaoshang_cli.workspace import Workspace

_Progress = Callable[[int, int], None]

_SELDOM = 50_000
"""So many new objects between two looks for garbage."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to take in, and how."""

    paths: Sequence[Path]
    decisions: Decisions = field(default_factory=Decisions)
    received: date | None = None
    """The day the files came in; None for today."""

    received_by_file: bool = False
    """The day each file came in is the date of the file itself."""

    command: str = "zs ingest"
    profile: str | None = None
    """The name under which what was decided is kept for the sender's next file."""


def ingest(workspace: Workspace, request: Request, progress: _Progress) -> IngestReport:
    """Take files into the ledger, all in one transaction; unreadable ones are left out.

    Args:
        workspace: Whose ledger.
        request: The files, and what was decided of them.
        progress: Called with how many files are done, and of how many.

    Raises:
        ZsError: ``file-missing`` for a path that is not there; whatever ``record`` raises, and
            what ``require_saveable`` and ``learned`` raise.
    """
    if request.profile is not None:
        require_saveable(workspace, request.profile, request.decisions)
    with spooling(workspace) as spool:
        batch = _read_batch(workspace, request, spool, progress)
        profile = None
        if request.profile is not None and batch.read:
            profile = learned(request.profile, batch.read, request.decisions)
        recorded = record(workspace, spool, actor=actor(), command=request.command)
    if profile is not None:
        keep(workspace, profile)
    return replace(batch.report(recorded), profile=None if profile is None else profile.name)


def plan(
    workspace: Workspace, request: Request, progress: _Progress
) -> tuple[IngestReport, tuple[Effect, ...]]:
    """Say what ``ingest`` would do, value by value, and write nothing.

    Returns:
        The report, with every change; and what becomes of the headline indicators and the ranks.

    Raises:
        ZsError: As for ``ingest``.
    """
    found: list[Effect] = []

    def compare(draft: Path) -> None:
        with open_ledger(workspace) as before, open_ledger(workspace, store=draft) as after:
            rows = after.ask(load_metric("periods_since"), {"after": before.as_of})
            touched = [(row["period"], _AMONG[row["source"]]) for row in rows]
            found.extend(effects(workspace, before, after, touched))

    with spooling(workspace) as spool:
        batch = _read_batch(workspace, request, spool, progress)
        recorded = record(workspace, spool, actor=actor(), command=request.command, preview=compare)
    return batch.report(recorded, planned=True), tuple(found)


_AMONG = {"county": "children", "province": "province"}


@dataclass(frozen=True, slots=True)
class _Batch:
    """The files of a run, read."""

    results: tuple[tuple[str, Filed | ZsError], ...]
    """Every file by name, in the order in which they were found."""

    read: tuple[Reading, ...]
    """How they were read, without what they hold; only where a profile is to be saved."""

    passed_over: tuple[str, ...]

    def report(self, recorded: Recorded, *, planned: bool = False) -> IngestReport:
        # Two files may be called alike: one from the workspace, one from where zs was started.
        outcomes = {outcome.filed.number: outcome for outcome in recorded.outcomes}
        files = (
            _rejected(name, result)
            if isinstance(result, ZsError)
            else _taken(outcomes[result.number], planned=planned)
            for name, result in self.results
        )
        changes = (change for outcome in recorded.outcomes for change in outcome.changes)
        told = sorted(map(_itemised, changes), key=_place_on_sheet)
        return IngestReport(tuple(files), self.passed_over, tuple(told))


def _place_on_sheet(change: ValueChange) -> tuple[str, str, int, int, str]:
    """Order changes as whoever holds the sheet reads it: file by file, line by line."""
    place = change.place
    cell = place.cell or ""
    letters = cell.rstrip("0123456789")
    return place.file, place.sheet or "", int(cell[len(letters) :] or 0), len(letters), letters


def _itemised(change: Change) -> ValueChange:
    return ValueChange(
        change.place,
        change.region,
        change.period,
        change.year,
        change.indicator,
        change.basis,
        change.previous,
        change.value,
    )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: what a file was read into goes by itself when it is laid down."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _read_batch(
    workspace: Workspace, request: Request, spool: Spool, progress: _Progress
) -> _Batch:
    found, passed_over = find_files(request.paths)
    places = {path: place for place, path in enumerate(found)}
    results: list[tuple[str, Filed | ZsError]] = []
    learning: list[Reading] = []
    with _seldom_collecting():
        for read in readings(workspace, found, request.decisions):
            progress(places[read.path], len(found))
            results.append((read.name, _taken_down(spool, read, request)))
            if request.profile is not None and isinstance(results[-1][1], Filed):
                learning.append(replace(read.outline, observations=(), targets=(), blanks=()))
    progress(len(found), len(found))
    return _Batch(tuple(results), tuple(learning), tuple(map(str, passed_over)))


def _taken_down(spool: Spool, read: Read, request: Request) -> Filed | ZsError:
    try:
        parts = read.parts
    except ZsError as error:
        return error
    received = _received(read.path, request)
    return spool.take(Arrival(parts, read.original, received, dated=request.received_by_file))


def status(report: IngestReport, *, strict: bool) -> ExitStatus:
    """Return the status to leave with."""
    if report.rejected:
        return ExitStatus.INPUT
    return ExitStatus.FINDINGS if strict and report.quarantined else ExitStatus.OK


def next_step(report: IngestReport, *, planned: bool) -> str:
    """Say what to do after a run."""
    if not report.files:
        return "把报表放进这个文件夹，或直接写出文件名；现在没有一个能读的表格文件"
    if report.rejected:
        return "按上面的办法改好没有收的文件，再运行一次 zs ingest"
    return _after_plan(report) if planned else _after_run(report)


def _after_run(report: IngestReport) -> str:
    if report.quarantined:
        return "zs quarantine，看没有收进来的格子和改法"
    periods = [
        period for file in report.files if file.kind is Kind.RETURNS for period in file.periods
    ]
    return f"zs status {Period.from_number(max(periods))}" if periods else "zs status"


def _after_plan(report: IngestReport) -> str:
    if all(file.status is Status.UNCHANGED for file in report.files):
        return "台账里已经是这些数，没有要写入的"
    return "同样的命令去掉 --plan，就照此写入"


def _received(path: Path, request: Request) -> date:
    if request.received_by_file:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    return request.received or datetime.now().astimezone().date()


def _taken(outcome: Outcome, *, planned: bool) -> FileReport:
    status = Status.UNCHANGED
    if outcome.submission is not None:
        status = Status.REVISED if outcome.changed else Status.STORED
        status = Status.PLANNED if planned else status
    filed = outcome.filed
    return FileReport(
        filed.file,
        status,
        filed.kind,
        filed.regions,
        filed.periods,
        outcome.submission,
        outcome.added,
        outcome.changed,
        outcome.unchanged,
        outcome.findings,
        filed.told.unlisted,
    )


def _rejected(file: str, error: ZsError) -> FileReport:
    place = error.place or Place(file)
    finding = Finding(error.code, Severity.ERROR, error.message, place, error.hint)
    return FileReport(file, Status.REJECTED, findings=(finding,))
