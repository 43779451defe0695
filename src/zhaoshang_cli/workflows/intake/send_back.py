"""Send a sheet back to its county, with the doubtful cells marked and what was expected of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.sheet import Sheet
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import Ledger, open_ledger
from zhaoshang_cli.store.runs.arrival import Arrival
from zhaoshang_cli.store.runs.recording import record
from zhaoshang_cli.store.runs.spool import spooling
from zhaoshang_cli.workflows.intake.reading import Read, actor, readings
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A county's file and what is doubtful in it."""

    data: bytes | None
    """The file itself where it is XLSX; None for other kinds."""

    sheets: Sequence[Sheet]
    """Every sheet as it was read."""

    sha256: str
    identity: tuple[str, ...]
    findings: tuple[Finding, ...]
    expected: dict[Finding, str]


def doubtful(workspace: Workspace, path: Path, decisions: Decisions, *, output: Path) -> Doubtful:
    """Read a file and gather what its county should mend or explain.

    Args:
        workspace: Whose ledger the file is set against.
        path: The county's file.
        decisions: What the user decided of it.
        output: Where the marked sheet is to go: never over the county's own.

    Raises:
        ZsError: Why the file cannot be opened; ``return-one-file`` for an archive of several;
            ``return-nothing`` where nothing is doubtful; ``output-over-input``.
    """
    if output.resolve() == path.resolve():
        raise ZsError(
            "output-over-input", "退回表会盖掉来表", Place(str(output)), "用 -o 另起一个文件名"
        )
    read = list(readings(workspace, [path], decisions))
    if len(read) != 1:
        raise ZsError(
            "return-one-file", "一次退回一个文件", Place(str(path)), "把压缩包解开，逐个退回"
        )
    only = read[0]
    if only.book is None:
        assert isinstance(only.result, ZsError)  # noqa: S101 - a file that was opened has a book
        raise only.result
    findings = tuple(one for one in _findings(workspace, only) if one.severity != "info")
    if not findings:
        raise ZsError(
            "return-nothing", "这个文件没有要核实的地方", Place(str(path)), "直接收下：zs ingest"
        )
    with open_ledger(workspace) as ledger:
        expected = {one: told for one in findings if (told := _expected(workspace, ledger, one))}
    return Doubtful(
        only.data if only.book.encoding == "xlsx" else None,
        only.book.sheets,
        only.book.sha256,
        only.identity,
        findings,
        expected,
    )


def _findings(workspace: Workspace, read: Read) -> tuple[Finding, ...]:
    """Return what is found in a file, in itself and against the ledger."""
    result = read.result
    if isinstance(result, ZsError):
        place = result.place or Place(read.name)
        return (Finding(result.code, Severity.ERROR, result.message, place, result.hint),)
    arrival = Arrival((result,), read.data, datetime.now().astimezone().date())
    with spooling(workspace) as spool:
        spool.take(arrival)
        recorded = record(
            workspace, spool, actor=actor(), command="zs return", preview=_write_nothing
        )
    return recorded.outcomes[0].findings


def _write_nothing(_draft: Path) -> None:
    """Let the run be a plan only."""


def _expected(workspace: Workspace, ledger: Ledger, finding: Finding) -> str:
    """Say what last month's figure lets one expect of a cell."""
    if not (finding.region and finding.period and finding.indicator):
        return ""
    values = {"region": finding.region, "period": finding.period}
    rows = ledger.ask(load_metric("reported_by_region"), values)
    before = next(
        (row["before_ytd"] for row in rows if row["indicator"] == finding.indicator), None
    )
    indicator = workspace.indicators.get(finding.indicator)
    month = Period.from_number(finding.period).after(-1)
    if before is None or indicator is None:
        return ""
    if not indicator.comparable(month.number, finding.period):
        return ""
    least = _plain(before)
    if finding.basis == "month":
        return f"{month} 累计为 {least}{indicator.unit}，本月＝本年累计－{least}"
    return f"本年累计不小于 {month} 的 {least}{indicator.unit}"


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
