"""Words of headings and labels made comparable; amounts have stricter rules of their own."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeVar

_MOST_REMEMBERED = 50_000

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_MARKS = re.compile(
    r"(?:[#*※★☆●○◆·•]+|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[(（]?[0-9]{1,2}[)）]?[、.](?![0-9])|[(（][0-9]{1,2}[)）]|[①-⑳])+"
)

K = TypeVar("K")
V = TypeVar("V")


def remembered(known: dict[K, V], key: K, value: V) -> V:
    """Keep what was worked out for a text; what is kept begins anew when it is too much.

    A column of millions of different texts must not fill the memory.
    """
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    known[key] = value
    return value


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    r"""Return a word without blanks, in half-width signs and small letters.

    >>> plain("实际使用外资\n（万美元）")
    '实际使用外资(万美元)'
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def without_mark(text: str) -> str:
    """Drop the numbering or the mark before a label.

    >>> without_mark("（一）省外资金"), without_mark("#粮食"), without_mark("1-11月")
    ('省外资金', '粮食', '1-11月')
    """
    rest = text[match.end() :] if (match := _MARKS.match(text)) else text
    return rest or text


def alternatives(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first."""
    ordered = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) if ordered else r"(?!)")
