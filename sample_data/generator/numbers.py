"""How the houses write a number that is held in hundredths."""

from decimal import Decimal

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
NOTHING = "—"


def exact(hundredths: int) -> Decimal:
    """Return the value in its own unit."""
    return Decimal(hundredths) / 100


def in_yi(hundredths: int) -> Decimal:
    """Return 万元 (or 万美元) as 亿元 (亿美元), exact to the last digit."""
    return Decimal(hundredths) / 1000000


def plain(hundredths: int) -> str:
    """Write without needless zeros."""
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return text.rstrip("0").rstrip(".")


def fixed(hundredths: int) -> str:
    """Write with two decimals."""
    return f"{exact(hundredths):.2f}"


def grouped(hundredths: int) -> str:
    """Write with two decimals and thousands separators."""
    return f"{exact(hundredths):,.2f}"


def wide(text: str) -> str:
    """Write with full-width digits."""
    return text.translate(WIDE)


def half_up(part: int, whole: int) -> str:
    """Write ``part`` ÷ ``whole`` in per cent, rounded half up to one decimal."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"
