"""Write a new value the way an old one was printed: same unit, same decimals, same words around it."""

import re
from decimal import Decimal

from zhaoshang_cli.domain.quantity import ratio

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_POWERS = range(9)
"""万元 is printed as 亿元 by taking off four noughts; nothing is printed smaller than that twice."""


def respelled(text: str, old: Decimal, new: Decimal) -> str | None:
    """Write ``new`` as ``text`` writes ``old``; None where ``text`` does not say ``old``.

    >>> respelled("607.8亿元", Decimal(6078000), Decimal(6066000))
    '606.6亿元'
    >>> respelled("并列第3位", Decimal(3), Decimal(12)), respelled("-1.1", Decimal("-1.1"), Decimal(2))
    ('并列第12位', '2.0')
    """
    match = _NUMBER.search(text)
    if match is None:
        return None
    printed = match[0].replace(",", "")
    places = len(printed.partition(".")[2])
    for power in _POWERS:
        unit = Decimal(10) ** power
        if ratio(abs(old), unit, places, scale=1) == Decimal(printed):
            number = ratio(abs(new), unit, places, scale=1)
            shown = f"{number:,f}" if "," in match[0] else f"{number:f}"
            return _set(text, match, shown, negative=new < 0 and number != 0)
    return None


def _set(text: str, match: re.Match[str], shown: str, *, negative: bool) -> str:
    """Put the number in the place of the old one; a table's number alone has a sign."""
    before, after = text[: match.start()], text[match.end() :]
    if before in ("", "-") and not after:
        return f"-{shown}" if negative else shown
    return before + shown + after
