"""Gather what is known of a period, as the statements that a document is composed of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhaoshang_cli.domain.brief import Facts, Statement
from zhaoshang_cli.domain.figure import Cells
from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.indicator import Form
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.ranking import RankBasis, Ranking
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.brief.counts import quotients, ranked_among, schedule, tallies
from zhaoshang_cli.render.brief.figures import Maker
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.brief.statements import Material, statement
from zhaoshang_cli.render.figures import table_form
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.workflows.answers.agreeing import differences
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workspace import Workspace

Rows = Mapping[tuple[str, str], Progress]
"""Progress by region and indicator."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """An open ledger, and the period that is spoken of."""

    workspace: Workspace
    ledger: Ledger
    period: Period
    phrases: Phrases

    @property
    def own(self) -> str:
        """The code of one's own region."""
        return self.workspace.regions.own.code

    @property
    def headline(self) -> tuple[str, ...]:
        """The indicators that the lead names, in its order.

        Raises:
            ZsError: ``setting-wrong``, for one that there is not.
        """
        codes = self.workspace.settings.prose.headline
        for code in codes:
            if code not in self.workspace.indicators:
                raise ZsError(
                    "setting-wrong",
                    f"prose.headline 里的 {code} 不是指标代码",
                    Place(str(self.workspace.file)),
                    "写指标代码，例如 oos_funds",
                )
        return codes

    def rows(self, period: Period) -> Rows:
        """Measure every indicator of one's own region and its children."""
        measured = Measures(self.ledger, self.workspace).progress(period)
        return {(row.region, row.indicator): row for row in measured}

    def doubts(self, rows: Rows) -> tuple[Finding, ...]:
        """Find where what the lead says is not what the province printed, and ranked by."""
        told = (rows[self.own, code] for code in self.headline if (self.own, code) in rows)
        return tuple(differences(self.ledger, self.workspace, self.period, told))

    def facts(self, rows: Rows, released: date | None) -> Facts:
        """Say everything that a document may say."""
        workspace, maker = self.workspace, self._maker()
        rankings = self._rankings()
        prose = workspace.settings.prose
        return Facts(
            regions=workspace.regions,
            period=self.period,
            publisher=prose.publisher,
            released=released,
            dash=prose.dash,
            rank_basis=prose.rank_basis,
            indicators=tuple(workspace.indicators.values()),
            headline=self.headline,
            statements=dict(self._statements(rows, rankings, maker)),
            tallies={code: tallies(code, rows, maker) for code in self.headline},
            rates=quotients(rows, maker),
            schedule=schedule(rows, maker),
            table_units={code: self._form(code, rows).unit for code in self.headline},
            ranked_among={
                code: figure
                for (code, among), ranking in rankings.items()
                if among == "province" and (figure := ranked_among(ranking, maker))
            },
            given_assumptions=(*self._disagreeing(rows), *given_assumptions(workspace)),
        )

    def _disagreeing(self, rows: Rows) -> Iterator[str]:
        for doubt in self.doubts(rows):
            name = self.workspace.indicators[doubt.indicator or ""].name
            yield f"{name}的合计与省通报的本级数不一致，全省位次按省通报的数排定"

    def _maker(self) -> Maker:
        return Maker(
            regions=self.workspace.regions,
            indicators=self.workspace.indicators,
            period=self.period,
            as_of=self.ledger.as_of,
            cells=self._cells(),
            levels=self.workspace.settings.targets.levels,
            phrases=self.phrases,
        )

    def _cells(self) -> Cells:
        """Look up where every value of this month, the last, and a year ago stands."""
        metric, year = load_metric("cells_by_figure"), self.period.year
        periods = {self.period, self.period.after(-1), self.period.a_year_ago}
        return Cells(
            observations={
                (
                    row["region"],
                    period.number,
                    row["indicator"],
                    row["source"],
                    row["basis"] == "month",
                ): _place(row)
                for period in periods
                for row in self.ledger.ask(metric, {"period": period.number})
            },
            targets={
                (row["region"], year, row["indicator"], row["level"]): _place(row)
                for row in self.ledger.ask(load_metric("cells_by_target"), {"year": year})
            },
        )

    def _statements(
        self, rows: Rows, rankings: Mapping[tuple[str, str], Ranking], maker: Maker
    ) -> Iterator[tuple[tuple[str, str], Statement]]:
        before = self._before()
        forms = {code: self._form(code, rows) for code in self.headline}
        for (region, code), row in rows.items():
            among = "province" if region == self.own else "children"
            ranking = rankings.get((code, among))
            material = Material(
                row=row,
                before=before.get((region, code)),
                ranked=None if ranking is None or row.missing else ranking.of(region),
                basis=RankBasis.COMPLETION if ranking is None else ranking.basis,
                among=among,
                table=forms.get(code),
            )
            yield (region, code), statement(material, maker)

    def _before(self) -> Rows:
        """Measure the month before; a year's first month has none."""
        before = self.period.after(-1)
        return self.rows(before) if before.year == self.period.year else {}

    def _rankings(self) -> dict[tuple[str, str], Ranking]:
        """Rank the children by progress, and one's own region as the settings say."""
        bases = {"children": RankBasis.COMPLETION}
        if len(self.workspace.regions.peers) > 1:
            bases["province"] = RankBasis(self.workspace.settings.prose.rank_basis)
        return {
            (code, among): Measures(self.ledger, self.workspace, among).ranking(
                self.period, self.workspace.indicators[code], basis
            )
            for code in self.headline
            for among, basis in bases.items()
        }

    def _form(self, code: str, rows: Rows) -> Form:
        values = [row.ytd for (_, indicator), row in rows.items() if indicator == code]
        return table_form(self.workspace.indicators[code], values)


def _place(row: Mapping[str, Any]) -> str:
    return str(Place(row["file"], row["sheet"], row["cell"]))


def given_assumptions(workspace: Workspace) -> tuple[str, ...]:
    """Return what the workspace says of its own counting.

    Raises:
        ZsError: ``assumption-malformed``.
    """
    entries = workspace.table.get("assumption", [])
    told = entries if isinstance(entries, list) else [entries]
    texts = [entry.get("text") if isinstance(entry, Mapping) else None for entry in told]
    if not all(isinstance(text, str) for text in texts):
        raise ZsError(
            "assumption-malformed",
            "口径说明写得不对",
            Place(str(workspace.file), None, "[[assumption]]"),
            '每条写成 [[assumption]] 一节，下面 text = "…"',
        )
    return tuple(map(str, texts))
