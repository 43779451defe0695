"""Whether a total and the figure that the province printed for it are the same number."""

import re
from decimal import Decimal
from fractions import Fraction

_PRINTED = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def alike(ours: Decimal, theirs: Decimal, printed: str) -> bool:
    """Say whether ``ours`` would have been printed as ``printed``.

    Args:
        ours: What the children add up to, in the canonical unit.
        theirs: The province's value, in the canonical unit.
        printed: The text it was read from, in whatever unit the table had: ``607.8``.

    >>> alike(Decimal("6078300"), Decimal("6078000"), "607.8")
    True
    >>> alike(Decimal("6079000"), Decimal("6078000"), "607.8")
    False
    """
    return 2 * abs(Fraction(ours) - Fraction(theirs)) <= _step(theirs, printed)


def _step(value: Decimal, printed: str) -> Fraction:
    """Return how much the last printed digit is worth, in the canonical unit."""
    match = _PRINTED.search(re.sub(r"[,，\s]", "", printed))
    if match is None or not Decimal(match[0]):
        return Fraction(0)
    places = len(match[0].partition(".")[2])
    return abs(Fraction(value)) / (Fraction(match[0]) * Fraction(10**places))
