"""Take files into the ledger: find them, read them, record what differs."""

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.intake import FileReport, IngestReport, Status
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.books import Rejected, Source, open_sources, read_book
from zhaoshang_cli.readers.understand import Context, Decisions, understand
from zhaoshang_cli.store.absorb import Arrival, Outcome
from zhaoshang_cli.store.recording import record
from zhaoshang_cli.workspace import Workspace

SUFFIXES = frozenset(
    (
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".et",
        ".ods",
        ".xml",
        ".htm",
        ".html",
        ".zip",
    )
)
"""What is taken from a folder; a file named outright is read whatever its name."""

_Progress = Callable[[int, int], None]


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


def ingest(workspace: Workspace, request: Request, progress: _Progress) -> IngestReport:
    """Take files into the ledger, all in one transaction; unreadable ones are left out.

    Args:
        workspace: Whose ledger.
        request: The files, and what was decided of them.
        progress: Called with how many files are done, and of how many.

    Raises:
        ZsError: ``file-missing`` for a path that is not there; whatever ``record`` raises.
    """
    found, passed_over = find_files(request.paths)
    read = list(_read_all(workspace, found, request, progress))
    arrivals = [arrival for _, arrival in read if isinstance(arrival, Arrival)]
    recorded = record(workspace, arrivals, actor=actor(), command=request.command)
    outcomes = {outcome.reading.file: outcome for outcome in recorded.outcomes}
    files = (
        _rejected(name, result) if isinstance(result, ZsError) else _taken(outcomes[name])
        for name, result in read
    )
    return IngestReport(tuple(files), tuple(map(str, passed_over)))


def next_step(report: IngestReport) -> str:
    """Say what to do after a run."""
    if report.rejected:
        return "按上面的办法改好没有收的文件，再运行一次 zs ingest"
    periods = [
        period for file in report.files if file.kind is Kind.RETURNS for period in file.periods
    ]
    if not periods:
        return "zs status"
    return f"zs status {Period.from_number(max(periods))}"


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files that paths, folders and globs name, and what a folder holds besides.

    Raises:
        ZsError: ``file-missing``.
    """
    taken: dict[Path, Path] = {}
    others: list[Path] = []
    for path in paths:
        for one in _expand(path):
            if one.is_dir():
                inside = sorted(p for p in one.rglob("*") if p.is_file() and not _hidden(p, one))
                taken.update((p.resolve(), p) for p in inside if p.suffix.lower() in SUFFIXES)
                others += [p for p in inside if p.suffix.lower() not in SUFFIXES]
            else:
                taken.setdefault(one.resolve(), one)
    return list(taken.values()), others


def context_of(workspace: Workspace) -> Context:
    """Return what a sheet is read against."""
    settings = workspace.settings
    return Context(
        regions=workspace.regions,
        indicators=workspace.indicators,
        vocabulary=workspace.vocabulary,
        money_unit=settings.units.money,
        foreign_unit=settings.units.foreign,
        january=settings.report.january,
    )


def name_of(workspace: Workspace, path: Path) -> str:
    """Return how a file is called in the ledger: from the workspace, or as it was named."""
    resolved = path.resolve()
    if resolved.is_relative_to(workspace.path.resolve()):
        return resolved.relative_to(workspace.path.resolve()).as_posix()
    return path.as_posix()


def actor() -> str:
    """Return who runs zs, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知"


def _expand(path: Path) -> Iterator[Path]:
    if path.exists():
        yield path
        return
    pattern = path.as_posix()
    if any(mark in pattern for mark in "*?["):
        root = Path(path.anchor) if path.is_absolute() else Path()
        if found := sorted(root.glob(pattern.removeprefix(root.as_posix()).lstrip("/"))):
            yield from found
            return
    raise ZsError("file-missing", "没有这个文件", Place(str(path)), "核对文件名和所在文件夹")


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)


def _read_all(
    workspace: Workspace, paths: Sequence[Path], request: Request, progress: _Progress
) -> Iterator[tuple[str, Arrival | ZsError]]:
    context = context_of(workspace)
    for done, path in enumerate(paths):
        progress(done, len(paths))
        received = _received(path, request)
        for source in open_sources(path, name=name_of(workspace, path)):
            if isinstance(source, Rejected):
                yield source.name, source.error
            else:
                yield source.name, _read(source, context, request, received)
    progress(len(paths), len(paths))


def _read(source: Source, context: Context, request: Request, received: date) -> Arrival | ZsError:
    book = read_book(source)
    if isinstance(book, Rejected):
        return book.error
    try:
        reading = understand(book, context, request.decisions)
    except ZsError as error:
        return error
    return Arrival(reading, source.data, received, dated=request.received_by_file)


def _received(path: Path, request: Request) -> date:
    if request.received_by_file:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    return request.received or datetime.now().astimezone().date()


def _taken(outcome: Outcome) -> FileReport:
    status = Status.UNCHANGED
    if outcome.submission is not None:
        status = Status.REVISED if outcome.changed else Status.STORED
    reading = outcome.reading
    return FileReport(
        reading.file,
        status,
        reading.kind,
        reading.regions,
        reading.periods,
        outcome.submission,
        outcome.added,
        outcome.changed,
        outcome.unchanged,
        outcome.findings,
    )


def _rejected(file: str, error: ZsError) -> FileReport:
    place = error.place or Place(file)
    finding = Finding(error.code, Severity.ERROR, error.message, place, error.hint)
    return FileReport(file, Status.REJECTED, findings=(finding,))
