"""Cells and words that listings of the ledger share: exact values, bases, kinds, dates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.render.answer import Cell
from zhaoshang_cli.render.figures import NOTHING

BASES: Mapping[str, str] = {"ytd": "累计", "month": "本月", "stock": "期末"}
"""What a value counts; the level of a target stands for itself."""

KINDS: Mapping[str, str] = {
    "returns": "县区月报",
    "province": "全省通报表",
    "targets": "年度目标",
    "withdrawal": "撤回",
    "restoration": "恢复",
    "adjustment": "调整",
}
"""What a submission is."""


def exact(value: Decimal | None) -> Cell:
    """Write a value digit for digit, in the unit it is kept in.

    >>> exact(Decimal("1250.500000")).text
    '1,250.5'
    """
    if value is None:
        return Cell(NOTHING)
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return Cell(f"{value:,.{places}f}", value, places)


def count(number: int) -> Cell:
    """Write how many."""
    return Cell(str(number), number)


def words(text: str | None) -> Cell:
    """Write a text that may be missing."""
    return Cell(text or NOTHING)


def day(one: date | None) -> str | None:
    """Write a day for scripts."""
    return None if one is None else one.isoformat()


def span(period: int) -> str:
    """Write a period of the ledger; a target's has no month.

    >>> span(202211), span(202200)
    ('2022-11', '2022')
    """
    return str(Period.from_number(period)) if period % 100 else str(period // 100)
