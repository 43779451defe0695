"""A submission is taken back; nothing is deleted.

A withdrawal is a submission of its own: a row without a value stands where the withdrawn value
stood. Where that one had replaced an earlier one, the earlier value comes back under a restoration,
a submission that carries the name, the hash and the day of the file it first came in.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.decisions.corrections import as_json, stage_nothing, stage_submissions
from zhaoshang_cli.store.files.connection import rows, run
from zhaoshang_cli.store.runs.apply import add_incoming, last_submission
from zhaoshang_cli.store.runs.arrival import Circumstances
from zhaoshang_cli.store.runs.bounds import storable
from zhaoshang_cli.store.runs.committing import Decision, decide
from zhaoshang_cli.workspace import Workspace

CORRECTIONS = ("withdrawal", "restoration")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did."""

    submission: int
    """The number of the withdrawal itself."""

    withdrawn: int
    file: str
    erased: int
    """Values that are now without any."""

    restored: int
    """Values that an earlier submission had given, and that stand again."""


def withdraw(
    workspace: Workspace, number: int, *, reason: str, actor: str, command: str
) -> Withdrawn:
    """Take a submission back.

    Raises:
        ZsError: ``submission-unknown``, ``not-withdrawable`` or ``already-withdrawn``; whatever
            ``decide`` raises.
    """
    done: list[Withdrawn] = []

    def change(connection: duckdb.DuckDBPyConnection, circumstances: Circumstances) -> Decision:
        done.append(_take_back(connection, circumstances, number, storable(reason)))
        told = done[-1]
        return Decision(
            {"op": "withdraw", "withdraws": number, "reason": reason, "submission": told.submission}
        )

    decide(workspace, actor=actor, command=command, change=change)
    return done[-1]


def _take_back(
    connection: duckdb.DuckDBPyConnection, circumstances: Circumstances, number: int, reason: str
) -> Withdrawn:
    submissions = rows(connection, "SELECT * FROM ledger.submission ORDER BY id")
    found = {one["id"]: one for one in submissions}
    _check(connection, number, found)
    standing = [number, *_restorations(submissions, number)]
    for table in ("observation", "target"):
        run(connection, f"stage_withdrawn_{table}s", withdrawn=number, standing=standing)
    first = last_submission(connection) + 1
    origins = connection.execute(
        "SELECT origin FROM plan_observation WHERE origin IS NOT NULL"
        " UNION SELECT origin FROM plan_target WHERE origin IS NOT NULL ORDER BY origin"
    ).fetchall()
    numbers = {origin: first + 1 + place for place, (origin,) in enumerate(origins)}
    stage_submissions(
        connection,
        circumstances,
        [
            _copy(found[number], first, "withdrawal", {"withdraws": number, "reason": reason}),
            *(
                _copy(found[origin], new, "restoration", {"restores": origin})
                | {"received_on": found[origin]["received_on"]}
                for origin, new in numbers.items()
            ),
        ],
    )
    erased, restored = _stage_versions(connection, first, numbers)
    stage_nothing(connection, "finding", "withdrawal")
    connection.execute("INSERT INTO incoming_withdrawal VALUES (?, ?, ?)", [first, number, reason])
    add_incoming(connection)
    return Withdrawn(first, number, found[number]["file"], erased, restored)


def _check(
    connection: duckdb.DuckDBPyConnection, number: int, found: Mapping[int, Mapping[str, Any]]
) -> None:
    if number not in found:
        raise ZsError(
            "submission-unknown", f"没有第 {number} 次报送", hint="编号见 zs history 第一列"
        )
    if found[number]["kind"] in CORRECTIONS:
        raise ZsError(
            "not-withdrawable",
            f"第 {number} 次是撤回，不是报送",
            hint="要恢复原数，把原来的文件再收一次",
        )
    done = connection.execute(
        "SELECT submission FROM ledger.withdrawal WHERE withdrawn = ?", [number]
    ).fetchall()
    if done:
        raise ZsError(
            "already-withdrawn", f"第 {number} 次报送已经撤回过（第 {done[0][0]} 次）",
            hint="撤回记录见 zs history",
        )  # fmt: skip


def _restorations(submissions: Sequence[Mapping[str, Any]], number: int) -> list[int]:
    """Return the submissions under which values of ``number`` came back."""
    return [
        one["id"]
        for one in submissions
        if one["kind"] == "restoration" and json.loads(one["layout"])["restores"] == number
    ]


def _stage_versions(
    connection: duckdb.DuckDBPyConnection, withdrawal: int, restorations: Mapping[int, int]
) -> tuple[int, int]:
    """Stage the rows of a withdrawal; return how many are without a value, and how many come back."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE numbered AS"
        " SELECT unnest(CAST($old AS INTEGER[])) AS origin, unnest(CAST($new AS INTEGER[])) AS new",
        {"old": list(restorations), "new": list(restorations.values())},
    )
    erased = restored = 0
    for table in ("observation", "target"):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS"  # noqa: S608
            f" SELECT coalesce(numbered.new, $number) AS submission, plan.* EXCLUDE (origin)"
            f" FROM plan_{table} AS plan LEFT JOIN numbered USING (origin)",
            {"number": withdrawal},
        )
        counted = connection.execute(
            f"SELECT count(*) - count(value), count(value) FROM incoming_{table}"  # noqa: S608
        ).fetchall()
        erased, restored = erased + counted[0][0], restored + counted[0][1]
    return erased, restored


def _copy(
    submission: Mapping[str, Any], number: int, kind: str, layout: Mapping[str, object]
) -> dict[str, object]:
    kept = {
        name: submission[name] for name in ("file", "sha256", "bytes", "encoding", "signatures")
    }
    return {**kept, "id": number, "kind": kind, "layout": as_json(layout)}
