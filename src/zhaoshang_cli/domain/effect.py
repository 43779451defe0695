"""What new figures do to the headline and to the ranks: before and after, side by side."""

from dataclasses import dataclass

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.ranking import RankBasis, Ranking


@dataclass(frozen=True, slots=True)
class Move:
    """A region whose rank is another one afterwards."""

    name: str
    panel: str
    before: int | None
    """None where it was not ranked."""

    after: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """One period and indicator, before and after."""

    period: Period
    indicator: str
    among: str
    """``children``: the own region's total and its children's ranks; ``province``: the cities'."""

    basis: RankBasis
    before: Progress
    after: Progress
    """The own region's row."""

    moves: tuple[Move, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether neither the total nor a rank is touched."""
        return not self.moves and _shown(self.before) == _shown(self.after)


def _shown(row: Progress) -> tuple[object, ...]:
    return row.ytd, row.month, row.completion_pct, row.yoy_pct


def moves_between(before: Ranking, after: Ranking) -> tuple[Move, ...]:
    """Return the regions that stand elsewhere afterwards, in the order of the new ranking."""
    places = {row.region: row.rank for row in before.rows}
    return tuple(
        Move(row.name, row.panel, places.get(row.region), row.rank)
        for row in after.rows
        if places.get(row.region) != row.rank
    )
