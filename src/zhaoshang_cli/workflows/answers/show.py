"""``zs show``: how far every region is with every indicator."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.tables.progress import Shown
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.workflows.answers.agreeing import differences
from zhaoshang_cli.workflows.answers.asking import (
    gathering,
    has_period,
    indicator_asked,
    period_asked,
    region_asked,
)
from zhaoshang_cli.workflows.answers.measuring import Measures
from zhaoshang_cli.workflows.answers.releases import adjusted, release_of
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the user's words; None where nothing was said."""

    period: str | None = None
    region: str | None = None
    indicator: str | None = None
    level: str | None = None
    as_of: str | None = None
    reported: bool = False
    """Show the 累计 as reported beside the confirmed one."""


def show(question: Question) -> Shown:
    """Answer it: every region of the workspace and every indicator that has a number.

    A city beside the own one is answered from the province's table.

    Raises:
        ZsError: Nothing is known, or a word is not.
    """
    workspace = open_workspace()
    region = question.region and region_asked(workspace.regions, question.region)
    wanted = question.indicator and indicator_asked(workspace.indicators, question.indicator)
    among = _among(workspace, region) if isinstance(region, Region) else "children"
    vintage = vintage_asked(workspace, question.as_of)
    with open_ledger(workspace, as_of=vintage) as ledger:
        period = period_asked(ledger, question.period, among=among)
        measures = Measures(ledger, workspace, among, question.level)
        rows = measures.progress(period, wanted.code if wanted else "")
        findings = tuple(differences(ledger, workspace, period, rows))
        chosen = tuple(_chosen(rows, region or None, everything=wanted is None))
        if not chosen:
            raise _empty(period, summed=bool(workspace.regions.children) and not region)
        return Shown(
            period,
            chosen,
            workspace.indicators,
            ledger.as_of,
            ledger.head,
            findings,
            release_of(ledger, period),
            tuple(adjusted(ledger, period, {row.region for row in chosen})),
            None if question.period or not _lacking(rows) else gathering(ledger, period),
            _rankings(ledger, workspace, among, period),
            _reported(ledger, workspace, rows) if question.reported else None,
        )


def _empty(period: Period, *, summed: bool) -> ZsError:
    """Say that what came for a period is of none of the regions that are shown."""
    hint = f"看谁报了：zs status {period}"
    if summed:
        hint += "；本级报的数不算，合计由下级相加"
    return ZsError("no-data", f"{period} 没有要看的地区的数", hint=hint)


def _reported(
    ledger: Ledger, workspace: Workspace, rows: Sequence[Progress]
) -> dict[tuple[str, str], Decimal | None]:
    """Return every 累计 before adjustments; a total's are those of the children it counts."""
    regions, counted = {row.region for row in rows}, [one.code for one in workspace.regions.counted]
    amounts = defaultdict[tuple[str, str], Decimal](Decimal)
    for one in adjusted(ledger, rows[0].period, regions) if rows else ():
        amounts[one.region, one.indicator] += one.amount
    found = dict[tuple[str, str], Decimal | None]()
    for row in rows:
        whose = counted if row.total else [row.region]
        taken = sum((amounts[code, row.indicator] for code in whose), Decimal(0))
        found[row.region, row.indicator] = None if row.ytd is None else row.ytd - taken
    return found


def _rankings(ledger: Ledger, workspace: Workspace, among: str, period: Period) -> str | None:
    """Return among whom ``zs rank`` has an answer for this period."""
    if among == "children" and workspace.regions.children:
        return among
    return "province" if has_period(ledger, period, "province") else None


def _lacking(rows: Sequence[Progress]) -> bool:
    return any(row.missing for row in rows)


def _among(workspace: Workspace, region: Region) -> str:
    inside = {workspace.regions.own.code, *(child.code for child in workspace.regions.children)}
    return "children" if region.code in inside else "province"


def _chosen(
    rows: Sequence[Progress], region: Region | None, *, everything: bool
) -> Iterator[Progress]:
    """Leave out other regions, and indicators that nobody ever gave a number for."""
    used = {
        row.indicator
        for row in rows
        if (row.ytd, row.base_ytd, row.target) != (None, None, None) or not everything
    }
    for row in rows:
        if row.indicator in used and (region is None or row.region == region.code):
            yield row
