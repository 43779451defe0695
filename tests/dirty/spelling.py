"""Amounts as people type them."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

_FULL = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
_DIGITS = "零一二三四五六七八九"
_NBSP = "\u00a0"

Speller = Callable[[Decimal, int], str]
"""Writes a value that is not below zero with so many decimals."""


def plain(value: Decimal, places: int) -> str:
    """Write 1234.50."""
    return f"{value:.{places}f}"


def trimmed(value: Decimal, places: int) -> str:
    """Write 1234.5 for 1234.50."""
    text = plain(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def thousands(value: Decimal, places: int) -> str:
    """Write 1,234.50."""
    return f"{value:,.{places}f}"


def full_width(value: Decimal, places: int) -> str:
    """Write １２３４．５０."""
    return plain(value, places).translate(_FULL)


def full_width_thousands(value: Decimal, places: int) -> str:
    """Write １，２３４．５０."""
    return thousands(value, places).translate(_FULL)


def spaced(value: Decimal, places: int) -> str:
    """Write it with blanks before and behind."""
    return f" {plain(value, places)}{_NBSP} "


def apostrophe(value: Decimal, places: int) -> str:
    """Write '1234.50, as spreadsheets mark text."""
    return f"'{plain(value, places)}"


SPELLERS: tuple[tuple[str, Speller], ...] = (
    ("", plain),
    ("", plain),
    ("去尾零", trimmed),
    ("千分位", thousands),
    ("全角数字", full_width),
    ("全角千分位", full_width_thousands),
    ("前后空格", spaced),
    ("撇号", apostrophe),
)

MINUSES: tuple[str, ...] = ("-{}", "－{}", "△{}", "（{}）", "({})", "\u2212{}", "▲{}")


def spell(value: Decimal, places: int, speller: Speller, minus: str) -> str:
    """Write a value, its sign in one of the ways of bookkeepers."""
    text = speller(abs(value), places)
    return minus.format(text.strip().lstrip("'")) if value < 0 else text


def with_magnitude(value: Decimal, unit: str, dice: Random) -> str | None:
    """Write 3200万, 1.25亿元 or 三千二百万; None where it cannot be exact or natural.

    The cell names its own magnitude, which goes before the column's unit.
    """
    single = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 10**6, "亿元": 10**8}
    single |= {"美元": 1, "万美元": 10_000, "亿美元": 10**8}
    if unit not in single or value <= 0:
        return None
    amount = value * single[unit]
    currency = "美元" if unit.endswith("美元") else "元"
    tail = dice.choice(("", currency))
    if amount % 10_000 == 0 and amount < 10**8 and dice.random() < 0.5:
        return f"{chinese(int(amount) // 10_000)}万{tail}"
    if amount >= 10**8:
        return f"{trimmed(amount / 10**8, 8)}亿{tail}"
    return f"{trimmed(amount / 10_000, 4)}万{tail}"


def chinese(number: int) -> str:
    """Write a number below ten thousand in characters.

    >>> chinese(3200), chinese(3050), chinese(12), chinese(1005)
    ('三千二百', '三千零五十', '十二', '一千零五')
    """
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = digit == 0
    return text[1:] if text.startswith("一十") else text or "零"


def percent(value: Decimal, dice: Random) -> str:
    """Write a rate that stands in per cent."""
    return dice.choice(("{}%", "{}%", "{}", "{}％")).format(f"{value:.1f}")
