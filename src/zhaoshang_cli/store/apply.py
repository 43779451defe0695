"""Append a run to the ledger: the same way from a plan as from an archive."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from zhaoshang_cli.store.connection import rows, run
from zhaoshang_cli.store.journal import Entry
from zhaoshang_cli.store.staging import load, rows_frame

FACTS = ("observation", "target")
DECISIONS = ("adjustment", "withdrawal", "release")
TABLES = ("submission", *FACTS, "finding", *DECISIONS)
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
    return int(meta.get("journal_seq", 0)), meta.get("journal_hash", "")


def add_incoming(connection: duckdb.DuckDBPyConnection) -> None:
    """Append the temporary tables ``incoming_…`` and retire what they replace."""
    for table in DECISIONS:
        # Only a correcting run and a replayed one have staged any.
        connection.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS incoming_{table} AS FROM ledger.{table} LIMIT 0"
        )
    append_incoming(connection)
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


def export_run(
    connection: duckdb.DuckDBPyConnection, after: int, staging: Path
) -> dict[str, bytes]:
    """Write what was appended after submission ``after`` as the entries of an archive."""
    entries = {"submission.json": _submissions(connection, after)}
    run_of = "(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM ledger.meta WHERE key = 'journal_seq')"
    conditions = dict.fromkeys(_NUMBERED, f"submission > {after:d}") | {
        "release": f"run > {run_of}"
    }
    for table, new in conditions.items():
        path = staging / f"{table}.csv"
        columns = ", ".join(_columns(connection, f"ledger.{table}"))
        written = connection.execute(
            f"COPY (SELECT {columns} FROM ledger.{table} WHERE {new}"  # noqa: S608
            f" ORDER BY ALL) TO '{_quoted(path)}' ({_CSV})"
        ).fetchall()
        if table not in DECISIONS or written[0][0]:
            entries[path.name] = path.read_bytes()
    return entries


def load_run(
    connection: duckdb.DuckDBPyConnection, entries: dict[str, bytes], staging: Path
) -> None:
    """Fill the temporary tables ``incoming_…`` from the entries of an archive, or of several."""
    submissions = rows_frame("submission", json.loads(entries["submission.json"]))
    load(connection, "incoming_submission", submissions, staging)
    for table in TABLES[1:]:
        path = staging / f"{table}.csv"
        if path.name not in entries and table in DECISIONS:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS FROM ledger.{table} LIMIT 0"
            )
            continue
        path.write_bytes(entries[path.name])
        columns = _columns(connection, f"ledger.{table}")
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS FROM read_csv('{_quoted(path)}',"
            f" columns = {{{types}}}, header = true, delim = ',', quote = '\"', escape = '\"',"
            " nullstr = '\\N', allow_quoted_nulls = false, auto_detect = false, parallel = false)"
        )


def merged(runs: Iterable[Mapping[str, bytes]]) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Lay the entries of following runs together, so that they load as one.

    Yields:
        How many runs were laid together, and their entries: as many as have the same columns and
        go easily into memory.
    """
    gathered: dict[str, list[bytes]] = {}
    count = size = 0
    for entries in runs:
        fits = all(
            name not in gathered or _head(gathered[name][0]) == _head(data)
            for name, data in entries.items()
        )
        if count and (not fits or size > _AT_ONCE):
            yield count, _joined(gathered)
            gathered, count, size = {}, 0, 0
        for name, data in entries.items():
            gathered.setdefault(name, []).append(data)
        count, size = count + 1, size + sum(map(len, entries.values()))
    if count:
        yield count, _joined(gathered)


_AT_ONCE = 64_000_000
"""Bytes of runs that are laid together."""


def _head(data: bytes) -> bytes:
    """Return the columns of a CSV entry; a list of submissions names them in every row."""
    return b"" if data.startswith(b"[") else data.partition(b"\n")[0]


def _joined(gathered: Mapping[str, Sequence[bytes]]) -> dict[str, bytes]:
    submissions = [one for data in gathered["submission.json"] for one in json.loads(data)]
    tables = {
        name: b"".join([parts[0], *(part.partition(b"\n")[2] for part in parts[1:])])
        for name, parts in gathered.items()
        if name.endswith(".csv")
    }
    return {**tables, "submission.json": json.dumps(submissions).encode()}


def _submissions(connection: duckdb.DuckDBPyConnection, after: int) -> bytes:
    found = rows(
        connection,
        "SELECT * EXCLUDE (journal_hash) REPLACE (CAST(received_on AS VARCHAR) AS received_on)"
        " FROM ledger.submission WHERE id > $after ORDER BY id",
        {"after": after},
    )
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the columns that an archive keeps, with their types: not what is recomputed."""
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    return {row[0]: row[1] for row in described if row[0] not in {"retired_by", "journal_hash"}}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
