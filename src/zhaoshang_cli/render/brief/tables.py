"""Counties and zones panel by panel: the chart and the tables of a document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zhaoshang_cli.domain.brief import Bar, BriefTable, Chart, Facts, Statement
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.clauses import PAUSE, span
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.figures import NOTHING


def parts_of(facts: Facts, phrases: Phrases) -> str:
    """Say 分县区, by the kind of one's own region."""
    return phrases.parts.get(facts.regions.own.kind, phrases.parts["default"])


def panels_of(facts: Facts, code: str) -> Iterator[tuple[str, list[Statement]]]:
    """Yield each panel with its members, the first in rank first."""
    order = {panel: position for position, panel in enumerate(facts.regions.panels())}
    children = sorted(facts.children(code), key=lambda one: order[one.region.panel])
    for panel, members in groupby(children, key=lambda one: one.region.panel):
        yield panel, sorted(members, key=lambda one: (one.place is None, one.place or 0))


def level_of(members: Iterable[Statement]) -> str:
    """Name the level of the targets when it is the same for all."""
    levels = {one.level for one in members if one.completion is not None}
    return levels.pop() if len(levels) == 1 else ""


def charts(facts: Facts, code: str, phrases: Phrases) -> Iterator[Chart]:
    """Yield the chart of completion, unless nobody has a target."""
    bars = [
        Bar(one.region.label, panel, one.completion, one.side)
        for panel, members in panels_of(facts, code)
        for one in members
    ]
    if any(bar.completion for bar in bars):
        months = span(facts.period, phrases, facts.dash)
        name = facts.children(code)[0].name
        yield Chart(
            phrases.word(
                "chart_title", span=months, parts=parts_of(facts, phrases), indicator=name
            ),
            facts.schedule,
            tuple(bars),
        )


def table(facts: Facts, code: str, phrases: Phrases) -> BriefTable:
    """Set the total and every child in rows."""
    groups = list(panels_of(facts, code))
    children = [one for _, members in groups for one in members]
    own = facts.statements.get((facts.regions.own.code, code))
    total = (
        []
        if own is None
        else [(Prose(), Prose.of(phrases.word("table_total")), *own.cells[:-1], Prose.of(NOTHING))]
    )
    rows = [
        (Prose.of(panel), Prose.of(one.region.label), *one.cells)
        for panel, members in groups
        for one in members
    ]
    return BriefTable(
        title=phrases.word(
            "table_title",
            span=span(facts.period, phrases, facts.dash),
            parts=parts_of(facts, phrases),
            indicator=children[0].name,
        ),
        headings=(
            phrases.word("table_panel"),
            phrases.word("table_region"),
            phrases.word("table_value", unit=facts.table_units[code]),
            phrases.word("table_growth"),
            phrases.word("table_completion"),
            phrases.word("table_gap"),
            phrases.word("table_rank"),
        ),
        rows=tuple(total + rows),
        notes=tuple(_notes(own, children, phrases)),
    )


def _notes(own: Statement | None, children: Sequence[Statement], phrases: Phrases) -> Iterator[str]:
    level = level_of(children)
    if own is not None and own.completion is not None and own.level != level:
        if own.sums_targets:
            yield phrases.word("table_level_sum_note", own=own.level)
        elif level:
            yield phrases.word("table_level_note", own=own.level, children=level)
    if own is not None and own.missing:
        yield phrases.word("table_missing_note", names=PAUSE.join(own.missing))
    ranked = any(one.place is not None for one in children)
    yield phrases.word("table_rank_note" if ranked else "table_dash_note")
    yield phrases.word("table_rounding_note")
