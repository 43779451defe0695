"""Bytes of a text file into text: tried strictly, one encoding after another, never guessed.

The order is byte order mark, UTF-16 by its pattern of NUL bytes, UTF-8, GB18030. Statistical
detectors did worse on short county sheets (GBK taken for Korean, for Big5, for cp1250).
"""

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress

from zhaoshang_cli.errors import ZsError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_DIVIDERS = b"\t\n\r,"
CJK = re.compile("[\u2e80-\U0010ffff]")
_UTF8_CJK = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_DECLARES_BIG5 = re.compile(
    rb"""\s*<.*?(?:charset|encoding)\s*=\s*["']?big5""", re.IGNORECASE | re.DOTALL
)
_HIGH = bytes(range(0x80, 0x100))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_CONTROL_BYTES = bytes(one for one in range(0x80) if _CONTROLS.match(chr(one)))
FEW = 6
"""So few bytes that are not ASCII may happen to be valid UTF-8."""

TOLERATED_CONTROLS = 3
"""So many are typing errors; more are no text."""

_CUT_OFF = frozenset({"unexpected end of data", "incomplete multibyte sequence", "truncated data"})
"""What Python says when a text ends within a character, in UTF-8, GB18030 and UTF-16."""

_NO_UTF16 = frozenset({"illegal encoding", "illegal UTF-16 surrogate"})

_HINT = "用 WPS 或 Excel 打开原文件，另存为 xlsx，或“CSV UTF-8（逗号分隔）”"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding.

    Raises:
        ZsError: ``file-encoding`` (in no encoding that is read, or damaged within one) or
            ``file-kind`` (bytes that are no text at all).
    """
    text, encoding = _decode(data)
    if controls(text) > TOLERATED_CONTROLS:
        raise binary()
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    if shown := evident(data):
        return _strictly(data, shown), shown
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_gb18030(data, error), "gb18030"
    # Two or three characters of GBK may happen to be valid UTF-8 for Latin ones, as 茅台 is.
    if not data.isascii() and not CJK.search(text) and high(data) <= FEW:
        with suppress(UnicodeDecodeError):
            return data.decode("gb18030"), "gb18030"
    return text, "utf-8"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        raise damaged(encoding, error) from error


def beginning(head: bytes) -> tuple[str, str]:
    """Return the text that a file begins with and its likely encoding, without looking further."""
    sure = next((one for mark, one in MARKS if head.startswith(mark)), None) or evident(head)
    for encoding in (sure,) if sure else ("utf-8", "gb18030"):
        # Half a character may stand at the end.
        text = codecs.getincrementaldecoder(encoding)("ignore" if sure else "strict")
        with suppress(UnicodeDecodeError):
            return text.decode(head).removeprefix("\ufeff"), encoding
    return head.decode("gb18030", "ignore"), "gb18030"


def controls(text: str) -> int:
    """Count the characters that no text has."""
    return len(_CONTROLS.findall(text)) if _CONTROLS.search(text) else 0


def control_bytes(data: bytes) -> int:
    """Count the same in bytes of an encoding that has them as ASCII does."""
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def nearly_utf8(pieces: Iterable[bytes]) -> bool:
    """Whether bytes are UTF-8 with few bad ones among them.

    One bad byte in a UTF-8 file often leaves bytes that GB18030 accepts, as nonsense.
    """
    held = [(len(_UTF8_CJK.findall(piece)), high(piece)) for piece in pieces]
    return 3 * sum(threes for threes, _ in held) >= sum(bytes_ for _, bytes_ in held) * 0.8


def evident(head: bytes) -> str | None:
    """Return the encoding that the first bytes show without a mark, if they do."""
    return _utf16_by_pattern(head[:_HEAD]) or _declared(head[:_HEAD])


def _utf16_by_pattern(head: bytes) -> str | None:
    """Tell UTF-16 without a mark: the upper half of commas, tabs and line ends is NUL.

    Other NUL bytes prove nothing: the lower half of 一 is one, and so is half of every byte pair
    in a program.
    """
    if b"\x00" not in head:
        return None
    evens, odds = head[::2], head[1::2]
    little = sum(byte in _DIVIDERS and not upper for byte, upper in zip(evens, odds, strict=False))
    big = sum(byte in _DIVIDERS and not upper for upper, byte in zip(evens, odds, strict=False))
    # In text of one byte each, a stray NUL beside one comma is no pattern.
    if max(little, big) * 2 <= sum(map(head.count, _DIVIDERS)):
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _declared(head: bytes) -> str | None:
    """Believe a page or XML that says it is Big5, which no bytes can show."""
    return "big5hkscs" if _DECLARES_BIG5.match(head) else None


def _as_gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    if nearly_utf8([data]):
        raise damaged("utf-8", utf8_error) from utf8_error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise damaged("gb18030", error) from error


def high(data: bytes) -> int:
    """Count the bytes that are not ASCII."""
    return len(data) - len(data.translate(None, _HIGH))


def damaged(encoding: str, error: UnicodeDecodeError) -> ZsError:
    """Return the error for bytes that are no text in the encoding they seem to be in."""
    if error.reason in _CUT_OFF:
        return ZsError(
            "file-truncated",
            "文件不完整：在半个字的地方断了",
            hint="多半是没有下载完或没有复制完；请重新取得这个文件",
        )
    if error.reason in _NO_UTF16:
        return binary()
    return ZsError(
        "file-encoding",
        f"看不出文字的编码：按 {encoding.upper()} 读到第 {error.start + 1} 个字节就读不通了",
        hint=_HINT,
    )


def binary() -> ZsError:
    """Return the error for bytes that are no text at all."""
    return ZsError("file-kind", "这不是表格：里面是二进制数据，不是文字", hint=_HINT)
