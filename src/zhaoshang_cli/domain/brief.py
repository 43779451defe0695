"""What a briefing says, before it is arranged: statements of fact, and the prose made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.domain.region import Region, RegionTree


class Growth(StrEnum):
    """How a value compares with a year ago, once the rate is rounded."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    DOUBLED = "doubled"
    """Exactly +100.0 %."""

    TIMES = "times"
    """More than that."""

    CALIBER = "caliber"
    """There is a base, counted under another caliber (口径)."""

    UNKNOWN = "unknown"
    """No base, a base that is not above zero, or an incomplete total: nothing is said."""


class Side(StrEnum):
    """On which side of the schedule (序时进度) a value stands, by the rounded gap."""

    AHEAD = "ahead"
    LEVEL = "level"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is known of one indicator of one region; None where nothing can be said."""

    region: Region
    indicator: Indicator
    name: str
    """The indicator's name in prose."""

    value: Figure | None = None
    month: Figure | None = None
    base: Figure | None = None
    growth: Growth = Growth.UNKNOWN
    change: Figure | None = None
    """The rate of growth, without its sign; the multiple for TIMES."""

    turned: bool = False
    """The month before still had a decline (由负转正)."""

    level: str = ""
    """The level of the target (省定, 市定), or what stands for one (分县目标合计)."""

    sums_targets: bool = False
    """The target is the sum of the children's."""

    completion: Figure | None = None
    gap: Figure | None = None
    """Without its sign; ``side`` says where it points."""

    side: Side | None = None
    remaining: Figure | None = None
    """What is missing to the target; None once it is reached."""

    arrival: Figure | None = None
    rank: Figure | None = None
    """Among the peers for one's own region, inside the panel for a child."""

    place: int | None = None
    """The number of the rank."""

    missing: tuple[str, ...] = ()
    """The counted children without a value."""

    short_by: Figure | None = None
    """How many those are."""

    cells: tuple[Prose, ...] = ()
    """The row of the table: value, growth, completion, gap, rank, in the form of tables."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units of a panel stand where, for one indicator."""

    panel: str
    all: Figure
    ahead: Figure
    """At or above the schedule."""

    behind: Figure


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a document of one period may say."""

    regions: RegionTree
    period: Period
    publisher: str
    """Empty: named after one's own region."""

    released: date | None
    dash: str
    rank_basis: str
    indicators: tuple[Indicator, ...]
    """In the order of the indicators' table."""

    headline: tuple[str, ...]
    """The indicators that the lead names."""

    statements: Mapping[tuple[str, str], Statement]
    """By region and indicator."""

    tallies: Mapping[str, tuple[Tally, ...]]
    """By indicator, panel after panel."""

    rates: Mapping[str, Figure]
    """履约率, 开工率 … of one's own region, by the key of the phrase data."""

    schedule: Figure | None
    table_units: Mapping[str, str]
    """The unit of each headline indicator's table."""

    ranked_among: Mapping[str, Figure] = field(default_factory=dict)
    """How many regions were ranked by an indicator, where not all peers could be."""

    given_assumptions: tuple[str, ...] = ()
    """What the workspace says of its own counting, in ``[[assumption]]``."""

    def own(self, indicator: str) -> Statement | None:
        """What is known of one's own region; None where there is no value."""
        statement = self.statements.get((self.regions.own.code, indicator))
        return statement if statement is not None and statement.value is not None else None

    def children(self, indicator: str) -> tuple[Statement, ...]:
        """What is known of the children, in their order, values or not."""
        codes = [(child.code, indicator) for child in self.regions.children]
        return tuple(self.statements[code] for code in codes if code in self.statements)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart."""

    name: str
    panel: str
    completion: Figure | None
    side: Side | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Completion by region against the schedule."""

    title: str
    schedule: Figure | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BriefTable:
    """A table of a document: headings and rows of prose, the first column being names."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Prose, ...], ...]
    notes: tuple[str, ...] = ()
    words: int = 2
    """How many columns, from the left, hold words and not numbers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document."""

    heading: str
    paragraphs: tuple[Prose, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[BriefTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A document that is ready to be arranged by a template."""

    kind: str
    """The folder of its templates: ``press``."""

    title: Prose
    opening: tuple[Prose, ...]
    sections: tuple[Section, ...]
    closing: tuple[Prose, ...]
    notes_heading: str
    assumptions: tuple[Prose, ...] = ()
    appendix: tuple[Section, ...] = ()
    """What is said of the figures themselves; it brings no new ones."""

    def figures(self) -> Iterator[Figure]:
        """Every figure in the order of the document, with repetitions."""
        yield from self.title.figures
        for paragraph in self.opening:
            yield from paragraph.figures
        for section in self.sections:
            yield from _section(section)
        for paragraph in (*self.closing, *self.assumptions):
            yield from paragraph.figures


def _section(section: Section) -> Iterator[Figure]:
    for paragraph in section.paragraphs:
        yield from paragraph.figures
    for chart in section.charts:
        yield from (bar.completion for bar in chart.bars if bar.completion is not None)
        if chart.schedule is not None:
            yield chart.schedule
    for table in section.tables:
        for row in table.rows:
            for cell in row:
                yield from cell.figures
