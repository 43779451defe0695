"""One printed number with its identity: what it measures, of whom, when, and from which cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a document, and everything needed to find it again."""

    text: str
    """What is printed: ``607.8亿元``, ``3.7%``, ``第3位``."""

    value: Decimal | int
    """The number behind the text, in ``unit``: ``6078000``."""

    unit: str
    """The canonical unit of ``value``: 万元, 万美元, %, 个百分点, 位 …"""

    metric: str
    """The metric that it comes from, a file of ``sql/metrics/``: ``progress_by_region``."""

    field: str
    """What of it: ``ytd``, ``yoy_pct``, ``rank`` …"""

    region: str
    indicator: str
    period: str
    """As ``2022-11``."""

    as_of: int | None = None
    """The submission that was the last one known."""

    cells: tuple[str, ...] = ()
    """``file!sheet!cell`` of every observation and target behind it."""

    id: str = ""
    """``f1``, ``f2`` … in the order of the document; empty until the document is numbered."""

    def __str__(self) -> str:
        return self.text

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two printed numbers the same figure."""
        return (self.metric, self.field, self.region, self.indicator, self.period, self.text)


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the values of the ledger stand: ``file!sheet!cell`` by what they say."""

    observations: Mapping[tuple[str, int, str, str, bool], str]
    """By region, period (``202211``), indicator, source, and whether it is 本月."""

    targets: Mapping[tuple[str, int, str, str], str]
    """By region, year, indicator and level."""

    def observed(
        self,
        regions: Iterable[str],
        period: int,
        indicator: str,
        *,
        source: str = "county",
        month: bool = False,
    ) -> tuple[str, ...]:
        """Return the cells of an indicator of all these regions.

        The 累计 of a January that reported 本月 alone stands in the cell of its 本月.
        """
        sorts = (False, True) if not month and period % 100 == 1 else (month,)
        for_each = (
            (self.observations.get((code, period, indicator, source, sort)) for sort in sorts)
            for code in regions
        )
        return tuple(cell for found in for_each if (cell := next(filter(None, found), None)))

    def target(self, region: str, year: int, indicator: str, levels: Iterable[str]) -> str | None:
        """Return the cell of a region's target, of the first level that there is."""
        found = (self.targets.get((region, year, indicator, level)) for level in levels)
        return next(filter(None, found), None)


def numbered(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Give every distinct figure its id, in the order in which they are first printed."""
    seen: set[tuple[str, ...]] = set()
    for figure in figures:
        if figure.identity not in seen:
            seen.add(figure.identity)
            yield replace(figure, id=f"f{len(seen)}")
