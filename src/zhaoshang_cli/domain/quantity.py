"""Exact amounts: units, conversion, and the one place where anything is divided and rounded."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

UNITS: dict[str, tuple[str, Decimal]] = {
    "元": ("万元", Decimal("0.0001")),
    "千元": ("万元", Decimal("0.1")),
    "万元": ("万元", Decimal(1)),
    "百万元": ("万元", Decimal(100)),
    "亿元": ("万元", Decimal(10000)),
    "美元": ("万美元", Decimal("0.0001")),
    "千美元": ("万美元", Decimal("0.1")),
    "万美元": ("万美元", Decimal(1)),
    "百万美元": ("万美元", Decimal(100)),
    "亿美元": ("万美元", Decimal(10000)),
    "个": ("个", Decimal(1)),
    "件": ("件", Decimal(1)),
    "家": ("家", Decimal(1)),
    "次": ("次", Decimal(1)),
    "批次": ("批次", Decimal(1)),
}
"""Each unit, with the canonical unit it is kept in and how many of those it is."""


def convert(value: Decimal, unit: str, canonical: str) -> Decimal:
    """Convert exactly into ``canonical``.

    Raises:
        ValueError: The units measure different things (万美元 for 万元).
    """
    kept, factor = UNITS.get(unit, (unit, Decimal(1)))
    if kept != canonical:
        raise ValueError(f"{unit} 不能换算成 {canonical}")
    with localcontext(_EXACT):
        return value * factor


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round to ``places`` decimals, half away from zero (四舍五入).

    >>> round_half_up(Decimal("-0.25"), 1)
    Decimal('-0.3')
    """
    with localcontext(_EXACT):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def ratio(numerator: Decimal, denominator: Decimal, places: int, *, scale: int = 100) -> Decimal:
    """Divide and round once, half away from zero; per cent unless ``scale`` says otherwise.

    The quotient is decided on exact integers, so that a tie is a tie.

    >>> ratio(Decimal("6078000"), Decimal("6585000"), 1)
    Decimal('92.3')

    Raises:
        ZeroDivisionError: The denominator is zero.
    """
    left, right = (numerator * scale).as_integer_ratio(), denominator.as_integer_ratio()
    top, bottom = left[0] * right[1] * 10**places, left[1] * right[0]
    if bottom < 0:
        top, bottom = -top, -bottom
    whole, rest = divmod(abs(top), bottom)
    rounded = whole + (2 * rest >= bottom)
    return Decimal(rounded if top >= 0 else -rounded).scaleb(-places)


def growth(current: Decimal, base: Decimal, places: int) -> Decimal | None:
    """Return the growth over ``base`` in per cent; None on a base that is not above zero.

    >>> growth(Decimal("6078000"), Decimal("5861000"), 1)
    Decimal('3.7')
    """
    return ratio(current - base, base, places) if base > 0 else None
