"""``zs show``: how far every region is with every indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhaoshang_cli.domain.agreement import alike
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.errors import Place
from zhaoshang_cli.render.figures import prose
from zhaoshang_cli.render.progress_table import Shown
from zhaoshang_cli.store.catalogue import load_metric
from zhaoshang_cli.store.ledger import Ledger, open_ledger
from zhaoshang_cli.workflows.asking import (
    gathering,
    indicator_asked,
    period_asked,
    region_asked,
)
from zhaoshang_cli.workflows.measuring import Measures
from zhaoshang_cli.workflows.releases import adjusted, release_of
from zhaoshang_cli.workflows.vintage import vintage_asked
from zhaoshang_cli.workspace import Workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the user's words; None where nothing was said."""

    period: str | None = None
    region: str | None = None
    indicator: str | None = None
    level: str | None = None
    as_of: str | None = None


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
        findings = tuple(_differences(ledger, workspace, period, rows))
        chosen = tuple(_chosen(rows, region or None, everything=wanted is None))
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
        )


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


def _differences(
    ledger: Ledger, workspace: Workspace, period: Period, rows: Sequence[Progress]
) -> Iterator[Finding]:
    """Set the sum of the children against the figure that the province printed."""
    printed = {
        row["indicator"]: row
        for row in ledger.ask(load_metric("province_by_indicator"), {"period": period.number})
    }
    for row in rows:
        theirs = printed.get(row.indicator)
        own = row.region == workspace.regions.own.code
        if not own or not row.complete or row.ytd is None or theirs is None:
            continue
        if not alike(row.ytd, theirs["ytd"], theirs["printed"]):
            indicator = workspace.indicators[row.indicator]
            yield Finding(
                "province-differs",
                Severity.WARNING,
                f"{indicator.name}的{'下级合计' if row.total else '报数'}是{prose(row.ytd, indicator)}，"
                f"省通报是{prose(theirs['ytd'], indicator)}",
                Place(theirs["file"], theirs["sheet"], theirs["cell"]),
                "与省里核对口径和补报",
                raw=theirs["printed"],
                region=row.region,
                period=period.number,
                indicator=row.indicator,
            )
