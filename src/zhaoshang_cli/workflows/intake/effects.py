"""Ask two states of the ledger the same questions, and say what differs."""

from collections.abc import Iterable

from zhaoshang_cli.domain.effect import Effect, moves_between
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.ranking import RankBasis
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.workflows.answers.asking import indicator_asked
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workspace import Workspace

Touched = tuple[int, str]
"""A period, and ``children`` or ``province``."""


def effects(
    workspace: Workspace, before: Ledger, after: Ledger, touched: Iterable[Touched]
) -> tuple[Effect, ...]:
    """Return what becomes of the headline indicators and their ranks.

    Args:
        workspace: Whose regions, settings and headline indicators.
        before: The ledger as it stands.
        after: The ledger as it would stand.
        touched: The periods in which values differ, and whose values they are.

    Returns:
        The newest period first; only what differs.

    Raises:
        ZsError: A headline indicator is not known, or there are too many levels of targets.
    """
    basis = RankBasis.named(workspace.settings.prose.rank_basis)
    found = [
        _effect(workspace, (before, after), Period.from_number(number), among, code, basis)
        for number, among in sorted(set(touched), reverse=True)
        for code in workspace.settings.prose.headline
    ]
    return tuple(effect for effect in found if not effect.changes_nothing)


def _effect(
    workspace: Workspace,
    ledgers: tuple[Ledger, Ledger],
    period: Period,
    among: str,
    code: str,
    basis: RankBasis,
) -> Effect:
    indicator = indicator_asked(workspace.indicators, code)
    old, new = (Measures(ledger, workspace, among) for ledger in ledgers)
    moves = moves_between(
        old.ranking(period, indicator, basis), new.ranking(period, indicator, basis)
    )
    own = workspace.regions.own.code
    before, after = (_row(one.progress(period, code), own) for one in (old, new))
    return Effect(period, code, among, basis, before, after, moves)


def _row(rows: Iterable[Progress], region: str) -> Progress:
    return next(row for row in rows if row.region == region)
