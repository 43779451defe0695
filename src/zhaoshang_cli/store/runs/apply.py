"""Append a run to the ledger, and write out what was appended."""

import json
from pathlib import Path

import duckdb

from zhaoshang_cli.store.files.connection import each, run
from zhaoshang_cli.store.files.journal import Entry
from zhaoshang_cli.store.files.refusals import noted_number

FACTS = ("observation", "target")
DECISIONS = ("adjustment", "withdrawal", "release")
TABLES = ("submission", *FACTS, "finding", *DECISIONS)
SUBMISSIONS = "submission.json"
_NUMBERED = (*FACTS, "finding", "adjustment", "withdrawal")
"""The tables whose rows belong to a submission."""

_CSV = "header, nullstr '\\N', force_quote *"


def last_submission(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the newest submission; 0 before the first."""
    (newest,) = connection.execute("SELECT max(id) FROM ledger.submission").fetchall()
    return int(newest[0] or 0)


def applied(connection: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """Return the number and hash of the last journal line that the store holds."""
    meta = dict(connection.execute("SELECT key, value FROM ledger.meta").fetchall())
    return noted_number(meta.get("journal_seq", "0") or ""), meta.get("journal_hash", "")


def add_incoming(connection: duckdb.DuckDBPyConnection) -> None:
    """Append the temporary tables ``incoming_…`` and retire what they replace."""
    for table in DECISIONS:
        # Only a correcting run and a replayed one have staged any.
        connection.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS incoming_{table} AS FROM ledger.{table} LIMIT 0"
        )
    append_incoming(connection)
    for table in FACTS:
        # What follows nothing retires nothing: a run that knows says which rows do.
        connection.execute(
            f"CREATE TEMP VIEW IF NOT EXISTS touched_{table} AS FROM incoming_{table}"
        )
    for table in (*FACTS, "adjustment"):
        run(connection, f"retire_{table}s")


def append_incoming(connection: duckdb.DuckDBPyConnection) -> None:
    """Append the temporary tables ``incoming_…``, all of them."""
    for table in TABLES:
        run(connection, f"add_{table}s")


def seal(connection: duckdb.DuckDBPyConnection, *entries: Entry) -> None:
    """Note the journal's lines that runs stand under; the last is the newest."""
    lines = json.dumps([{"run": entry.seq, "hash": entry.hash} for entry in entries])
    for table in ("submission", "release"):
        connection.execute(
            f"UPDATE ledger.{table} AS sealed SET journal_hash = line.hash"  # noqa: S608
            """ FROM (
                SELECT unnest(from_json($lines, '[{"run": "INTEGER", "hash": "VARCHAR"}]'),
                max_depth := 2)
            ) AS line WHERE sealed.run = line.run""",
            {"lines": lines},
        )
    connection.execute("DELETE FROM ledger.meta WHERE key IN ('journal_seq', 'journal_hash')")
    connection.execute(
        "INSERT INTO ledger.meta VALUES ('journal_seq', $seq), ('journal_hash', $hash)",
        {"seq": str(entries[-1].seq), "hash": entries[-1].hash},
    )


def export_run(connection: duckdb.DuckDBPyConnection, after: int, staging: Path) -> dict[str, Path]:
    """Write what was appended after submission ``after`` as the entries of an archive.

    Returns:
        Their names in the archive, and where they lie.
    """
    entries = {SUBMISSIONS: staging / SUBMISSIONS}
    _write_submissions(connection, after, entries[SUBMISSIONS])
    run_of = "(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM ledger.meta WHERE key = 'journal_seq')"
    conditions = dict.fromkeys(_NUMBERED, f"submission > {after:d}") | {
        "release": f"run > {run_of}"
    }
    for table, new in conditions.items():
        path = staging / f"{table}.csv"
        columns = ", ".join(kept_columns(connection, table))
        written = connection.execute(
            f"COPY (SELECT {columns} FROM ledger.{table} WHERE {new}"  # noqa: S608
            f" ORDER BY ALL) TO '{quoted(path)}' ({_CSV})"
        ).fetchall()
        if table not in DECISIONS or written[0][0]:
            entries[path.name] = path
    return entries


def kept_columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the columns that an archive keeps, with their types: not what is recomputed."""
    described = connection.execute(f"DESCRIBE ledger.{table}").fetchall()
    return {row[0]: row[1] for row in described if row[0] not in {"retired_by", "journal_hash"}}


def quoted(path: Path) -> str:
    """Write a path so that it may stand between the quotes of a statement."""
    return str(path).replace("'", "''")


def _write_submissions(connection: duckdb.DuckDBPyConnection, after: int, path: Path) -> None:
    query = "SELECT * EXCLUDE (journal_hash) REPLACE (CAST(received_on AS VARCHAR) AS received_on)"
    new = f" FROM ledger.submission WHERE id > {after:d} ORDER BY id"
    found = each(connection, query + new)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for place, row in enumerate(found):
            told = json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
            file.write(f"{',' if place else ''}\n {told}")
        file.write("\n]" if file.tell() > 1 else "]")
