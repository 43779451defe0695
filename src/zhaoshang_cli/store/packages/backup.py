"""A workspace in one ZIP file with the SHA-256 of everything in it, and back again."""

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from zhaoshang_cli.domain.upkeep import Backup
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.archive import UNREADABLE
from zhaoshang_cli.store.files.disk import digest, spoken, sync
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.store.files.journal import last_entry
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.workspace import Workspace

MANIFEST = "manifest.json"
_SCHEMA = "zs.backup/1"
_CHUNK = 1 << 20
_LONGEST_MANIFEST = 64 * _CHUNK


def back_up(workspace: Workspace, target: Path) -> Backup:
    """Copy a workspace into a new ZIP file, and read it back to make sure.

    Writers wait meanwhile; readers do not.

    Raises:
        ZsError: ``output-exists``, ``store-busy``, ``journal-damaged``, ``disk-full``,
            ``workspace-read-only`` or ``backup-damaged``.
    """
    if target.exists():
        raise ZsError(
            "output-exists", "这个文件已经有了，备份不覆盖", Place(str(target)), "换个文件名"
        )
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what="zs backup"), spoken(target.parent):
        last = last_entry(workspace.journal)
        head = last.hash if last else ""
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with draft.open("xb") as file:
                _write(workspace, file, head)
                file.flush()
                os.fsync(file.fileno())
            files = _verified(draft)
            draft.rename(target)
            sync(target.parent)
        finally:
            draft.unlink(missing_ok=True)
    return Backup(target, len(files), target.stat().st_size, head)


def restore(source: Path, folder: Path) -> Backup:
    """Lay a backup out as a new workspace; it appears whole or not at all.

    Raises:
        ZsError: ``file-missing``, ``restore-exists``, ``backup-damaged``, ``disk-full`` or
            ``workspace-read-only``.
    """
    if not source.is_file():
        raise ZsError("file-missing", "没有这个文件", Place(str(source)), "核对文件名和所在文件夹")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ZsError(
            "restore-exists", "这个文件夹里已有东西，恢复不覆盖", Place(str(folder)), "换个新的文件夹"
        )  # fmt: skip
    with spoken(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
        try:
            manifest = _lay_out(source, draft)
            draft.chmod(0o755)
            for below in (*draft.rglob("*/"), draft):
                sync(below)
            if folder.exists():
                folder.rmdir()
            draft.rename(folder)
            sync(folder.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Backup(source, len(manifest["files"]), source.stat().st_size, str(manifest["head"]))


def _write(workspace: Workspace, file: Any, head: str) -> None:
    listed = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(workspace):
            name = path.relative_to(workspace.path).as_posix()
            stored = zipfile.ZIP_STORED if path.suffix == ".zip" else zipfile.ZIP_DEFLATED
            archive.write(path, name, stored)
            listed.append({"name": name, "bytes": path.stat().st_size, "sha256": digest(path)})
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        manifest = {"schema": _SCHEMA, "made_at": now, "head": head, "files": listed}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _files(workspace: Workspace) -> Iterator[Path]:
    single = (workspace.file, workspace.journal, workspace.store, sums_of(workspace.store))
    yield from (path for path in single if path.is_file())
    for folder in (workspace.archive, workspace.profiles, workspace.templates):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


_SINGLE = {"zs.toml", "zs.duckdb", "zs.sum", "journal.jsonl"}
_FOLDERS = {"archive", "profiles", "templates"}


def _is_ours(name: str) -> bool:
    """Whether a name is one that a backup holds: nothing lands elsewhere."""
    path = PurePosixPath(name)
    plain = "\\" not in name and ":" not in name and ".." not in path.parts
    inside = len(path.parts) > 1 and path.parts[0] in _FOLDERS
    return plain and str(path) == name and (name in _SINGLE or inside)


def _verified(path: Path) -> dict[str, Any]:
    with _opened(path) as (archive, files):
        for name, one in files.items():
            with archive.open(name) as member:
                _check(_digest_of(member) == one["sha256"], path)
    return files


def _digest_of(member: IO[bytes]) -> str:
    found = hashlib.sha256()
    while data := member.read(_CHUNK):
        found.update(data)
    return found.hexdigest()


def _lay_out(source: Path, folder: Path) -> dict[str, Any]:
    with _opened(source) as (archive, files):
        for name, one in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as member, target.open("xb") as file:
                left = int(one["bytes"])
                while data := member.read(_CHUNK):
                    left -= len(data)
                    _check(left >= 0, source)
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _check(digest(target) == one["sha256"], source)
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """Open a backup with the list of what it must hold: just that, and all of it ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive.getinfo(MANIFEST).file_size < _LONGEST_MANIFEST, path)
            manifest = json.loads(archive.read(MANIFEST))
            files = {str(one["name"]): one for one in manifest["files"]}
            _check(manifest["schema"] == _SCHEMA and all(map(_is_ours, files)), path)
            _check(sorted(archive.namelist()) == sorted((*files, MANIFEST)), path)
            _check("zs.toml" in files and isinstance(manifest["head"], str), path)
            yield archive, files
    except ZsError:
        raise
    except (*UNREADABLE, TypeError) as error:
        # A seek to nowhere is damage; what else the system says is about the disk.
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise
        raise _damaged(path) from error


def _check(claim: bool, path: Path) -> None:  # noqa: FBT001
    if not claim:
        raise _damaged(path)


def _damaged(path: Path) -> ZsError:
    return ZsError(
        "backup-damaged",
        "这不是 zs 的备份，或已经损坏",
        Place(str(path)),
        "换一份备份",
    )
