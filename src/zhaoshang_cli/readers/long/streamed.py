"""A text too long to be held: from its bytes to its lines, a piece at a time.

The rules are those of ``encodings``; memory does not depend on the length of the text.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.encodings import (
    CJK,
    FEW,
    MARKS,
    TOLERATED_CONTROLS,
    binary,
    control_bytes,
    controls,
    damaged,
    evident,
    high,
    nearly_utf8,
)

PIECE = 1 << 20
LONGEST_LINE = 4 << 20
"""Characters; a line of a table is shorter."""


@dataclass(frozen=True, slots=True)
class Original:
    """Where the bytes of a long text are: on the disk, or in memory as an archive's member."""

    content: Path | bytes

    def pieces(self) -> Iterator[bytes]:
        """Return the bytes from the first to the last."""
        with closing(self._opened()) as stream:
            while piece := stream.read(PIECE):
                yield piece

    @property
    def size(self) -> int:
        """How many bytes there are."""
        content = self.content
        return len(content) if isinstance(content, bytes) else content.stat().st_size

    def digest(self) -> tuple[str, int]:
        """Return the SHA-256 of the bytes, and how many there are."""
        found, size = sha256(), 0
        for piece in self.pieces():
            found.update(piece)
            size += len(piece)
        return found.hexdigest(), size

    def _opened(self) -> BinaryIO:
        return BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")


def encoding_of(pieces: Callable[[], Iterable[bytes]]) -> str:
    """Return the encoding of a text, by the same rules as ``decode``.

    Args:
        pieces: Called for the bytes, from the first; more than once.

    Raises:
        ZsError: As for ``decode``.
    """
    head = next(iter(pieces()), b"")
    marked = next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)
    if sure := marked or evident(head):
        _heard(pieces(), sure)
        return sure
    try:
        heard = _heard(pieces(), "utf-8")
    except ZsError as error:
        if error.code == binary().code or nearly_utf8(pieces()):
            raise
        _heard(pieces(), "gb18030")
        return "gb18030"
    if 0 < heard.high <= FEW and not heard.cjk:
        with suppress(ZsError):
            _heard(pieces(), "gb18030")
            return "gb18030"
    return "utf-8"


def decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Decode bytes that come in pieces, without the mark at their beginning.

    Raises:
        ZsError: ``file-encoding`` or ``file-truncated``.
    """
    mark = next((mark for mark, one in MARKS if one == encoding), b"")
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))("strict")
    at = 0
    for piece in pieces:
        held = piece.removeprefix(mark)
        mark = b""
        yield _step(decoder, held, at, encoding)
        at += len(held)
    yield _step(decoder, b"", at, encoding, last=True)


def whole_lines(texts: Iterable[str]) -> Iterator[str]:
    """Cut texts anew, so that each but the last ends where a line ends.

    Raises:
        ZsError: ``file-too-big``: a line that is no line of a table.
    """
    held, lines = "", 0
    for text in texts:
        held += text
        cut = max(held.rfind("\n"), held.rfind("\r", 0, -1)) + 1
        if cut:
            yield held[:cut]
            lines += held.count("\n", 0, cut) or held.count("\r", 0, cut)
            held = held[cut:]
        if len(held) > LONGEST_LINE:
            raise ZsError(
                "file-too-big",
                f"第 {lines + 1} 行超过 {LONGEST_LINE} 个字，不像表格里的一行",
                hint="核对文件是不是表格；用 WPS 或 Excel 打开后另存为 CSV",
            )
    if held:
        yield held


def _step(
    decoder: codecs.IncrementalDecoder, piece: bytes, at: int, encoding: str, *, last: bool = False
) -> str:
    waiting = len(decoder.getstate()[0])
    try:
        return decoder.decode(piece, last)
    except UnicodeDecodeError as error:
        error.start += at - waiting
        raise damaged(encoding, error) from error


@dataclass(slots=True)
class _Heard:
    """What a whole text holds that tells of its encoding."""

    high: int = 0
    cjk: bool = False
    controls: int = 0


def _heard(pieces: Iterable[bytes], encoding: str) -> _Heard:
    heard = _Heard()

    bytewise = not encoding.startswith("utf-16")

    def listening() -> Iterator[bytes]:
        for piece in pieces:
            heard.high += high(piece)
            heard.controls += control_bytes(piece) if bytewise else 0
            yield piece

    for text in decoded(listening(), encoding):
        heard.cjk = heard.cjk or bool(CJK.search(text))
        heard.controls += 0 if bytewise else controls(text)
        if heard.controls > TOLERATED_CONTROLS:
            raise binary()
    return heard
