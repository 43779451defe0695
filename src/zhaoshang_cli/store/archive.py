"""One archive a run: the originals by SHA-256, and what was accepted from them, as CSV.

The DuckDB file can be made again from the archives and the journal alone, without reading a
single county sheet a second time.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.disk import sync

ORIGINALS = "originals/"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (b"PK\x03\x04",)
"""Workbooks and ZIP files are stored as they are."""

UNREADABLE = (
    OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What ``zipfile`` raises on damaged bytes; encryption that never was is a RuntimeError."""


def archive_name(run: int) -> str:
    """Return the path of a run's archive, from the workspace."""
    return f"archive/{run:06}.zip"


def write_archive(
    path: Path, entries: Mapping[str, bytes], originals: Iterable[tuple[str, bytes]]
) -> None:
    """Write a run's archive whole or not at all: a temporary file, synced, then renamed.

    Args:
        path: Where it goes. One left by a run that was never acknowledged is replaced.
        entries: What was accepted: file names in the archive and their bytes.
        originals: The files as they came: SHA-256 and bytes.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
    """
    if not path.parent.exists():
        path.parent.mkdir()
        sync(path.parent.parent)
    draft = path.with_suffix(".tmp")
    try:
        with draft.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                for name, data in entries.items():
                    _add(archive, name, data)
                for sha256, data in dict(originals).items():
                    _add(archive, ORIGINALS + sha256, data)
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
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.startswith(ORIGINALS)]
            return {name: archive.read(name) for name in names}
    except UNREADABLE as error:
        raise archive_damaged(path) from error


def read_original(path: Path, sha256: str) -> bytes:
    """Return a file as it came.

    Raises:
        ZsError: ``archive-damaged``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            data = archive.read(ORIGINALS + sha256)
    except UNREADABLE as error:
        raise archive_damaged(path) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise archive_damaged(path)
    return data


def archive_damaged(path: Path) -> ZsError:
    """Say that an archive is missing or is not what was written."""
    return ZsError(
        "archive-damaged",
        "这一批的原件归档缺失或损坏",
        Place(str(path)),
        "从备份找回这个文件，放回原处",
    )


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.external_attr = 0o600 << 16
    stored = data.startswith(_COMPRESSED)
    archive.writestr(info, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 6)
