"""A ZIP of files, member by member, in memory: no name from inside ever touches the disk."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.files.kinds import (
    BROKEN_ARCHIVE,
    Kind,
    broken_archive,
    kind_of,
    password,
)
from zhaoshang_cli.readers.files.source import LARGEST, Rejected, Source, too_big
from zhaoshang_cli.readers.workbooks.guard import UNPACKED, dangerous, require_bounded

_NESTING = 2
"""An archive, and archives directly in it."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_NAMED = 5


def sources_in(source: Source) -> Iterator[Source | Rejected]:
    """Return the file itself, or the members of an archive, each named ``月报.zip!叶县.xlsx``."""
    yield from _Unpacking(UNPACKED).sources(source, 0)


@dataclass(slots=True)
class _Unpacking:
    """One archive being taken apart, with those inside it."""

    left: int
    """How many bytes may still be unpacked."""

    def sources(self, source: Source, depth: int) -> Iterator[Source | Rejected]:
        if not _is_archive(source.data):
            yield source
            return
        try:
            if depth == _NESTING:
                raise dangerous("压缩包套压缩包，超过两层")
            with zipfile.ZipFile(BytesIO(source.data)) as archive:
                yield from self._members(source, archive, depth)
        except ZsError as error:
            yield Rejected.of(source.name, error)

    def _members(
        self, source: Source, archive: zipfile.ZipFile, depth: int
    ) -> Iterator[Source | Rejected]:
        require_bounded(archive)
        named = [(_name(part), part) for part in archive.infolist() if not part.is_dir()]
        passed_over = [name for name, _ in named if _is_no_return(name)]
        findings = source.findings + _skipped(source.name, passed_over)
        seen: dict[str, int] = {}
        for name, part in named:
            if _is_no_return(name):
                continue
            seen[name] = seen.get(name, 0) + 1
            label = name if seen[name] == 1 else f"{name}（{seen[name]}）"
            member = self._member(f"{source.name}!{label}", archive, part, findings)
            if isinstance(member, Source):
                findings = ()
                yield from self.sources(member, depth + 1)
            else:
                yield member
        if not seen:
            raise ZsError("file-empty", "压缩包里没有文件", hint="请报送单位重新发送")

    def _member(
        self,
        name: str,
        archive: zipfile.ZipFile,
        part: zipfile.ZipInfo,
        findings: tuple[Finding, ...],
    ) -> Source | Rejected:
        try:
            if part.flag_bits & _ENCRYPTED:
                raise password()
            if part.file_size > LARGEST:
                raise too_big(part.file_size)
            if part.file_size > self.left:
                raise dangerous(f"压缩包里的内容超过 {UNPACKED >> 20} MB")
            self.left -= part.file_size
            return Source.of(name, archive.read(part), findings, member=True)
        except ZsError as error:
            return Rejected.of(name, error)
        except BROKEN_ARCHIVE:
            return Rejected.of(name, broken_archive())


def _is_archive(data: bytes) -> bool:
    try:
        return data.startswith(b"PK\x03\x04") and kind_of(data) is Kind.ZIP
    except ZsError:
        return False  # whoever reads it will say what is wrong with it


def _name(part: zipfile.ZipInfo) -> str:
    """Return a member's name as its sender saw it, as a mere label.

    Windows packs names in the code page of the machine (GBK), and ``zipfile`` takes them for
    cp437; some systems write UTF-8 without saying so.
    """
    name = part.orig_filename
    if not part.flag_bits & _UTF8_NAME:
        name = _redecoded(name.encode("cp437", "replace"))
    steps = name.replace("\\", "/").split("/")
    label = "/".join(step for step in steps if step not in {"", ".", ".."})
    return "".join(letter for letter in label if letter.isprintable()) or "未命名"


def _redecoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("cp437")


def _is_no_return(name: str) -> bool:
    """Tell what computers put beside files: lock files, thumbnails, resource forks."""
    steps = name.split("/")
    return "__MACOSX" in steps or steps[-1].startswith(("~$", ".")) or steps[-1] == "Thumbs.db"


def _skipped(archive: str, names: list[str]) -> tuple[Finding, ...]:
    if not names:
        return ()
    listed = "、".join(names[:_NAMED]) + (" 等" if len(names) > _NAMED else "")
    message = f"跳过了压缩包里 {len(names)} 个系统产生的文件：{listed}"
    return (Finding("file-member-skipped", Severity.INFO, message, Place(archive)),)
