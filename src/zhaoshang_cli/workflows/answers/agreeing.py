"""Hold what the children add up to against what the province printed of the own region."""

from collections.abc import Iterable, Iterator

from zhaoshang_cli.domain.agreement import alike
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.errors import Place
from zhaoshang_cli.render.figures import prose
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger
from zhaoshang_cli.workspace import Workspace


def differences(
    ledger: Ledger, workspace: Workspace, period: Period, rows: Iterable[Progress]
) -> Iterator[Finding]:
    """Find where the two differ by more than the decimals that were printed."""
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
