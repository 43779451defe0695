"""The part of a document that speaks of counties and zones, panel by panel."""

from collections.abc import Iterator, Sequence

from zhaoshang_cli.domain.brief import (
    Facts,
    Section,
    Side,
    Statement,
    Tally,
)
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.clauses import (
    SEMICOLON,
    completion,
    listed,
    schedule_gap,
)
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.brief.tables import charts, level_of, panels_of, parts_of, table

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
        phrases.word("press_section_regions", parts=parts_of(facts, phrases)),
        paragraphs=tuple(
            paragraph for code in told for paragraph in _paragraphs(facts, code, phrases)
        ),
        charts=tuple(charts(facts, told[0], phrases)),
        tables=tuple(table(facts, code, phrases) for code in told),
    )


def _paragraphs(facts: Facts, code: str, phrases: Phrases) -> Iterator[Prose]:
    """Say of one indicator how every panel stands, in one paragraph."""
    tallies = {one.panel: one for one in facts.tallies[code]}
    told = [
        _panel(panel, members, tallies[panel], phrases) for panel, members in panels_of(facts, code)
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
        level=level_of(members),
        rates=listed([one.completion for one in members if one.completion]),
    )


def _told_laggards(members: Sequence[Statement], phrases: Phrases) -> Prose:
    if not members:
        return Prose()
    return phrases.say(
        "laggard" if len(members) == 1 else "laggards",
        names=listed([one.region.label for one in members]),
        level=level_of(members),
        rates=listed([one.completion for one in members if one.completion]),
        gaps=listed([one.gap for one in members if one.gap]),
    )
