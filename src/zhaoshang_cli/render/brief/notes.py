"""What a document takes for granted: how ranks, rates and totals were counted."""

from collections.abc import Iterator

from zhaoshang_cli.domain.brief import Facts, Growth, Statement
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.clauses import PAUSE, among
from zhaoshang_cli.render.brief.phrases import Phrases


def assumptions(facts: Facts, phrases: Phrases) -> tuple[Prose, ...]:
    """Say in words what a reader must know to recompute the figures; the workspace's own last."""
    generated = [
        *_ranks(facts, phrases),
        *_schedule(facts, phrases),
        *_rates(facts, phrases),
        *_indicators(facts, phrases),
        *_total(facts, phrases),
    ]
    return (*filter(None, generated), *map(Prose.of, facts.given_assumptions))


def _headline(facts: Facts) -> list[Statement]:
    found = (facts.own(code) for code in facts.headline)
    return [statement for statement in found if statement is not None]


def _ranks(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    if any(one.rank for one in _headline(facts)):
        basis = phrases.word(f"rank_basis_{facts.rank_basis}")
        within = among(facts, phrases)
        yield phrases.say("assume_rank", among=within, basis=basis)
    for one in _headline(facts):
        if one.rank and (count := facts.ranked_among.get(one.indicator.code)):
            within = among(facts, phrases)
            yield phrases.say("assume_rank_part", indicator=one.name, among=within, count=count)


def _schedule(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    if facts.schedule is not None and any(one.completion for one in _headline(facts)):
        month_end = phrases.word("month_end", month=str(facts.period.month))
        yield phrases.say("assume_schedule", month_end=month_end, schedule=facts.schedule)


def _rates(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    names = {one.code: one.name for one in facts.indicators}
    arrival = phrases.rates["arrival"].name
    for one in _headline(facts):
        if one.arrival is not None:
            yield phrases.say(
                "assume_arrival",
                name=arrival,
                numerator=one.indicator.name,
                denominator=names[one.indicator.contract or ""],
            )
    for key in facts.rates:
        form = phrases.rates[key]
        yield phrases.say(
            "assume_rate",
            name=form.name,
            numerator=names[form.numerator],
            denominator=names[form.denominator],
        )


def _indicators(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    for one in _headline(facts):
        if one.completion is not None:
            key = "assume_target_sum" if one.sums_targets else "assume_target"
            yield phrases.say(key, indicator=one.name, level=one.level)
        if one.growth is Growth.CALIBER:
            yield phrases.say("assume_caliber", indicator=one.name, since=_since(facts, one))
        if one.missing:
            names = PAUSE.join(one.missing)
            yield phrases.say("assume_missing", indicator=one.name, names=names)


def _since(facts: Facts, statement: Statement) -> str:
    """Name the month from which the present caliber is in force."""
    until = facts.period.number
    month = max(one.since for one in statement.indicator.breaks if one.since <= until)
    return f"{month // 100}年{month % 100}月"


def _total(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    """Name the children whose part in the total is a decision: outside it, or in a panel apart."""
    children = facts.regions.children
    panels = facts.regions.panels()
    apart = [one.label for one in children if one.counts_in_total and one.panel != panels[0]]
    outside = [one.label for one in children if not one.counts_in_total]
    if apart:
        yield phrases.say("assume_included", names=PAUSE.join(apart))
    if outside:
        yield phrases.say("assume_excluded", names=PAUSE.join(outside))
