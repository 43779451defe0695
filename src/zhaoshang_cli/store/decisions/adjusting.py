"""A reported value is adjusted (核减、补报、更正); what was reported stays as it is.

An adjustment is kept as the amounts by which the confirmed value (认定数) of each cell differs from
the reported one: the 累计 of the period it is decided for and of the later periods of that year,
and the 本月 of that period alone. A year later those 累计 are the base, so that the base carries the
adjustment too. ``sql/views/observation.sql`` adds them up; ``sql/views/reported.sql`` does not.
"""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.decisions.corrections import as_json, stage_nothing, stage_submissions
from zhaoshang_cli.store.runs.apply import add_incoming, last_submission
from zhaoshang_cli.store.runs.arrival import Circumstances
from zhaoshang_cli.store.runs.bounds import storable
from zhaoshang_cli.store.runs.committing import Decision, decide
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A decision on one reported value, in the indicator's canonical unit."""

    region: str
    period: int
    indicator: str
    amount: Decimal
    kind: str
    """核减, 补报 or 更正."""

    reason: str
    document: str
    approver: str
    cells: tuple[tuple[int, str], ...]
    """The periods and bases whose confirmed value it changes."""


def adjust(workspace: Workspace, adjustment: Adjustment, *, actor: str, command: str) -> int:
    """Record an adjustment, and return the number of its submission.

    Raises:
        ZsError: ``already-adjusted``; whatever ``decide`` raises.
    """
    numbers: list[int] = []

    def change(connection: duckdb.DuckDBPyConnection, circumstances: Circumstances) -> Decision:
        _require_new(connection, adjustment)
        number = last_submission(connection) + 1
        numbers.append(number)
        _stage_adjustment(connection, adjustment, number)
        told = _told(adjustment)
        made = {
            "kind": "adjustment", "file": storable(adjustment.document), "sha256": "", "bytes": 0,
            "encoding": "", "layout": as_json(told), "signatures": "{}",
        }  # fmt: skip
        stage_submissions(connection, circumstances, [{"id": number, **made}])
        stage_nothing(connection, "observation", "target", "finding")
        add_incoming(connection)
        return Decision({"op": "adjust", "submission": number, **told})

    decide(workspace, actor=actor, command=command, change=change)
    return numbers[-1]


def _require_new(connection: duckdb.DuckDBPyConnection, adjustment: Adjustment) -> None:
    """Refuse what stands already: a command repeated after a power cut must not count twice."""
    told = {**_told(adjustment), "amount": adjustment.amount}
    told["decided_for"] = told.pop("period")
    same = " AND ".join(f"{name} = ${name}" for name in told)
    found = connection.execute(
        f"SELECT min(submission) FROM ledger.adjustment WHERE retired_by IS NULL AND {same}",  # noqa: S608
        told,
    ).fetchall()
    if found[0][0] is not None:
        raise ZsError(
            "already-adjusted",
            f"第 {found[0][0]} 次已经这样调整过，没有再记",
            hint="确是另一笔，在 --reason 里写明与那一笔的区别",
        )


def _stage_adjustment(
    connection: duckdb.DuckDBPyConnection, adjustment: Adjustment, number: int
) -> None:
    stage_nothing(connection, "adjustment")
    connection.executemany(
        "INSERT INTO incoming_adjustment VALUES (?, ?, ?, ?, ?, 'county', ?, ?, ?, ?, ?, ?, NULL)",
        [
            [
                number, adjustment.region, period, adjustment.indicator, basis, adjustment.amount,
                adjustment.period, adjustment.kind, storable(adjustment.reason),
                storable(adjustment.document), storable(adjustment.approver),
            ]
            for period, basis in adjustment.cells
        ],
    )  # fmt: skip


def _told(adjustment: Adjustment) -> dict[str, object]:
    return {
        "region": adjustment.region, "period": adjustment.period,
        "indicator": adjustment.indicator, "amount": format(adjustment.amount, "f"),
        "kind": adjustment.kind, "reason": storable(adjustment.reason),
        "document": storable(adjustment.document), "approver": storable(adjustment.approver),
    }  # fmt: skip
