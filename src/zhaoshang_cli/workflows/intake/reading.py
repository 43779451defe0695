"""Open files and read them, one after the other: what ingest, inspect and return share."""

import getpass
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returned import Explanation
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.embedded import merged, unwrap
from zhaoshang_cli.readers.files.books import LongText, Rejected, Source, open_sources, read_book
from zhaoshang_cli.readers.files.shape import CELLS
from zhaoshang_cli.readers.long.file import look_through
from zhaoshang_cli.readers.long.reading import LongReading
from zhaoshang_cli.readers.profiles import Profile, load_profiles, over, profile_for
from zhaoshang_cli.readers.sheet import Book
from zhaoshang_cli.readers.understand import understand
from zhaoshang_cli.workflows.intake.files import name_of
from zhaoshang_cli.workflows.intake.profiles import applied
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Read:
    """One file, opened and read."""

    path: Path
    name: str
    result: Reading | ZsError
    """All of it at once; of a text too long to be held, why that cannot be had."""

    book: Book | None = None
    """None for a text too long to be held."""

    data: bytes = b""
    identity: tuple[str, ...] = ()
    """What a form of ours says of itself."""

    long: LongReading | None = None
    """A text too long to be held."""

    original: Path | bytes = b""
    """Where the file is; its bytes, of a member of an archive."""

    @property
    def outline(self) -> Reading:
        """How the file is read; of a long text, without what it holds.

        Raises:
            ZsError: Why the file cannot be read.
        """
        if self.long is not None:
            return self.long.outline
        if isinstance(self.result, ZsError):
            raise self.result
        return self.result

    @property
    def parts(self) -> Iterator[Reading]:
        """What the file holds, in the order of its rows: of a long text in parts, once.

        Raises:
            ZsError: Why the file cannot be read, or cannot be read to its end.
        """
        return iter((self.outline,)) if self.long is None else self.long.parts()


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


def actor() -> str:
    """Return who runs zs, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知"


def readings(workspace: Workspace, paths: Sequence[Path], decisions: Decisions) -> Iterator[Read]:
    """Read every file, and every file inside an archive.

    What cannot be read comes with its error: one bad file does not stop the others. What the user
    decides goes before what a form says of itself, and that before the sender's profile.

    Raises:
        ZsError: ``profile-wrong`` or ``profile-unknown``.
    """
    context, profiles = context_of(workspace), load_profiles(workspace.profiles)
    for path in paths:
        for source in open_sources(path, name=name_of(workspace, path)):
            given = _Given(context, decisions, profiles)
            if isinstance(source, Rejected):
                yield Read(path, source.name, source.error)
            elif isinstance(source, LongText):
                yield _read_long(path, source, given)
            else:
                yield _read(path, source, given)


@dataclass(frozen=True, slots=True)
class _Given:
    """What every file of a run is read with."""

    context: Context
    decisions: Decisions
    profiles: Sequence[Profile]


def _read(path: Path, source: Source, given: _Given) -> Read:
    opened = read_book(source)
    if isinstance(opened, Rejected):
        return Read(path, source.name, opened.error)
    embedded = unwrap(opened)
    profile = profile_for(embedded.book, given.profiles)
    decisions = merged(given.decisions, embedded.decisions)
    if profile is not None:
        decisions = over(decisions, profile.decisions)
    try:
        reading = understand(embedded.book, given.context, decisions)
    except ZsError as error:
        return Read(path, source.name, error, embedded.book, source.data, embedded.identity)
    told = [_explained(source.name, one) for one in embedded.explanations]
    told += [] if profile is None else [applied(source.name, profile)]
    whole = replace(reading, findings=(*reading.findings, *told)) if told else reading
    # A member of an archive is nowhere else.
    original = source.data if source.member else path
    return Read(
        path, source.name, whole, embedded.book, source.data, embedded.identity, original=original
    )


def _read_long(path: Path, source: LongText, given: _Given) -> Read:
    decisions = given.decisions
    try:
        file = look_through(source, given.context)
        if profile := profile_for(file.book, given.profiles):
            decisions = over(decisions, profile.decisions)
        long = file.reading(given.context, decisions)
    except ZsError as error:
        told = ZsError(error.code, error.message, error.place or Place(source.name), error.hint)
        return Read(path, source.name, told)
    if profile is not None:
        long.tell([applied(source.name, profile)])
    original = source.original.content
    return Read(path, source.name, _in_parts_only(source.name), long=long, original=original)


def _in_parts_only(name: str) -> ZsError:
    message = f"表太大，超过 {CELLS} 个单元格，一张退回表放不下"
    hint = "用 zs inspect 看哪些地方要核实，请报送单位改好后重报；或按县区、月份分成几个文件"
    return ZsError("file-too-big", message, Place(name), hint)


def _explained(file: str, one: Explanation) -> Finding:
    """Keep what a county says of a doubtful cell beside the doubts."""
    return Finding(
        "explained",
        Severity.INFO,
        f"报送单位说明{f'“{one.doubted}”' if one.doubted else ''}：{one.text}",
        Place(file, one.sheet or None, one.cell or None),
        raw=one.code or None,
    )
