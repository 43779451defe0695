"""The part of a document that speaks of counties and zones: panels, the chart, the tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zhaoshang_cli.domain.brief import (
    Bar,
    BriefTable,
    Chart,
    Facts,
    Section,
    Side,
    Statement,
    Tally,
)
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief_clauses import (
    PAUSE,
    SEMICOLON,
    completion,
    listed,
    schedule_gap,
    span,
)
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.phrases import Phrases

_FEW = 3
"""A panel this small is told unit by unit."""
_MANY = 5
"""More names than this are a list, not a sentence: so many ties say nothing."""


def region_section(facts: Facts, phrases: Phrases) -> Section | None:
    """Compose the part; None where no child has a value of any headline indicator."""
    told = [code for code in facts.headline if any(one.value for one in facts.children(code))]
    if not told:
        return None
    return Section(
        phrases.word("press_section_regions"),
        paragraphs=tuple(
            paragraph for code in told for paragraph in _paragraphs(facts, code, phrases)
        ),
        charts=tuple(_charts(facts, told[0], phrases)),
        tables=tuple(_table(facts, code, phrases) for code in told),
    )


def _paragraphs(facts: Facts, code: str, phrases: Phrases) -> Iterator[Prose]:
    """Say of one indicator how every panel stands, in one paragraph."""
    tallies = {one.panel: one for one in facts.tallies[code]}
    told = [
        _panel(panel, members, tallies[panel], phrases) for panel, members in _panels(facts, code)
    ]
    stop = phrases.word("stop")
    if panels := Prose.join(stop, told):
        name = facts.children(code)[0].name
        yield phrases.say("panel_subject", indicator=name, panels=panels) + stop


def _panel(panel: str, members: Sequence[Statement], tally: Tally, phrases: Phrases) -> Prose:
    compared = [one for one in members if one.completion is not None]
    if not compared:
        return Prose()
    active = [one for one in compared if one.value is not None and one.value.value]
    few = len(compared) <= _FEW
    said = _few(panel, active, phrases) if few else _many(panel, active, tally, phrases)
    return Prose.join(
        SEMICOLON,
        [
            said,
            _named("panel_zero", [one for one in compared if one not in active], phrases),
            _named("panel_missing", [one for one in members if one.value is None], phrases),
        ],
    )


def _named(key: str, members: Sequence[Statement], phrases: Phrases) -> Prose:
    """Name those of whom there is nothing more to say."""
    if not members:
        return Prose()
    names = listed([one.region.label for one in members])
    return phrases.say(key, names=names, indicator=members[0].name)


def _panels(facts: Facts, code: str) -> Iterator[tuple[str, list[Statement]]]:
    order = {panel: position for position, panel in enumerate(facts.regions.panels())}
    children = sorted(facts.children(code), key=lambda one: order[one.region.panel])
    for panel, members in groupby(children, key=lambda one: one.region.panel):
        yield panel, sorted(members, key=lambda one: (one.place is None, one.place or 0))


def _few(panel: str, members: Sequence[Statement], phrases: Phrases) -> Prose:
    if not members:
        return Prose()
    told = [
        phrases.say(
            "panel_one",
            name=one.region.label,
            completion=completion(one, phrases),
            gap=schedule_gap(one, phrases),
        )
        for one in members
    ]
    return phrases.say(
        "panel_single" if len(members) == 1 else "panel_few",
        panel=_panel_name(panel, phrases),
        statements=Prose.join(SEMICOLON, told),
    )


def _panel_name(panel: str, phrases: Phrases) -> str:
    return panel or phrases.word("panel_default")


def _many(panel: str, members: Sequence[Statement], tally: Tally, phrases: Phrases) -> Prose:
    first, last = _leaders(members, phrases), _laggards(members, phrases)
    return Prose.join(
        SEMICOLON,
        [
            _split(panel, tally, phrases),
            _told_leaders(first, phrases),
            _told_laggards([one for one in last if one not in first], phrases),
        ],
    )


def _split(panel: str, tally: Tally, phrases: Phrases) -> Prose:
    """Say how many are on which side of the schedule."""
    name = _panel_name(panel, phrases)
    if not tally.behind.value:
        return phrases.say("panel_all_ahead", panel=name, count=tally.all)
    if not tally.ahead.value:
        return phrases.say("panel_all_behind", panel=name, count=tally.all)
    return phrases.say(
        "panel_mixed",
        panel=name,
        ahead=tally.ahead,
        behind=tally.behind,
    )


def _leaders(members: Sequence[Statement], phrases: Phrases) -> list[Statement]:
    """Return the first few that keep the schedule, ties with the last of them included."""
    most = phrases.form["most_leaders"]
    found = [one for one in members if one.side is not Side.BEHIND and (one.place or _MANY) <= most]
    return found if len(found) <= _MANY else []


def _laggards(members: Sequence[Statement], phrases: Phrases) -> list[Statement]:
    """Return the last few that do not keep the schedule, ties with the first of them included."""
    most = phrases.form["most_laggards"]
    found = [
        one
        for one in members
        if one.side is Side.BEHIND
        and sum((other.place or 0) > (one.place or 0) for other in members) < most
    ]
    return found if len(found) <= _MANY else []


def _told_leaders(members: Sequence[Statement], phrases: Phrases) -> Prose:
    if not members:
        return Prose()
    return phrases.say(
        "leader" if len(members) == 1 else "leaders",
        names=listed([one.region.label for one in members]),
        level=_level(members),
        rates=listed([one.completion for one in members if one.completion]),
    )


def _told_laggards(members: Sequence[Statement], phrases: Phrases) -> Prose:
    if not members:
        return Prose()
    return phrases.say(
        "laggard" if len(members) == 1 else "laggards",
        names=listed([one.region.label for one in members]),
        level=_level(members),
        rates=listed([one.completion for one in members if one.completion]),
        gaps=listed([one.gap for one in members if one.gap]),
    )


def _level(members: Iterable[Statement]) -> str:
    """Name the level of the targets when it is the same for all."""
    levels = {one.level for one in members if one.completion is not None}
    return levels.pop() if len(levels) == 1 else ""


def _charts(facts: Facts, code: str, phrases: Phrases) -> Iterator[Chart]:
    bars = [
        Bar(one.region.label, panel, one.completion, one.side)
        for panel, members in _panels(facts, code)
        for one in members
    ]
    if any(bar.completion for bar in bars):
        months = span(facts.period, phrases, facts.dash)
        name = facts.children(code)[0].name
        yield Chart(
            phrases.word("chart_title", span=months, indicator=name), facts.schedule, tuple(bars)
        )


def _table(facts: Facts, code: str, phrases: Phrases) -> BriefTable:
    groups = list(_panels(facts, code))
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


def _notes(own: Statement | None, children: Iterable[Statement], phrases: Phrases) -> Iterator[str]:
    level = _level(children)
    if own is not None and own.completion is not None and own.level != level:
        if own.sums_targets:
            yield phrases.word("table_level_sum_note", own=own.level)
        elif level:
            yield phrases.word("table_level_note", own=own.level, children=level)
    if own is not None and own.missing:
        yield phrases.word("table_missing_note", names=PAUSE.join(own.missing))
    yield phrases.word("table_rank_note")
    yield phrases.word("table_rounding_note")
