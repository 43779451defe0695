"""How a run of ``zs ingest`` is told: a line a file for people, and the object for scripts."""

from collections import Counter
from collections.abc import Mapping

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.intake import FileReport, IngestReport, Status
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.screen.messages import show_findings, show_next, show_note

KINDS = {Kind.RETURNS: "县区月报", Kind.PROVINCE: "全省通报表", Kind.TARGETS: "年度目标"}
_MARKS = {Status.REJECTED: "error", Status.REVISED: "warning"}
_MONTH = 30
"""As many files are told one by one."""

_COLUMNS = (
    Column("文件"),
    Column("种类"),
    Column("地区"),
    Column("期间"),
    Column("结果"),
    Column("新增", numeric=True),
    Column("更正", numeric=True),
    Column("未变", numeric=True),
    Column("隔离", numeric=True),
)


def intake_answer(report: IngestReport, names: Mapping[str, str]) -> Answer:
    """Lay out what became of a run.

    Args:
        report: The run.
        names: The label of every region by its code.
    """
    told = [file for file in report.files if _worth_a_line(file, len(report.files))]
    notes = [f"{count} 个文件{status.chinese}" for status, count in _untold(report, told)]
    if report.passed_over:
        notes.append(f"文件夹里另有 {len(report.passed_over)} 个不是表格的文件，没有读")
    table = Table(
        f"收数：{len(report.files)} 个文件",
        _COLUMNS if told else (),
        tuple(_row(file, names) for file in told),
        ("；".join(notes),) if notes else (),
    )
    return Answer("ingest", {"submissions": [_object(file) for file in report.files]}, (table,))


def _worth_a_line(file: FileReport, files: int) -> bool:
    """Tell every file of a month; of a large batch only those that somebody must look at."""
    if file.status is Status.UNCHANGED:
        return False
    return files <= _MONTH or file.quarantined > 0 or file.status in _MARKS


def _untold(report: IngestReport, told: list[FileReport]) -> list[tuple[Status, int]]:
    rest = Counter(file.status for file in report.files)
    rest.subtract(file.status for file in told)
    return [(status, rest[status]) for status in Status if rest[status]]


def finding_object(finding: Finding) -> dict[str, object]:
    """Write a finding for scripts."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": {"file": place.file, "sheet": place.sheet or None, "cell": place.cell},
        "message": finding.message,
        "hint": finding.hint,
        "raw": finding.raw,
    }


def _row(file: FileReport, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(file.file),
        Cell(NOTHING if file.kind is None else KINDS[file.kind]),
        Cell(_several([names.get(code, code) for code in file.regions], "个地区")),
        Cell(_several([str(Period.from_number(one)) for one in file.periods], "个期间")),
        Cell(file.status.chinese, mark=_MARKS.get(file.status)),
        *map(_count, (file.added, file.changed, file.unchanged, file.quarantined)),
    )


def _several(names: list[str], word: str) -> str:
    if not names:
        return NOTHING
    return names[0] if len(names) == 1 else f"{len(names)}{word}"


def _count(number: int) -> Cell:
    return Cell(str(number), number)


def _object(file: FileReport) -> dict[str, object]:
    return {
        "file": file.file,
        "kind": None if file.kind is None else file.kind.value,
        "regions": list(file.regions),
        "periods": [str(Period.from_number(one)) for one in file.periods],
        "status": file.status.value,
        "submission": file.submission,
        "added": file.added,
        "changed": file.changed,
        "unchanged": file.unchanged,
        "quarantined": file.quarantined,
        "findings": [finding_object(one) for one in file.findings],
        "findings_unlisted": sum(file.unlisted.values()),
    }


def _unlisted(report: IngestReport) -> Counter[tuple[str, Severity]]:
    """Count the findings of all files that are too many to be told one by one."""
    return sum((Counter(file.unlisted) for file in report.files), Counter())


_SHOWN = 20
"""How many findings are written out; the rest is counted, and stands in ``--json``."""

_HINTS = 5
"""How many of what is only 提示."""


def show_doubts(report: IngestReport, following: str) -> None:
    """Write what is wrong or doubtful to stderr, the gravest first; many 提示 are only counted.

    Args:
        report: The run.
        following: What to do next.
    """
    doubts = sorted(
        (one for file in report.files for one in file.findings if one.severity != "info"),
        key=lambda one: one.severity != "error",
    )
    show_findings(doubts[:_SHOWN])
    unlisted = _unlisted(report)
    more = sum(many for (_, severity), many in unlisted.items() if severity != "info")
    if more:
        where = f"加 --json 看前 {len(doubts)} 条；收下以后，用 zs sql 查 finding 看全部"
        show_note(f"还有 {len(doubts) - _SHOWN + more} 条，{where}")
    elif len(doubts) > _SHOWN:
        show_note(f"还有 {len(doubts) - _SHOWN} 条，加 --json 看全部")
    hints = [one for file in report.files for one in file.findings if one.severity == "info"]
    counts = Counter(one.code for one in hints)
    counts.update({code: many for (code, severity), many in unlisted.items() if severity == "info"})
    if counts.total() <= _HINTS:
        show_findings(hints)
    else:
        told = "、".join(f"{code} {count} 处" for code, count in counts.most_common())
        show_note(f"提示：{told}（zs explain 代码，看是什么意思）")
    if report.profile is not None:
        show_note(f"存下了读表设定 profiles/{report.profile}.toml")
    show_next(following)
