"""Bytes of a text file into text: tried strictly, one encoding after another, never guessed.

The order is byte order mark, UTF-16 by its pattern of NUL bytes, UTF-8, GB18030. Statistical
detectors did worse on short county sheets (GBK taken for Korean, for Big5, for cp1250).
"""

import codecs
import re

from zhaoshang_cli.errors import ZsError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_CJK = re.compile("[\u2e80-\U0010ffff]")
_UTF8_CJK = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")
_DECLARES_BIG5 = re.compile(
    rb"""\s*<.*?(?:charset|encoding)\s*=\s*["']?big5""", re.IGNORECASE | re.DOTALL
)
"""Big5 cannot be told from GB18030 by its bytes; only a page or XML that names it is believed."""

_HIGH = bytes(range(0x80, 0x100))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_TOLERATED_CONTROLS = 3
_HINT = "用 WPS 或 Excel 打开原文件，另存为 xlsx，或“CSV UTF-8（逗号分隔）”"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding.

    Raises:
        ZsError: ``file-encoding`` (in no encoding that is read, or damaged within one) or
            ``file-kind`` (bytes that are no text at all).
    """
    text, encoding = _decode(data)
    if _CONTROLS.search(text) and len(_CONTROLS.findall(text)) > _TOLERATED_CONTROLS:
        raise ZsError("file-kind", "这不是表格：里面是二进制数据，不是文字", hint=_HINT)
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    if pattern := _utf16_by_pattern(data[:_HEAD]):
        return _strictly(data, pattern), pattern
    if _DECLARES_BIG5.match(data[:_HEAD]):
        return _strictly(data, "big5hkscs"), "big5hkscs"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_gb18030(data, error), "gb18030"
    if not data.isascii() and not _CJK.search(text):
        return _short_gb18030(data, text)
    return text, "utf-8"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        raise _damaged(encoding, error) from error


def _utf16_by_pattern(head: bytes) -> str | None:
    """Tell UTF-16 without a mark: the upper half of commas, digits and line ends is NUL."""
    if b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even and odd:
        return None
    return "utf-16-be" if even else "utf-16-le"


def _as_gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    high = len(data) - len(data.translate(None, _HIGH))
    # One bad byte in a UTF-8 file often leaves bytes that GB18030 accepts, as nonsense.
    if 3 * len(_UTF8_CJK.findall(data)) >= high * 0.8:
        raise _damaged("utf-8", utf8_error) from utf8_error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _damaged("gb18030", error) from error


def _short_gb18030(data: bytes, text: str) -> tuple[str, str]:
    """Read a few GBK characters that happen to be valid UTF-8, as the word 联通 is."""
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        return text, "utf-8"
    return (chinese, "gb18030") if _CJK.search(chinese) else (text, "utf-8")


def _damaged(encoding: str, error: UnicodeDecodeError) -> ZsError:
    return ZsError(
        "file-encoding",
        f"看不出文字的编码：按 {encoding.upper()} 读到第 {error.start + 1} 个字节就读不通了",
        hint=_HINT,
    )
