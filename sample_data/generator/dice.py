"""The one source of chance, and sharing out whole numbers so that nothing is lost."""

import random
from collections.abc import Sequence
from itertools import accumulate

SEASON = (52, 58, 112, 84, 93, 132, 76, 82, 114, 93, 104)
"""How January to November share the year up to November, in thousandths."""

DECEMBER = 98
"""What December adds, in thousandths of the year up to November."""


class Dice:
    """One seeded ``random.Random``; every part draws from it in a fixed order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both possible."""
        return self._random.randint(low, high)

    def jitter(self, weights: Sequence[int], percent: int) -> list[int]:
        """Return ``weights`` times 1000, each moved by at most ``percent`` up or down."""
        swing = percent * 10
        return [weight * (1000 + self.between(-swing, swing)) for weight in weights]


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share ``total`` by ``weights``; the largest remainders take what is left over."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    rest = [total * weight % whole for weight in weights]
    for place in sorted(range(len(weights)), key=lambda i: (-rest[i], i))[: total - sum(shares)]:
        shares[place] += 1
    return shares


def cumulate(november: int, dice: Dice, *, swing: int, grain: int) -> list[int]:
    """Return January to December cumulated, with ``november`` as the value of November.

    Args:
        november: The cumulated value of November.
        dice: Where the months' unevenness comes from.
        swing: How far a month may differ from the season, in per cent.
        grain: Every month is a multiple of this, if ``november`` is.
    """
    weights = dice.jitter((*SEASON, DECEMBER), swing)
    months = split(november // grain, weights[:-1])
    months.append(november // grain * weights[-1] // sum(weights[:-1]))
    return [value * grain for value in accumulate(months)]
