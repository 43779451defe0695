"""Files in one ZIP with the SHA-256 of each, made the same to the byte, and laid out bounded."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.archive import UNREADABLE
from zhaoshang_cli.store.files.disk import spoken, sync

MANIFEST = "manifest.json"
SCHEMA = "zs.bundle/1"
MOST_FILES = 200_000
LARGEST = 16 << 30
RATIO = 200
_RATIO_MATTERS_FROM = 64 << 20
_LONGEST_MANIFEST = 64 << 20
_CHUNK = 1 << 20
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Laid:
    """A package that was laid out in a folder."""

    manifest: Mapping[str, Any]
    files: int
    wrong: tuple[str, ...]
    """What is missing, extra, unreadable or not what the manifest says."""


def write_package(
    target: Path, files: Mapping[str, Path | bytes], about: Mapping[str, object]
) -> None:
    """Write a package whole or not at all; the same files give the same bytes.

    Args:
        target: Where it goes; it must not exist.
        files: What goes in, by name.
        about: What the manifest says besides the list of files.

    Raises:
        ZsError: ``output-exists``, ``disk-full`` or ``workspace-read-only``.
    """
    if target.exists():
        raise ZsError("output-exists", "这个文件已经有了，不覆盖", Place(str(target)), "换个文件名")
    with spoken(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with draft.open("xb") as file:
                _write(file, files, about)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(target)
            sync(target.parent)
        finally:
            draft.unlink(missing_ok=True)


def lay_out(source: Path, folder: Path) -> Laid:
    """Lay a package out in an empty folder, checking every entry on the way.

    Raises:
        ZsError: ``file-missing``, or ``bundle-damaged`` for what is no package, is larger than
            any, or names a place outside the folder.
    """
    if not source.is_file():
        raise ZsError("file-missing", "没有这个文件", Place(str(source)), "核对文件名和所在文件夹")
    with _opened(source) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        _require_inside(archive.infolist(), source)
        manifest = _manifest(archive, source)
        listed = {str(one["name"]): one for one in manifest["files"]}
        wrong = sorted((parts.keys() - {MANIFEST}) ^ listed.keys())
        for name in sorted(parts.keys() & listed.keys()):
            if _lay(archive, parts[name], folder / name) != str(listed[name]["sha256"]):
                wrong.append(name)
        for name in parts:
            _require_bounded_inside(folder / name)
    return Laid(manifest, len(listed), tuple(sorted(wrong)))


def _write(file: IO[bytes], files: Mapping[str, Path | bytes], about: Mapping[str, object]) -> None:
    listed = []
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(files):
            size, digest = _add(archive, name, files[name])
            listed.append({"name": name, "bytes": size, "sha256": digest})
        manifest = {"schema": SCHEMA, **about, "files": listed}
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        _add(archive, MANIFEST, text.encode())


def _add(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> tuple[int, str]:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.create_system = 3
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".zip") else zipfile.ZIP_DEFLATED
    size, digest = 0, hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as member:
        for data in _chunks(content):
            size += len(data)
            digest.update(data)
            member.write(data)
    return size, digest.hexdigest()


def _chunks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while data := file.read(_CHUNK):
            yield data


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (*UNREADABLE, TypeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _damaged(path, "打不开或读不全") from error


def _require_inside(parts: list[zipfile.ZipInfo], path: Path) -> None:
    """Check the table of contents before anything is unpacked."""
    _require_bounded(parts, path)
    names = [part.filename for part in parts]
    if len({name.casefold() for name in names}) < len(names):
        raise _damaged(path, "有两个同名的文件")
    if strange := [name for name in names if not _stays_inside(name)]:
        raise _damaged(path, f"文件名指到外面去：{strange[0][:80]!r}")


def _require_bounded(parts: list[zipfile.ZipInfo], path: Path) -> None:
    """Refuse what would fill the disk or the memory.

    Declared sizes may be trusted this far: ``zipfile`` never unpacks more than was declared.
    """
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_FILES or size > LARGEST:
        raise _damaged(path, "里面的东西太多")
    if size > _RATIO_MATTERS_FROM and size > RATIO * packed:
        raise _damaged(path, "压缩得不像真的")


def _require_bounded_inside(path: Path) -> None:
    """Look into an archive within the package; one that cannot be opened is for the audit."""
    if path.suffix == ".zip" and zipfile.is_zipfile(path):
        with suppress(*UNREADABLE), zipfile.ZipFile(path) as archive:
            _require_bounded(archive.infolist(), path)


def _stays_inside(name: str) -> bool:
    """Whether a name can only mean a place below the folder, on any system."""
    path = PurePosixPath(name)
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|') and len(name) < _LONGEST_NAME
    return plain and str(path) == name and not path.is_absolute() and ".." not in path.parts


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise _damaged(path, "清单太长")
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise _damaged(path, "清单不是核验包的清单")
    return manifest


def _lay(archive: zipfile.ZipFile, part: zipfile.ZipInfo, target: Path) -> str:
    """Unpack an entry; return its SHA-256, empty where it cannot be read."""
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(part) as member, target.open("xb") as file:
            while data := member.read(_CHUNK):
                digest.update(data)
                file.write(data)
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        return ""
    return digest.hexdigest()


def _damaged(path: Path, what: str) -> ZsError:
    return ZsError(
        "bundle-damaged",
        f"这不是 zs 的核验包，或已经损坏：{what}",
        Place(str(path)),
        "请对方用 zs bundle 重新做一份，原样传来",
    )
