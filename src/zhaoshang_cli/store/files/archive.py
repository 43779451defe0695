"""One archive a run: the originals by SHA-256, and what was accepted from them, as CSV.

The DuckDB file can be made again from the archives and the journal alone, without reading a
single county sheet a second time.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from zhaoshang_cli.errors import Place, ZsError, reason
from zhaoshang_cli.store.files.disk import sync

ORIGINALS = "originals/"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (b"PK\x03\x04",)
"""Workbooks and ZIP files are stored as they are."""

_CHUNK = 1 << 20

UNREADABLE = (
    OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What ``zipfile`` raises on damaged bytes; encryption that never was is a RuntimeError."""


def archive_name(run: int) -> str:
    """Return the path of a run's archive, from the workspace."""
    return f"archive/{run:06}.zip"


def write_archive(
    path: Path, entries: Mapping[str, Path | bytes], originals: Iterable[tuple[str, Path]]
) -> None:
    """Write a run's archive whole or not at all: a temporary file, synced, then renamed.

    Args:
        path: Where it goes. One left by a run that was never acknowledged is replaced.
        entries: What was accepted: names in the archive, and their bytes or where those are.
        originals: The files as they came: SHA-256 and place.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
        ZsError: ``file-changed``.
    """
    if not path.parent.exists():
        path.parent.mkdir()
        sync(path.parent.parent)
    draft = path.with_suffix(".tmp")
    try:
        with draft.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                for name, content in entries.items():
                    _add(archive, name, _size(content), _read(content))
                for sha256, original in _once(originals):
                    with _at_hand(original):
                        size = _size(original)
                    _add(archive, ORIGINALS + sha256, size, _unchanged(original, sha256))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def read_archive(path: Path) -> dict[str, bytes]:
    """Return what a run accepted: the archive's entries without the originals.

    Raises:
        ZsError: ``archive-damaged``.
    """
    with opened(path) as archive:
        names = [name for name in archive.namelist() if not name.startswith(ORIGINALS)]
        return {name: archive.read(name) for name in names}


def read_original(path: Path, sha256: str) -> bytes:
    """Return a file as it came.

    Raises:
        ZsError: ``archive-damaged``.
    """
    with opened(path) as archive:
        data = archive.read(ORIGINALS + sha256)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise archive_damaged(path)
    return data


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive to read it.

    Raises:
        ZsError: ``archive-damaged``, for whatever goes wrong in reading.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except UNREADABLE as error:
        raise archive_damaged(path) from error


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file, some at a time."""
    while data := file.read(_CHUNK):
        yield data


def archive_damaged(path: Path) -> ZsError:
    """Say that an archive is missing or is not what was written."""
    return ZsError(
        "archive-damaged",
        "这一批的原件归档缺失或损坏",
        Place(str(path)),
        "从备份找回这个文件，放回原处",
    )


def _once(originals: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    """Leave out what came twice."""
    seen = set()
    for sha256, original in originals:
        if sha256 not in seen:
            seen.add(sha256)
            yield sha256, original


def _size(content: Path | bytes) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _read(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        yield from chunks(file)


def _unchanged(original: Path, sha256: str) -> Iterator[bytes]:
    """Yield the bytes of a file that was read before, and make sure that it is still the same."""
    found = hashlib.sha256()
    with _at_hand(original):
        for data in _read(original):
            found.update(data)
            yield data
    if found.hexdigest() != sha256:
        raise _changed(original, "读过以后又被改过")


@contextmanager
def _at_hand(original: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _changed(original, f"读过以后又读不到了：{reason(error)}") from error


def _changed(original: Path, what: str) -> ZsError:
    return ZsError(
        "file-changed",
        f"这个文件{what}，这一批都没有写入",
        Place(str(original)),
        "等别的程序改完、存好、关掉，再运行一次",
    )


def _add(archive: zipfile.ZipFile, name: str, size: int, content: Iterator[bytes]) -> None:
    first = next(content, b"")
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.external_attr = 0o600 << 16
    info.file_size = size
    stored = first.startswith(_COMPRESSED)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as member:
        for data in chain((first,), content):
            member.write(data)
