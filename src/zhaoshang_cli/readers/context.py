"""What a sheet is read against: the workspace's words and names, and what the user decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.domain.vocabulary import Vocabulary, shipped_vocabulary
from zhaoshang_cli.readers.cells.amount import AmountReader
from zhaoshang_cli.readers.layout.lines import Lines
from zhaoshang_cli.readers.layout.names import IndicatorNames, RegionNames
from zhaoshang_cli.readers.layout.plan import Memory
from zhaoshang_cli.readers.layout.rows import RowReader
from zhaoshang_cli.readers.layout.words import Words


@dataclass(frozen=True)
class Context:
    """The workspace as the reader sees it; made once, so that what it recognised stays known."""

    regions: RegionTree
    indicators: Mapping[str, Indicator]
    vocabulary: Vocabulary = field(default_factory=shipped_vocabulary)
    money_unit: str = "万元"
    """For money where no unit is written."""

    foreign_unit: str = "万美元"
    january: str = "reported"
    """``merged`` where January and February arrive together."""

    @cached_property
    def children(self) -> frozenset[str]:
        """The codes of the regions that report."""
        return frozenset(child.code for child in self.regions.children)

    @cached_property
    def peers(self) -> frozenset[str]:
        """The codes of the regions of the own level."""
        return frozenset(peer.code for peer in self.regions.peers)

    @cached_property
    def region_names(self) -> RegionNames:
        """The regions by name."""
        return RegionNames(self.regions)

    @cached_property
    def indicator_names(self) -> IndicatorNames:
        """The indicators by name."""
        return IndicatorNames(self.indicators)

    @cached_property
    def words(self) -> Words:
        """The reader of headings."""
        return Words(self.vocabulary, self.indicator_names, self.region_names)

    @cached_property
    def lines(self) -> Lines:
        """The reader of labelled lines."""
        return Lines(self.vocabulary, self.words.units)

    @cached_property
    def rows(self) -> RowReader:
        """The reader of the rows below a heading."""
        return RowReader(self.vocabulary, self.lines, self.region_names)

    @cached_property
    def memory(self) -> Memory:
        """What was worked out for earlier tables."""
        return Memory()

    @cached_property
    def amounts(self) -> AmountReader:
        """The reader of amounts."""
        return AmountReader.of(self.vocabulary)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided by options or a saved profile; None leaves it to the sheet."""

    kind: Kind | None = None
    period: Period | None = None
    year: int | None = None
    """Of targets, where the sheet does not name it."""

    region: str | None = None
    """A code or a name."""

    unit: str | None = None
    """One unit or a list such as ``亿元、万美元``, for columns that name none."""

    sheets: tuple[str, ...] = ()
    """Names of sheets, or their numbers from 1; all where empty."""

    header_rows: tuple[int, int] | None = None
    """First and last row of the heading, counted as the spreadsheet does."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """A column's heading or letter → indicator, with ``/本月`` or ``/本年累计``; ``-`` to skip it."""

    level: str | None = None
    """The level of targets: 省定, 市定 …"""
