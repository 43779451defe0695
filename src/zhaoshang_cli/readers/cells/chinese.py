"""Numbers written in Chinese characters, alone or mixed with digits: 三千二百万, 三点五亿, 3千万."""

import re
from decimal import Decimal

CHARACTERS = "零\u3007○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億点"
_WORDS = re.compile(f"[{CHARACTERS}]+")
_DIGITS = "零一二三四五六七八九"
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MIXED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千万亿]+)")
_POINTED = re.compile(r"(.+)点([零\u3007一二三四五六七八九]+)([十百千万亿]*)")
_VARIANTS = str.maketrans("\u3007○萬億", "零零万亿")


def chinese_number(text: str) -> Decimal | None:
    """Read a number in Chinese characters or digits with magnitudes; None if it is none.

    >>> chinese_number("三千二百万"), chinese_number("三点五亿"), chinese_number("1亿2000万")
    (Decimal('32000000'), Decimal('350000000.0'), Decimal('120000000'))
    """
    text = text.translate(_VARIANTS)
    if _MIXED.match(text):
        return _mixed(text)
    if not _WORDS.fullmatch(text):
        return None
    if match := _POINTED.fullmatch(text):
        whole = _whole(match[1])
        digits = "".join(str(_DIGITS.index(digit)) for digit in match[2])
        return None if whole is None else Decimal(f"{whole}.{digits}") * _product(match[3])
    found = _whole(text)
    return None if found is None else Decimal(found)


def _mixed(text: str) -> Decimal | None:
    """Add parts such as 1亿 and 2000万, each smaller than the one before."""
    total, last, at = Decimal(0), None, 0
    while at < len(text):
        match = _MIXED.match(text, at)
        if match is None:
            return None
        size = _product(match[2])
        part = Decimal(match[1]) * size
        if last is not None and (size >= last or part >= last):
            return None
        total, last, at = total + part, size, match.end()
    return total


def _product(magnitudes: str) -> int:
    product = 1
    for magnitude in magnitudes:
        product *= _MAGNITUDES[magnitude]
    return product


def _whole(text: str) -> int | None:
    import cn2an  # noqa: PLC0415  (a tenth of a second, and few sheets need it)

    try:
        return int(cn2an.cn2an(text, "strict"))
    except Exception:  # noqa: BLE001  (it raises KeyError and others on what it does not know)
        return None
