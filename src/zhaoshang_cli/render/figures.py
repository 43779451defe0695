"""How a value is written: one function, two forms, for every table and every document.

Prose has no blank between number and unit, no thousands separator, no plus sign and no markup:
``5555万美元``, ``3.7%``. Tables have the unit in the heading: ``1,250.50``.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.domain.quantity import UNITS, ratio

NOTHING = "—"
"""What stands where there is no value. A zero is written as 0."""

_ONE = Decimal(1)


class Style(StrEnum):
    """Where a figure is printed."""

    PROSE = "prose"
    TABLE = "table"


def figure(value: Decimal | None, unit: str, form: Form, style: Style) -> str:
    """Write an amount that is kept in ``unit``, in the unit and decimals of ``form``.

    Scaled exactly, then rounded once, half away from zero.

    >>> figure(Decimal("6078000"), "万元", Form("亿元", 1), Style.PROSE)
    '607.8亿元'
    >>> figure(Decimal("1250.5"), "万元", Form("万元", 2), Style.TABLE)
    '1,250.50'
    >>> figure(Decimal("9145000"), "万元", Form("亿元", 2, trim=True), Style.PROSE)
    '914.5亿元'
    """
    if value is None:
        return NOTHING
    shown = rounded(value, unit, form)
    text = _plain(shown, trim=form.trim) if style is Style.PROSE else f"{shown:,f}"
    return text + (form.unit or unit) if style is Style.PROSE else text


def rounded(value: Decimal, unit: str, form: Form) -> Decimal:
    """Return the number that ``figure`` writes."""
    return _unsigned_zero(
        ratio(value * _factor(unit), _factor(form.unit or unit), form.places, scale=1)
    )


def exactly(value: Decimal, unit: str, form: Form) -> Decimal:
    """Return the value in the unit of ``form``, unrounded: what a workbook keeps behind the text."""
    shift = _factor(unit).adjusted() - _factor(form.unit or unit).adjusted()
    return value.scaleb(shift)  # every factor in UNITS is a power of ten


def percent(value: Decimal | None, style: Style) -> str:
    """Write a rate that is already rounded, in per cent.

    >>> percent(Decimal("3.7"), Style.PROSE)
    '3.7%'
    """
    if value is None:
        return NOTHING
    text = f"{_unsigned_zero(value):f}"
    return f"{text}%" if style is Style.PROSE else text


def rate(numerator: Decimal, denominator: Decimal, places: int, style: Style) -> str:
    """Write a rate with decimals of its own, from its exact parts and never from a rounded rate.

    >>> rate(Decimal(135), Decimal(163), 0, Style.PROSE)
    '83%'
    """
    return percent(ratio(numerator, denominator, places), style)


def table_form(indicator: Indicator, values: Iterable[Decimal | None]) -> Form:
    """Choose the unit of a table by the size of what it holds: 亿元, or 万元 where all is small."""
    form = indicator.table
    one = _factor(form.unit or indicator.unit) / _factor(indicator.unit)
    largest = max((abs(value) for value in values if value is not None), default=one)
    return form if largest >= one else Form(indicator.unit, form.places)


def prose(value: Decimal | None, indicator: Indicator) -> str:
    """Write a value of ``indicator`` as its sentences do."""
    return figure(value, indicator.unit, indicator.prose, Style.PROSE)


def _factor(unit: str) -> Decimal:
    return UNITS.get(unit, (unit, _ONE))[1]


def _plain(value: Decimal, *, trim: bool) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


def _unsigned_zero(value: Decimal) -> Decimal:
    """Take the sign off a zero: -0.0 reads as a loss."""
    return abs(value) if value == 0 else value
