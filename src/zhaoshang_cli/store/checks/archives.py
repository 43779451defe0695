"""Hold the archives against the journal: each file's SHA-256, and each original's inside."""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.store.files.archive import ORIGINALS, UNREADABLE, archive_name, chunks
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.journal import Entry


@dataclass(frozen=True, slots=True)
class Archives:
    """What the archives hold."""

    sound: frozenset[int]
    """The runs whose archive is what was written."""

    originals: int
    """How many files are kept as they came."""

    findings: tuple[Finding, ...]


def examine_archives(folder: Path, entries: Sequence[Entry]) -> Archives:
    """Look at the archive of every line of the journal.

    Args:
        folder: The workspace.
        entries: The lines that are whole.
    """
    sound: set[int] = set()
    findings: list[Finding] = []
    originals = 0
    for entry in entries:
        found, held = _examine(folder / archive_name(entry.seq), entry)
        findings += found
        originals += held
        if not found:
            sound.add(entry.seq)
    return Archives(frozenset(sound), originals, tuple(findings))


def strangers(folder: Path, runs: int) -> list[Finding]:
    """Find files in the archive folder that no line of the journal speaks of."""
    expected = {Path(archive_name(run)).name for run in range(1, runs + 1)}
    found = sorted(path.name for path in folder.glob("*") if path.name not in expected)
    unfinished = Path(archive_name(runs + 1)).name
    return [
        _leftover(name)
        if name == unfinished or name.endswith(".tmp")
        else Finding(
            "archive-extra",
            Severity.ERROR,
            "归档里多出来的文件，流水里没有",
            Place(f"archive/{name}"),
            "不是 zs 放的，移到别处",
        )
        for name in found
    ]


def _examine(path: Path, entry: Entry) -> tuple[list[Finding], int]:
    """Return what is wrong with one archive, and how many originals it holds."""
    name = f"archive/{path.name}"
    if not path.is_file():
        return [_damaged(name, f"第 {entry.seq} 批的归档不见了")], 0
    if digest(path) == entry.body.get("sha256"):
        return list(_disagreeing(path, entry)), len(_named(entry))
    changed = list(_changed_inside(path))
    told = f"，坏在 {'、'.join(changed)}" if changed else ""
    return [_damaged(name, f"第 {entry.seq} 批的归档与当初写下的不同{told}")], 0


def _disagreeing(path: Path, entry: Entry) -> Iterator[Finding]:
    """Find originals that are not what their name says, or are not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            held = {
                name.removeprefix(ORIGINALS): _digest(archive, name)
                for name in archive.namelist()
                if name.startswith(ORIGINALS)
            }
    except UNREADABLE:
        yield _damaged(f"archive/{path.name}", "归档读不出来")
        return
    for sha256, file in _named(entry).items():
        if held.get(sha256) != sha256:
            yield _damaged(f"archive/{path.name}!{file}", "这个文件的原件缺失或被改过")
    for sha256 in sorted(held.keys() - _named(entry).keys()):
        yield _damaged(f"archive/{path.name}!{sha256}", "多出来的原件，流水里没有")


def _named(entry: Entry) -> dict[str, str]:
    """Return the originals that a line of the journal names, with their file names."""
    return {str(one["sha256"]): str(one["file"]) for one in entry.body.get("files", ())}


def _changed_inside(path: Path) -> Iterator[str]:
    """Name the members that cannot be read, or are not what their name says."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not _reads(archive, name):
                    yield name
    except UNREADABLE:
        return


def _reads(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        found = _digest(archive, name)
    except UNREADABLE:
        return False
    wanted = name.removeprefix(ORIGINALS)
    return not name.startswith(ORIGINALS) or found == wanted


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as member:
        for data in chunks(member):
            found.update(data)
    return found.hexdigest()


def _damaged(name: str, message: str) -> Finding:
    hint = "从备份找回这个归档，放回原处"
    return Finding("archive-damaged", Severity.ERROR, message, Place(name), hint)


def _leftover(name: str) -> Finding:
    message = "没有做完的一次运行留下的归档，从来没有算数"
    hint = "不用管，下次收数时换掉"
    return Finding("leftover", Severity.INFO, message, Place(f"archive/{name}"), hint)
