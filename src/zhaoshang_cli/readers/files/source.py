"""The bytes of a file and where they came from; an archive of files is taken apart."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.errors import Place, ZsError, reason
from zhaoshang_cli.readers.long.streamed import Original
from zhaoshang_cli.readers.long.text import LongText, begins_as_table, too_long

LARGEST = 200 << 20
"""Files beyond this are not read into memory; of text, a part at a time is."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it arrived; ``data`` is what the archive of originals keeps."""

    name: str
    data: bytes
    sha256: str
    findings: tuple[Finding, ...] = ()
    """What was noticed on the way to the file: members of an archive that were passed over."""

    member: bool = False
    """It is part of an archive, and nowhere on the disk by itself."""

    @classmethod
    def of(
        cls, name: str, data: bytes, findings: tuple[Finding, ...] = (), *, member: bool = False
    ) -> Self:
        """Return bytes as a source."""
        return cls(name, data, sha256(data).hexdigest(), findings, member)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that cannot be read, and why; the others go on."""

    name: str
    error: ZsError
    """Its place is the file."""

    @classmethod
    def of(cls, name: str, error: ZsError) -> Self:
        """Return a rejection whose error names the file."""
        return cls(name, ZsError(error.code, error.message, Place(name), error.hint))


def load(path: Path, name: str) -> Source | LongText | Rejected:
    """Read a file from the disk; one that is text and too large stays there."""
    try:
        content = _content(path)
        if isinstance(content, Original):
            return LongText(name, content)
        return Source.of(name, content)
    except ZsError as error:
        return Rejected.of(name, error)
    except OSError as error:
        missing = ZsError(
            "file-missing", f"读不到这个文件：{reason(error)}", hint="检查文件的读取权限"
        )
        return Rejected.of(name, missing)


def _content(path: Path) -> bytes | Original:
    if not path.exists():
        raise ZsError("file-missing", "没有这个文件", hint="检查路径和文件名")
    if not path.is_file():
        what = "这是一个文件夹" if path.is_dir() else "这不是普通文件"
        raise ZsError("file-missing", what, hint="写出文件夹里的文件名，例如 文件夹/*.xlsx")
    original = Original(path)
    if original.size > LARGEST:
        if not begins_as_table(next(original.pieces())):
            raise too_big(original.size)
        return original
    return original if too_long(original) else path.read_bytes()


def too_big(size: int) -> ZsError:
    """Return the error for a file that is not read into memory."""
    return ZsError(
        "file-too-big",
        f"文件有 {size >> 20} MB，上限是 {LARGEST >> 20} MB",
        hint="按县区或月份分成几个文件，或删去表格以外的内容",
    )
