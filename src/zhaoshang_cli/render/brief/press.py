"""The draft of a press release (新闻稿): title, lead, overview, indicators, counties, closing.

The order follows what local papers print: the two headline indicators with level, growth,
completion and rank first, then the schedule, then the parts. Whatever the ledger does not know is
left out; what only the press officer knows stands as 〔此处补充……〕.
"""

from collections.abc import Iterable, Iterator

from zhaoshang_cli.domain.brief import Brief, Facts, Growth, Section, Statement
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.render.brief.clauses import (
    COMMA,
    SEMICOLON,
    among,
    comma,
    completion,
    date_line,
    growth,
    period_name,
    publisher,
    rank,
    rate,
    schedule_gap,
    span,
    title_period,
    to_go,
    whole,
    with_missing,
)
from zhaoshang_cli.render.brief.notes import assumptions
from zhaoshang_cli.render.brief.phrases import Phrases
from zhaoshang_cli.render.brief.regions import region_section


def press(facts: Facts, phrases: Phrases) -> Brief:
    """Compose the draft."""
    return Brief(
        kind="press",
        title=_title(facts, phrases),
        opening=tuple(filter(None, (_lead(facts, phrases), _overview(facts, phrases)))),
        sections=tuple(_sections(facts, phrases)),
        closing=tuple(
            filter(None, [phrases.say("press_closing", publisher=publisher(facts, phrases))])
        ),
        notes_heading=phrases.word("press_notes"),
        assumptions=assumptions(facts, phrases),
    )


def _title(facts: Facts, phrases: Phrases) -> Prose:
    first = next(iter(_headline(facts)), None)
    if first is None:
        return Prose()
    amount = phrases.say(
        "press_title",
        span=title_period(facts, phrases),
        region=facts.regions.own.label,
        amount=_amount(first, phrases),
    )
    return Prose.join(" ", [amount, completion(first, phrases, "press_title_completion")])


def _headline(facts: Facts) -> list[Statement]:
    found = (facts.own(code) for code in facts.headline)
    return [statement for statement in found if statement is not None]


def _amount(statement: Statement, phrases: Phrases) -> Prose:
    if statement.value is None:
        return Prose()
    said = phrases.say("amount", indicator=statement.name, value=statement.value)
    return with_missing(statement, said, phrases)


def _lead(facts: Facts, phrases: Phrases) -> Prose:
    told = [
        _headline_clauses(facts, statement, phrases, first=position == 0)
        for position, statement in enumerate(_headline(facts))
    ]
    return phrases.say(
        "press_lead",
        date=date_line(facts, phrases),
        publisher=publisher(facts, phrases),
        period=period_name(facts, phrases),
        whole=whole(facts, phrases),
        statements=Prose.join(SEMICOLON, told),
    )


def _headline_clauses(
    facts: Facts, statement: Statement, phrases: Phrases, *, first: bool
) -> Prose:
    within = among(facts, phrases)
    return comma(
        [
            _amount(statement, phrases),
            growth(statement, phrases, first=first, lead=True),
            completion(statement, phrases),
            rank(statement, phrases, basis=facts.rank_basis, within=within),
            rate(phrases.rates["arrival"].name, statement.arrival, phrases),
        ]
    )


def _overview(facts: Facts, phrases: Phrases) -> Prose:
    told = [
        comma(
            [
                phrases.say("gap_subject", indicator=one.name, gap=schedule_gap(one, phrases)),
                to_go(one, phrases),
            ]
        )
        for one in _headline(facts)
        if one.side is not None
    ]
    if not told or facts.schedule is None:
        return Prose()
    return phrases.say(
        "press_overview",
        month_end=phrases.word("month_end", month=str(facts.period.month)),
        schedule=facts.schedule,
        statements=Prose.join(SEMICOLON, told),
    )


def _sections(facts: Facts, phrases: Phrases) -> Iterator[Section]:
    yield Section(phrases.word("press_section_indicators"), tuple(_indicators(facts, phrases)))
    if regions := region_section(facts, phrases):
        yield regions
    if projects := _projects(facts, phrases):
        yield Section(phrases.word("press_section_projects"), (projects,))
    if practice := phrases.say("press_practice"):
        yield Section(phrases.word("press_section_practice"), (practice,))


def _indicators(facts: Facts, phrases: Phrases) -> Iterator[Prose]:
    """Say of each headline indicator what the lead has no room for, then of all others."""
    headline = _headline(facts)
    for statement in headline:
        yield _in_full(facts, statement, phrases)
    spoken = {one.indicator.code for one in headline}
    spoken |= {one.indicator.contract for one in headline if one.indicator.contract}
    rest = [
        one for one in facts.indicators if one.code not in spoken | _projects_of(facts, phrases)
    ]
    yield from _others(facts, rest, phrases)


def _in_full(facts: Facts, statement: Statement, phrases: Phrases) -> Prose:
    base, month = statement.base, statement.month
    clauses = [
        with_missing(statement, Prose.of(statement.value or ""), phrases),
        phrases.say("press_month", month=str(facts.period.month), value=month)
        if month is not None and month.value > 0 and facts.period.month > 1
        else Prose(),
        phrases.say("press_base", value=base) if base and not statement.missing else Prose(),
        growth(statement, phrases, first=True),
    ]
    contract = _contract(facts, statement.indicator, phrases)
    return phrases.say(
        "press_indicator",
        indicator=statement.name,
        period=span(facts.period, phrases, facts.dash),
        whole=whole(facts, phrases),
        clauses=Prose.join(SEMICOLON, [comma(clauses), contract]),
    )


def _contract(facts: Facts, indicator: Indicator, phrases: Phrases) -> Prose:
    contract = facts.own(indicator.contract) if indicator.contract else None
    if contract is None or contract.missing or contract.value is None:
        return Prose()
    return comma(
        [
            phrases.say("contract", indicator=contract.name, value=contract.value),
            growth(contract, phrases, first=False)
            if contract.growth is not Growth.CALIBER
            else Prose(),
        ]
    )


def _others(facts: Facts, indicators: Iterable[Indicator], phrases: Phrases) -> Iterator[Prose]:
    for indicator in indicators:
        statement = facts.own(indicator.code)
        if statement is None or statement.missing:
            continue
        clauses = [
            _amount(statement, phrases),
            growth(statement, phrases, first=True),
            completion(statement, phrases),
            schedule_gap(statement, phrases),
        ]
        yield phrases.say(
            "press_other",
            period=span(facts.period, phrases, facts.dash),
            whole=whole(facts, phrases),
            clauses=comma(clauses),
        )


def _projects_of(facts: Facts, phrases: Phrases) -> set[str]:
    """Return the indicators that rates of projects are made of, and their parts."""
    codes = {rate.numerator for rate in phrases.rates.values()}
    codes |= {rate.denominator for rate in phrases.rates.values()}
    codes |= {one.code for one in facts.indicators if one.part_of in codes}
    return codes


def _projects(facts: Facts, phrases: Phrases) -> Prose:
    group = _projects_of(facts, phrases)
    told = [facts.own(one.code) for one in facts.indicators if one.code in group]
    known = [one for one in told if one is not None and not one.missing]
    if not known:
        return Prose()
    counts = [comma([_amount(one, phrases), growth(one, phrases, first=True)]) for one in known]
    # Clauses of their own commas are set apart by semicolons.
    between = SEMICOLON if any(one.change for one in known) else COMMA
    said = phrases.say(
        "press_projects",
        period=span(facts.period, phrases, facts.dash),
        whole=whole(facts, phrases),
        counts=Prose.join(between, counts),
    )
    rates = [rate(phrases.rates[key].name, figure, phrases) for key, figure in facts.rates.items()]
    return said + (phrases.say("press_rates", rates=comma(rates)) if rates else Prose())
