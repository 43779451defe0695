"""The clauses that statements are spoken in: growth, completion, schedule, rank, what is missing."""

from collections.abc import Iterable, Sequence

from zhaoshang_cli.domain.brief import Facts, Growth, Side, Statement
from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.prose import Piece, Prose
from zhaoshang_cli.render.brief.phrases import Phrases

COMMA, PAUSE, SEMICOLON = "，", "、", "；"

_NAMED = 5
"""As many of those missing are named in a sentence."""

_PROVINCES = ("省", "自治区")


def whole(facts: Facts, phrases: Phrases) -> str:
    """Say 全市 for one's own span, by its kind."""
    return phrases.whole.get(facts.regions.own.kind, phrases.whole["default"])


def among(facts: Facts, phrases: Phrases) -> str:
    """Say 全省 for the span in which one's own region is ranked."""
    province = facts.regions.province
    if province is None:
        return phrases.whole["country"]
    return phrases.whole.get(province.kind, phrases.whole["default"])


def publisher(facts: Facts, phrases: Phrases) -> str:
    """Name who publishes, when the settings do not."""
    own = facts.regions.own
    key = "publisher_province" if own.kind in _PROVINCES else "publisher"
    return facts.publisher or phrases.word(key, region=own.name)


def span(period: Period, phrases: Phrases, dash: str) -> str:
    """Name the months: 1月份, 1-2月份, 一季度, 上半年, 1-11月份, 全年."""
    key = f"span_{period.month}"
    slots = {"dash": dash, "month": str(period.month)}
    return phrases.word(key if key in phrases.patterns else "span_other", **slots)


def period_name(facts: Facts, phrases: Phrases) -> str:
    """Name the span with its year: 今年 in a release of the same year, else the year itself."""
    period, released = facts.period, facts.released
    same = released is not None and released.year == period.year
    year = phrases.word("this_year") if same else phrases.word("other_year", year=str(period.year))
    return phrases.word("period", year=year, span=span(period, phrases, facts.dash))


def title_period(facts: Facts, phrases: Phrases) -> str:
    """Name the span for a title, which needs no 今年."""
    released = facts.released
    if released is not None and released.year == facts.period.year:
        return span(facts.period, phrases, facts.dash)
    return period_name(facts, phrases)


def date_line(facts: Facts, phrases: Phrases) -> str:
    """Name the day of the release: 12月20日, with its year when that is not the period's."""
    released = facts.released
    if released is None:
        return phrases.word("date_missing")
    month, day = str(released.month), str(released.day)
    if released.year == facts.period.year:
        return phrases.word("date", month=month, day=day)
    return phrases.word("date_other_year", year=str(released.year), month=month, day=day)


def growth(statement: Statement, phrases: Phrases, *, first: bool, lead: bool = False) -> Prose:
    """Say how the value compares with a year ago; nothing where there is nothing to compare."""
    yoy = phrases.word("yoy" if first else "yoy_again")
    said = _growth(statement, phrases, yoy, lead=lead)
    return phrases.say("growth_turned", growth=said) if statement.turned and said else said


def _growth(statement: Statement, phrases: Phrases, yoy: str, *, lead: bool) -> Prose:
    change = statement.change
    if statement.growth is Growth.CALIBER:
        return phrases.say("growth_caliber_lead" if lead else "growth_caliber")
    if statement.growth is Growth.UNKNOWN or change is None:
        return Prose()
    if statement.growth is Growth.FLAT:
        return phrases.say("growth_flat")
    return phrases.say(f"growth_{statement.growth}", yoy=yoy, rate=change)


def completion(statement: Statement, phrases: Phrases, key: str = "completion") -> Prose:
    """Say how much of the yearly target is done; nothing without a target."""
    if statement.completion is None:
        return Prose()
    name = f"{key}_sum" if statement.sums_targets else key
    return phrases.say(name, level=statement.level, rate=statement.completion)


def schedule_gap(statement: Statement, phrases: Phrases) -> Prose:
    """Say how far the completion is from the schedule."""
    if statement.side is None or statement.gap is None:
        return Prose()
    if statement.side is Side.LEVEL:
        return phrases.say("gap_level")
    key = "gap_over" if statement.side is Side.AHEAD else "gap_under"
    return phrases.say(key, gap=statement.gap)


def to_go(statement: Statement, phrases: Phrases) -> Prose:
    """Say what is missing to the target, or that it is reached."""
    if statement.completion is None:
        return Prose()
    if statement.remaining is None:
        return phrases.say("achieved")
    key = "remaining_sum" if statement.sums_targets else "remaining"
    return phrases.say(key, level=statement.level, value=statement.remaining)


def rank(statement: Statement, phrases: Phrases, *, basis: str, within: str) -> Prose:
    """Say the rank with its basis: 完成进度居全省第3位."""
    if statement.rank is None:
        return Prose()
    words = phrases.word(f"rank_basis_{basis}")
    return phrases.say("rank", basis=words, among=within, place=statement.rank)


def rate(name: str, figure: Figure | None, phrases: Phrases) -> Prose:
    """Say a rate by its name."""
    return phrases.say("rate", name=name, rate=figure) if figure else Prose()


def with_missing(statement: Statement, clause: Prose, phrases: Phrases) -> Prose:
    """Add 缺N家 to a total that is not complete; the notes name them all."""
    if not statement.missing or statement.short_by is None:
        return clause
    names = PAUSE.join(statement.missing[:_NAMED])
    if len(statement.missing) > _NAMED:
        names = phrases.word("and_others", names=names)
    return phrases.say("incomplete", clause=clause, count=statement.short_by, names=names)


def listed(pieces: Sequence[Piece]) -> Prose:
    """Put names or numbers in a row: 叶县、郏县."""
    return Prose.join(PAUSE, pieces)


def comma(clauses: Iterable[Prose]) -> Prose:
    """Put clauses in a row, leaving out those that say nothing."""
    return Prose.join(COMMA, clauses)
