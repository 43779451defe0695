"""What every decision about earlier submissions stages before it is appended."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from zhaoshang_cli.store.runs.arrival import Circumstances


def stage_submissions(
    connection: duckdb.DuckDBPyConnection,
    circumstances: Circumstances,
    submissions: Sequence[Mapping[str, object]],
) -> None:
    """Fill ``incoming_submission``; what is not given is what the run says."""
    stage_nothing(connection, "submission")
    shared = {
        "run": circumstances.run, "actor": circumstances.actor,
        "received_on": date.fromisoformat(circumstances.recorded_at[:10]),
        "recorded_at": circumstances.recorded_at, "command": circumstances.command,
    }  # fmt: skip
    for one in submissions:
        whole = shared | dict(one)
        connection.execute(
            f"INSERT INTO incoming_submission ({', '.join(whole)})"  # noqa: S608
            f" VALUES ({', '.join('?' * len(whole))})",
            list(whole.values()),
        )


def stage_nothing(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Make empty tables ``incoming_…``."""
    for table in tables:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS FROM ledger.{table} LIMIT 0"
        )


def as_json(told: Mapping[str, object]) -> str:
    """Write what a submission keeps in its layout."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
