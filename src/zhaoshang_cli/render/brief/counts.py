"""Figures that stand for several rows: how many units stand where, rates of projects, the schedule."""

from collections.abc import Mapping

from zhaoshang_cli.domain.brief import Tally
from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.quantity import ratio
from zhaoshang_cli.domain.ranking import Ranking
from zhaoshang_cli.render.brief.figures import Maker
from zhaoshang_cli.render.brief.phrases import RateForm
from zhaoshang_cli.render.figures import Style, percent, rate

Rows = Mapping[tuple[str, str], Progress]


def tallies(code: str, rows: Rows, maker: Maker) -> tuple[Tally, ...]:
    """Count, panel by panel, who keeps the schedule."""
    tree = maker.regions
    return tuple(
        _tally(
            code,
            panel,
            [
                row
                for child in tree.children
                if child.panel == panel and (row := rows.get((child.code, code)))
            ],
            maker,
        )
        for panel in tree.panels()
    )


def _tally(code: str, panel: str, rows: list[Progress], maker: Maker) -> Tally:
    gaps = [row.gap_pp for row in rows if row.gap_pp is not None]
    ahead = sum(gap >= 0 for gap in gaps)
    numbers = {"all": len(gaps), "ahead": ahead, "behind": len(gaps) - ahead}
    figures = {
        name: maker.count(f"count_{name}:{panel}", code, number, "个")
        for name, number in numbers.items()
    }
    return Tally(panel, **figures)


def schedule(rows: Rows, maker: Maker) -> Figure | None:
    """Make the figure of 序时进度."""
    row = next(iter(rows.values()), None)
    if row is None:
        return None
    text = percent(row.schedule_pct, Style.PROSE)
    return maker.of(row, "schedule_pct", text, row.schedule_pct, "%")


def quotients(rows: Rows, maker: Maker) -> dict[str, Figure]:
    """Work out 履约率, 开工率 …: each from its exact parts, with its own decimals."""
    own = maker.regions.own.code
    made = {
        key: _quotient(
            key, form, rows.get((own, form.numerator)), rows.get((own, form.denominator)), maker
        )
        for key, form in maker.phrases.rates.items()
        if form.numerator
    }
    return {key: figure for key, figure in made.items() if figure is not None}


def _quotient(
    key: str, form: RateForm, top: Progress | None, bottom: Progress | None, maker: Maker
) -> Figure | None:
    if top is None or bottom is None or top.missing or bottom.missing:
        return None
    if top.ytd is None or bottom.ytd is None or bottom.ytd <= 0:
        return None
    value = ratio(top.ytd, bottom.ytd, form.places)
    text = rate(top.ytd, bottom.ytd, form.places, Style.PROSE)
    figure = maker.of(top, "ytd", text, value, "%")
    below = maker.of(bottom, "ytd", text, value, "%")
    return maker.joined(figure, below, f"rate_{key}")


def ranked_among(ranking: Ranking, maker: Maker) -> Figure | None:
    """Say among how many a rank is, when some could not be ranked."""
    ranked = sum(row.rank is not None for row in ranking.rows)
    if ranked in (0, len(ranking.rows)):
        return None
    return maker.count("count_ranked_province", ranking.indicator, ranked, "个单位")
