"""How far a region is with an indicator: from exact parts to rates, a light, and reasons.

Whatever cannot be computed is None, and ``reasons`` says why. A total that lacks a counted child
has no rate: 同比, 完成率, 差距 and light would be those of another area.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from zhaoshang_cli.domain.light import Light
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import growth, ratio
from zhaoshang_cli.domain.reasons import (
    BASE_INCOMPLETE,
    BASE_NOT_POSITIVE,
    BEFORE_UNREPORTED,
    CALIBER,
    CONTRACT_NOT_POSITIVE,
    INCOMPLETE,
    JANUARY_UNREPORTED,
    MERGED,
    NO_BASE,
    NO_CONTRACT,
    NO_TARGET,
    TARGET_NOT_POSITIVE,
    UNREPORTED,
)
from zhaoshang_cli.domain.rules import Rules

_FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """The exact parts of one region and indicator, as ``progress_by_region`` hands them over.

    Sums of a total are over the counted children that reported a 累计, so that numerator and
    denominator always cover the same children; the counts say how many had each part.
    """

    region: str
    name: str
    """The label for tables and prose."""

    indicator: str
    unit: str
    period: Period
    full_name: str = ""
    panel: str = ""
    counted: bool = True
    """Whether it counts in the total of its parent."""

    total: bool = False
    """The own region, summed from its children."""

    ytd: Decimal | None = None
    month: Decimal | None = None
    before_ytd: Decimal | None = None
    """The 累计 of the month before, in the same year."""

    base_ytd: Decimal | None = None
    target: Decimal | None = None
    target_level: str | None = None
    contract: Decimal | None = None
    members: int = 1
    reported: int = 1
    """Of the members, those with a 累计."""

    months: int = 1
    bases: int = 1
    contracts: int = 1
    """Of those that reported, those with a 本月, an 上年同期, a 合同额."""

    month_comparable: bool = True
    base_comparable: bool = True
    target_comparable: bool = True
    """Whether no change of caliber (口径) lies between the period and the other one."""

    missing: tuple[str, ...] = ()
    """Labels of the counted children without a value."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One row of ``zs show``: exact values in the canonical unit, rates rounded once."""

    region: str
    name: str
    full_name: str
    panel: str
    indicator: str
    unit: str
    period: Period
    counted: bool
    total: bool
    ytd: Decimal | None
    month: Decimal | None
    base_ytd: Decimal | None
    yoy_pct: Decimal | None
    target: Decimal | None
    target_level: str | None
    completion_pct: Decimal | None
    schedule_pct: Decimal
    gap_pp: Decimal | None
    contract: Decimal | None
    arrival_rate_pct: Decimal | None
    light: Light | None
    missing: tuple[str, ...] = ()
    """Labels of the counted children without a value: 缺N家."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a field is None, by its name."""

    @property
    def complete(self) -> bool:
        """Whether every child that counts has a value."""
        return not self.missing


def measure(parts: Parts, rules: Rules) -> Progress:
    """Work out rates, gap and light; the one place where a progress is made."""
    reasons = {name: why for name, why in _reasons(parts, rules) if why}
    ytd, base, target = parts.ytd, parts.base_ytd, parts.target
    yoy = completion = arrival = gap = light = None
    schedule = rules.schedule.percent(parts.period, rules.places)
    if "yoy_pct" not in reasons and ytd is not None and base is not None:
        yoy = growth(ytd, base, rules.places)
    if "completion_pct" not in reasons and ytd is not None and target:
        completion = ratio(ytd, target, rules.places)
        gap = completion - schedule
        light = rules.lights.light(completion, gap)
    if "arrival_rate_pct" not in reasons and ytd is not None and parts.contract:
        arrival = ratio(ytd, parts.contract, rules.places)
    return Progress(
        region=parts.region,
        name=parts.name,
        full_name=parts.full_name or parts.name,
        panel=parts.panel,
        indicator=parts.indicator,
        unit=parts.unit,
        period=parts.period,
        counted=parts.counted,
        total=parts.total,
        ytd=ytd,
        month=None if "month" in reasons else parts.month,
        base_ytd=None if "base_ytd" in reasons else base,
        yoy_pct=yoy,
        target=target,
        target_level=parts.target_level,
        completion_pct=completion,
        schedule_pct=schedule,
        gap_pp=gap,
        contract=None if "contract" in reasons else parts.contract,
        arrival_rate_pct=arrival,
        light=light,
        missing=parts.missing,
        reasons=MappingProxyType(reasons),
    )


def _reasons(parts: Parts, rules: Rules) -> Iterable[tuple[str, str | None]]:
    completion = _no_completion(parts)
    yield "ytd", UNREPORTED if parts.ytd is None else None
    yield "month", _no_month(parts, rules)
    yield "base_ytd", _no_base(parts)
    yield "yoy_pct", _no_growth(parts)
    yield "target", NO_TARGET if parts.target is None else None
    yield "target_level", NO_TARGET if parts.target_level is None else None
    yield "completion_pct", completion
    yield "gap_pp", completion
    yield "light", completion
    yield "contract", _no_contract(parts)
    yield "arrival_rate_pct", _no_arrival(parts)


def _no_value(parts: Parts) -> str | None:
    """Say why no rate of the present value can be given."""
    if parts.ytd is None:
        return UNREPORTED
    return INCOMPLETE if parts.missing or parts.reported < parts.members else None


def _no_month(parts: Parts, rules: Rules) -> str | None:
    if rules.january_merged and parts.period.month == _FEBRUARY and parts.ytd is not None:
        return MERGED  # whatever one county may have said of January
    if parts.total and 0 < parts.months < parts.reported:
        return INCOMPLETE if parts.month_comparable else CALIBER
    if parts.month is not None:
        return None
    if parts.ytd is None:
        return UNREPORTED
    return _no_difference(parts)


def _no_difference(parts: Parts) -> str:
    """Say why the 累计 of the month before cannot be taken off."""
    if not parts.month_comparable:
        return CALIBER
    if parts.period.month == _FEBRUARY:
        return JANUARY_UNREPORTED
    return BEFORE_UNREPORTED


def _no_base(parts: Parts) -> str | None:
    if parts.total and 0 < parts.bases < parts.reported:
        return BASE_INCOMPLETE
    return NO_BASE if parts.base_ytd is None else None


def _no_growth(parts: Parts) -> str | None:
    if why := _no_value(parts):
        return why
    if not parts.base_comparable:
        return CALIBER
    if why := _no_base(parts):
        return why
    return BASE_NOT_POSITIVE if parts.base_ytd is not None and parts.base_ytd <= 0 else None


def _no_completion(parts: Parts) -> str | None:
    if why := _no_value(parts):
        return why
    if parts.target is None:
        return NO_TARGET
    if not parts.target_comparable:
        return CALIBER
    return TARGET_NOT_POSITIVE if parts.target <= 0 else None


def _no_contract(parts: Parts) -> str | None:
    if parts.total and 0 < parts.contracts < parts.reported:
        return INCOMPLETE
    return NO_CONTRACT if parts.contract is None else None


def _no_arrival(parts: Parts) -> str | None:
    if why := _no_value(parts) or _no_contract(parts):
        return why
    not_positive = parts.contract is not None and parts.contract <= 0
    return CONTRACT_NOT_POSITIVE if not_positive else None
