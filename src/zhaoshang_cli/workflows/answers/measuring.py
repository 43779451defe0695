"""Ask the ledger for exact parts and make progress and rankings of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhaoshang_cli.domain import reasons
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.ranking import RankBasis, Ranking, Standing, arrange
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.settings import Settings

if TYPE_CHECKING:
    from zhaoshang_cli.domain.progress import Parts, Progress
    from zhaoshang_cli.domain.rules import Rules

_FEBRUARY = 2
_LEVELS = 4
"""As many levels of targets as the metrics take."""


def rules_of(settings: Settings) -> "Rules":
    """Return what the workspace decides about rates, schedule and lights."""
    from zhaoshang_cli.domain.light import Lights
    from zhaoshang_cli.domain.rules import Rules
    from zhaoshang_cli.domain.schedule import Schedule

    lights = settings.lights
    return Rules(
        places=settings.rates.places,
        schedule=Schedule(settings.schedule.mode, settings.schedule.curve),
        lights=Lights(lights.blue, lights.green, lights.yellow),
        january_merged=settings.report.january == "merged",
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """An open ledger with the words, the settings and the choices needed to measure by it."""

    ledger: Ledger
    """At the vintage asked for."""

    workspace: Workspace
    among: str = "children"
    """``children`` for county data, ``province`` for the provincial table's cities."""

    level: str | None = None
    """Only targets of this level; None for the workspace's order of levels."""

    def progress(self, period: Period, indicator: str = "") -> tuple["Progress", ...]:
        """Measure every region: the own one first, as the sum of its counted children.

        Args:
            period: The year to date.
            indicator: One code, or empty for all.

        Returns:
            Rows by indicator, then by region, in the workspace's order.
        """
        from zhaoshang_cli.domain.progress import measure

        rows = self._ask("progress_by_region", period, indicator)
        rules, missing = rules_of(self.workspace.settings), _missing(rows)
        return tuple(measure(self._parts(row, period, missing), rules) for row in rows)

    def ranking(self, period: Period, indicator: Indicator, basis: RankBasis) -> Ranking:
        """Rank the children, or the cities of the province, panel by panel."""
        sound = _rankable(indicator, basis, period)
        rows = self._ask(
            "ranking_by_region",
            period,
            indicator.code,
            previous=self._previous(indicator, basis, period),
            contract=indicator.contract or "",
            basis=basis.value if sound else "",
        )
        standings = [_standing(row, basis, sound=sound) for row in rows]
        places = self.workspace.settings.rates.places
        ranked = arrange(standings, basis, indicator.unit, places)
        return Ranking(period, indicator.code, basis, self.among, indicator.unit, ranked)

    def _previous(self, indicator: Indicator, basis: RankBasis, period: Period) -> int:
        """Return the period whose ranks these are set against; 0 for none."""
        merged = self.workspace.settings.report.january == "merged"
        first = merged and period.month == _FEBRUARY
        return 0 if first else _previous(indicator, basis, period)

    def _ask(
        self, metric: str, period: Period, indicator: str, **more: object
    ) -> list[dict[str, Any]]:
        levels = levels_of(self.workspace.settings, self.level)
        values = {"period": period.number, "indicator": indicator, "among": self.among}
        return self.ledger.ask(load_metric(metric), {**values, **levels, **more})

    def _parts(
        self, row: Mapping[str, Any], period: Period, missing: Mapping[str, tuple[str, ...]]
    ) -> "Parts":
        from zhaoshang_cli.domain.progress import Parts

        below = bool(self.workspace.regions.children)
        total = below and self.among == "children" and row["role"] == "own"
        summed = total and row["target_level"] is None and row["annual_target"] is not None
        return Parts(
            **{name: row[name] for name in _AS_THEY_ARE},
            name=row["short"] or row["name"],
            full_name=row["name"],
            unit=self.workspace.indicators[row["indicator"]].unit,
            period=period,
            total=total,
            month=row["this_month"],
            target=row["annual_target"],
            target_level=reasons.SUM_OF_CHILDREN if summed else row["target_level"],
            missing=missing.get(row["indicator"], ()) if total else (),
        )


_AS_THEY_ARE = (
    "region", "panel", "counted", "indicator", "ytd", "before_ytd", "base_ytd", "contract",
    "members", "reported", "months", "bases", "contracts", "month_comparable", "base_comparable",
    "target_comparable",
)  # fmt: skip


def levels_of(settings: Settings, level: str | None) -> dict[str, str]:
    """Return the levels of targets, the preferred one first, as the metrics take them.

    Raises:
        ZsError: ``levels-too-many``.
    """
    levels = settings.targets.levels if level is None else (level,)
    if len(levels) > _LEVELS:
        raise ZsError(
            "levels-too-many",
            f"目标级别最多排 {_LEVELS} 个，targets.levels 有 {len(levels)} 个",
            hint="减少 zs.toml 里的 targets.levels，其余的用 --target-level 看",
        )
    padded = (*levels, *[""] * _LEVELS)[:_LEVELS]
    return {f"level_{number}": name for number, name in enumerate(padded, start=1)}


def _missing(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Name, for each indicator, the counted children without a value."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["role"] == "child" and row["counted"] and row["ytd"] is None:
            found[row["indicator"]] = (*found.get(row["indicator"], ()), row["short"])
    return found


def _rankable(indicator: Indicator, basis: RankBasis, period: Period) -> bool:
    """Whether what is divided was counted under one caliber; a target has that of its year's end."""
    if basis is RankBasis.GROWTH:
        return indicator.comparable(period.a_year_ago.number, period.number)
    if basis is RankBasis.COMPLETION:
        return indicator.comparable(period.number, Period(period.year, 12).number)
    return True


def _previous(indicator: Indicator, basis: RankBasis, period: Period) -> int:
    """Return the period whose ranks these are set against; 0 for none: ranks restart each year."""
    before = period.after(-1)
    if before.year != period.year or not indicator.comparable(before.number, period.number):
        return 0
    return before.number if _rankable(indicator, basis, before) else 0


def _standing(row: Mapping[str, Any], basis: RankBasis, *, sound: bool) -> Standing:
    return Standing(
        region=row["region"],
        name=row["short"] or row["name"],
        full_name=row["name"],
        panel=row["panel"] or "",
        numerator=row["numerator"],
        denominator=row["denominator"],
        rank=row["rank"],
        previous_rank=row["previous_rank"],
        reason=None if row["rank"] is not None else _unranked(row, basis, sound=sound),
    )


_NO_DENOMINATOR = {
    RankBasis.COMPLETION: (reasons.NO_TARGET, reasons.TARGET_NOT_POSITIVE),
    RankBasis.GROWTH: (reasons.NO_BASE, reasons.BASE_NOT_POSITIVE),
    RankBasis.ARRIVAL: (reasons.NO_CONTRACT, reasons.CONTRACT_NOT_POSITIVE),
    RankBasis.TOTAL: (reasons.UNREPORTED, reasons.UNREPORTED),
}


def _unranked(row: Mapping[str, Any], basis: RankBasis, *, sound: bool) -> str:
    absent, not_positive = _NO_DENOMINATOR[basis]
    if row["ytd"] is None:
        return reasons.UNREPORTED
    if not sound:
        return reasons.CALIBER
    return absent if row["denominator"] is None else not_positive
