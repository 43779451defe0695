"""Audits, backups and the whole ledger, as tables and as objects."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.upkeep import Audit, Backup, ControlTotal, Sum
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.tables.cells import BASES, exact
from zhaoshang_cli.render.tables.intake import finding_object

TABLES = {
    "journal": "流水",
    "submission": "报送",
    "observation": "数据",
    "target": "目标",
    "finding": "问题",
    "adjustment": "核减补报",
    "withdrawal": "撤回",
    "release": "发布",
}
"""What the tables of the ledger are called."""

_NAMELESS: Mapping[str, str] = {}
_SOURCES = {"county": "县区报数", "province": "省通报", "target": "目标", "adjustment": "核减补报"}
_TOTALS = (
    Column("指标"),
    Column("口径"),
    Column("来源"),
    Column("归档个数", numeric=True),
    Column("归档合计", numeric=True),
    Column("台账个数", numeric=True),
    Column("台账合计", numeric=True),
    Column("现行个数", numeric=True),
    Column("现行合计", numeric=True),
)
_PLACES = 6
_WORDY = (Column("程度"), Column("代码"), Column("哪里"), Column("说明"), Column("办法"))


def audit_answer(
    command: str, title: str, audit: Audit, named: Mapping[str, str] = _NAMELESS
) -> Answer:
    """Lay out an audit.

    Args:
        command: The schema's name: ``audit``, ``doctor`` …
        title: What was done.
        audit: What was found.
        named: Indicators by code, with their units.
    """
    verdict = "全部对得上" if audit.sound else f"有 {_problems(audit)} 处对不上"
    counts = [
        Cell("批次"), _count(audit.runs), *(cell for name, n in audit.rows.items() for cell in
        (Cell(TABLES.get(name, name)), _count(n))), Cell("原件"), _count(audit.originals),
    ]  # fmt: skip
    rows = tuple(zip(counts[::2], counts[1::2], strict=True))
    summary = Table(
        f"{title}：{verdict}",
        (Column("项目"), Column("数量", numeric=True)),
        rows,
        (f"流水末行哈希：{audit.head or NOTHING}",),
    )
    payload = {
        "sound": audit.sound,
        "head": audit.head or None,
        "runs": audit.runs,
        "originals": audit.originals,
        "rows": audit.rows,
        "findings": [finding_object(one) for one in audit.findings],
    }
    told = [summary]
    if audit.totals:
        payload["totals"] = [_total_object(one) for one in audit.totals]
        told.append(_totals(audit.totals, named))
    if audit.findings:
        told.append(_findings(audit.findings))
    return Answer(command, payload, tuple(told))


def backup_answer(command: str, title: str, backup: Backup, audit: Audit) -> Answer:
    """Lay out a backup that was written or restored, and the audit of what is in it."""
    audited = audit_answer(command, "核对", audit)
    table = Table(
        f"{title}：{backup.path}",
        (Column("项目"), Column("数量", numeric=True)),
        (
            (Cell("文件"), _count(backup.files)),
            (Cell("大小（千字节）"), _count(-(-backup.size // 1000))),
        ),
    )
    payload = {"path": str(backup.path), "files": backup.files, "bytes": backup.size}
    return Answer(command, payload | dict(audited.payload), (table, *audited.tables))


def ledger_answer(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], *, as_of: int, head: str
) -> Answer:
    """Lay out the whole ledger at a vintage, a table each."""
    payload: dict[str, object] = {"as_of": as_of, "head": head or None}
    payload |= {
        name: [{key: _plain(value) for key, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }
    return Answer("audit.export", payload, tuple(_table(*one) for one in tables.items() if one[1]))


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = tuple(Column(key, numeric=_numeric(value)) for key, value in rows[0].items())
    laid = tuple(tuple(_cell(value) for value in row.values()) for row in rows)
    return Table(TABLES.get(name, name), columns, laid)


def _totals(totals: Sequence[ControlTotal], named: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            Cell(named.get(one.indicator, one.indicator)),
            Cell(BASES.get(one.basis, one.basis)),
            Cell(_SOURCES.get(one.source, one.source)),
            *(cell for side in (one.archived, one.stored, one.standing) for cell in _added(side)),
        )
        for one in totals
    )
    told = "归档一栏不经过台账，从归档逐个相加；与台账不符的，下面逐批列出"
    return Table(
        "控制总数：收下的每一版都算；现行一栏只算没有被替换、撤去的", _TOTALS, rows, (told,)
    )


def _added(one: Sum | None) -> tuple[Cell, Cell]:
    if one is None:
        return Cell(NOTHING), Cell(NOTHING)
    return _count(one.count), exact(one.total)


def _total_object(one: ControlTotal) -> dict[str, object]:
    sides = {"archived": one.archived, "stored": one.stored, "standing": one.standing}
    return {
        "indicator": one.indicator,
        "basis": one.basis,
        "source": one.source,
        **{
            name: None if side is None else {"count": side.count, "sum": side.total}
            for name, side in sides.items()
        },
    }


def _findings(findings: Sequence[Finding]) -> Table:
    rows = tuple(
        (
            Cell(one.severity.chinese, mark=one.severity.value),
            Cell(one.code),
            Cell(str(one.place)),
            Cell(one.message),
            Cell(one.hint or ""),
        )
        for one in findings
    )
    return Table("逐条", _WORDY, rows)


def _problems(audit: Audit) -> int:
    return sum(one.severity != "info" for one in audit.findings)


def _count(number: int) -> Cell:
    return Cell(str(number), number)


def _numeric(value: object) -> bool:
    return isinstance(value, int | Decimal)


def _cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        return Cell(format(value.normalize(), "f"), value, min(_PLACES, _decimals(value)))
    if isinstance(value, int):
        return Cell(str(value), value)
    return Cell("" if value is None else str(value))


def _decimals(value: Decimal) -> int:
    return len(format(value.normalize(), "f").partition(".")[2])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
