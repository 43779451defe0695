"""What a cell of the ledger can hold: DECIMAL(18, 6), and text that is Unicode."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.quantity import round_half_up
from zhaoshang_cli.domain.returns import Observation, Reading, Target

PLACES = 6
"""分, of a value in 万元: what a formula computed beyond it is no money."""

_STEP = Decimal(1).scaleb(-PLACES)

LIMIT = Decimal(10) ** 12
"""The first number that is too large."""


def fitted(reading: Reading) -> tuple[Reading, list[Finding]]:
    """Return the reading with values that the ledger holds exactly, and what became of the others.

    A number with more decimals is rounded, and said to be; one that is too large is left out.
    """
    entries: list[Observation | Target] = [*reading.observations, *reading.targets]
    doubtful = {id(entry): _held(entry.value) for entry in entries if not _fits(entry.value)}
    if not doubtful:
        return reading, []
    kept = replace(
        reading,
        observations=tuple(
            replace(one, value=value)
            for one in reading.observations
            if (value := doubtful.get(id(one), one.value)) is not None
        ),
        targets=tuple(
            replace(one, value=value)
            for one in reading.targets
            if (value := doubtful.get(id(one), one.value)) is not None
        ),
    )
    return kept, [
        _told(reading, entry, lost=doubtful[id(entry)] is None)
        for entry in entries
        if id(entry) in doubtful
    ]


def storable(text: str) -> str:
    """Replace what is no character: half a pair, as in file names of another encoding."""
    return text.encode(errors="replace").decode()


def storable_all(texts: Sequence[str | None]) -> list[str | None]:
    """Do so for a column of texts, some of which are not there."""
    return [text if text is None else storable(text) for text in texts]


def _fits(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < LIMIT and not value % _STEP


def _held(value: Decimal) -> Decimal | None:
    """Return the nearest value that the ledger holds."""
    if not value.is_finite() or abs(value) >= LIMIT:
        return None
    rounded = round_half_up(value, PLACES)
    return rounded if abs(rounded) < LIMIT else None


def _told(reading: Reading, entry: Observation | Target, *, lost: bool) -> Finding:
    code, severity, message, hint = (
        ("number-out-of-range", Severity.ERROR, "整数部分超过12位，存不下，没有收", "核对单位和小数点后再报")
        if lost
        else ("number-rounded", Severity.INFO, f"小数超过{PLACES}位，四舍五入到第{PLACES}位收下", None)
    )  # fmt: skip
    return Finding(
        code, severity, f"“{entry.raw}”{message}", reading.place(entry), hint,
        raw=entry.raw, region=entry.region, indicator=entry.indicator,
        period=entry.period if isinstance(entry, Observation) else None,
        basis=entry.basis.value if isinstance(entry, Observation) else entry.level,
    )  # fmt: skip
