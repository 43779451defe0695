"""Work out published figures again at another vintage, with the settings of their publication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhaoshang_cli.domain.drift import Drifted
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.quantity import ratio
from zhaoshang_cli.domain.ranking import RankBasis, Ranking
from zhaoshang_cli.render.brief.phrases import Phrases, load_phrases
from zhaoshang_cli.render.tables.respelling import respelled
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workspace import Workspace

_AS_THEY_ARE = frozenset(
    ("ytd", "month", "base_ytd", "completion_pct", "gap_pp", "yoy_pct", "schedule_pct", "contract")
)  # fmt: skip


@dataclass(slots=True)
class Recomputed:
    """Figures of one vintage, each period and ranking asked for once."""

    ledger: Ledger
    workspace: Workspace
    _rows: dict[int, Mapping[tuple[str, str], Progress]] = field(default_factory=dict)
    _rankings: dict[tuple[object, ...], Ranking] = field(default_factory=dict)
    _loaded: Phrases | None = None

    def value(self, figure: Mapping[str, Any]) -> Decimal | None:
        """Return what a figure of a record is here; None where there is nothing, or no way."""
        name, period = str(figure["field"]), Period.parse(str(figure["period"]))
        if name.startswith("rank_"):
            return self._rank(name, period, figure)
        if name.startswith("rate_"):
            return self._rate(name.removeprefix("rate_"), period, figure["region"])
        if name.startswith(("count_ahead:", "count_behind:")):
            return self._count(name, period, figure["indicator"])
        row = self._progress(period).get((figure["region"], figure["indicator"]))
        return None if row is None else self._of(row, name)

    def _of(self, row: Progress, name: str) -> Decimal | None:
        if name == "arrival_rate_pct":
            return _quotient(row.ytd, row.contract, self._phrases.rates["arrival"].places)
        if name == "remaining":
            return None if row.target is None or row.ytd is None else row.target - row.ytd
        found: Decimal | None = getattr(row, name) if name in _AS_THEY_ARE else None
        return found

    @property
    def _phrases(self) -> Phrases:
        if self._loaded is None:
            self._loaded = load_phrases(self.workspace.table.get("phrases"))
        return self._loaded

    def _rate(self, key: str, period: Period, region: str) -> Decimal | None:
        form = self._phrases.rates.get(key)
        if form is None:
            return None
        rows = self._progress(period)
        top, bottom = rows.get((region, form.numerator)), rows.get((region, form.denominator))
        if top is None or bottom is None:
            return None
        return _quotient(top.ytd, bottom.ytd, form.places)

    def _progress(self, period: Period) -> Mapping[tuple[str, str], Progress]:
        if period.number not in self._rows:
            rows = Measures(self.ledger, self.workspace).progress(period)
            self._rows[period.number] = {(row.region, row.indicator): row for row in rows}
        return self._rows[period.number]

    def _rank(self, name: str, period: Period, figure: Mapping[str, Any]) -> Decimal | None:
        _, basis, among = name.split("_")
        indicator = self.workspace.indicators.get(figure["indicator"])
        if indicator is None:
            return None
        key = (period, indicator.code, basis, among)
        if key not in self._rankings:
            measures = Measures(self.ledger, self.workspace, among)
            self._rankings[key] = measures.ranking(period, indicator, RankBasis(basis))
        ranked = self._rankings[key].of(figure["region"])
        return None if ranked is None or ranked.rank is None else Decimal(ranked.rank)

    def _count(self, name: str, period: Period, indicator: str) -> Decimal:
        side, _, panel = name.removeprefix("count_").partition(":")
        gaps = [
            row.gap_pp
            for (_, code), row in self._progress(period).items()
            if code == indicator and row.panel == panel and not row.total
        ]
        ahead = [gap >= 0 for gap in gaps if gap is not None]
        return Decimal(sum(ahead) if side == "ahead" else len(ahead) - sum(ahead))


def drifted(
    document: str, record: Mapping[str, Any], then: Recomputed, now: Recomputed
) -> Iterator[Drifted | None]:
    """Yield the figures of a record that are others now; None for one that cannot be worked out."""
    for figure in record["figures"]:
        before, after = then.value(figure), now.value(figure)
        if before is None or abs(before) != abs(Decimal(figure["value"])):
            yield None
        elif before != after:
            new = _printed(figure, before, after)
            if new != figure["text"] or (after is not None and before * after < 0):
                yield Drifted(
                    document, figure["id"], figure["text"], new, before, after, figure["unit"],
                    figure["field"], figure["region"], figure["indicator"], figure["period"],
                )  # fmt: skip


def _printed(figure: Mapping[str, Any], before: Decimal, after: Decimal | None) -> str:
    """Write the new value as the old one stands; 持平 and 翻一番 give way to a number."""
    if after is None:
        return ""
    return respelled(figure["text"], before, after) or f"{after:f}{figure['unit']}"


def _quotient(top: Decimal | None, bottom: Decimal | None, places: int) -> Decimal | None:
    if top is None or bottom is None or bottom <= 0:
        return None
    return ratio(top, bottom, places)
