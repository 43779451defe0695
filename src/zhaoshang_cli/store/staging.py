"""The rows of a run as frames: shaped and checked in Polars, handed to DuckDB as Parquet."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Observation, Reading, Target
from zhaoshang_cli.store.arrival import Arrival, Circumstances
from zhaoshang_cli.store.bounds import storable_all

KEYS = {
    "observation": ("region", "period", "indicator", "basis", "source"),
    "target": ("region", "year", "indicator", "level"),
}
"""What tells one cell of the ledger from another."""

_TEXT, _NUMBER = pl.String(), pl.Int32()
_VALUE = pl.Decimal(18, 6)
_REST = {"raw": _TEXT, "sheet": _TEXT, "cell": _TEXT}
_OBSERVED = {
    "region": _TEXT, "period": _NUMBER, "indicator": _TEXT, "basis": _TEXT, "source": _TEXT,
}  # fmt: skip
_AIMED = {"region": _TEXT, "year": _NUMBER, "indicator": _TEXT, "level": _TEXT}
_SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "observation": {"file": _NUMBER, **_OBSERVED, "value": _TEXT, **_REST},
    "target": {"file": _NUMBER, **_AIMED, "value": _TEXT, **_REST},
    "blank": {"file": _NUMBER, **_OBSERVED, **_REST},
    "arrival": {"file": _NUMBER, "received_on": pl.Date(), "dated": pl.Boolean()},
    "numbered": {"file": _NUMBER, "submission": _NUMBER},
    "submission": {
        "id": _NUMBER, "run": _NUMBER, "kind": _TEXT, "file": _TEXT, "sha256": _TEXT,
        "bytes": pl.Int64(), "encoding": _TEXT, "layout": _TEXT, "signatures": _TEXT,
        "actor": _TEXT, "received_on": _TEXT, "recorded_at": _TEXT, "command": _TEXT,
    },
    "finding": {
        "submission": _NUMBER, "code": _TEXT, "severity": _TEXT, "message": _TEXT,
        "hint": _TEXT, "sheet": _TEXT, "cell": _TEXT, "raw": _TEXT, "region": _TEXT,
        "period": _NUMBER, "indicator": _TEXT, "basis": _TEXT,
    },
}  # fmt: skip
"""``file`` is the file's place in the run."""

_AT_ONCE = 200
"""So many files go into a frame at once: lists of Python's take more room than columns do."""


def entries_frame(kind: str, readings: Sequence[tuple[int, Reading]]) -> pl.DataFrame:
    """Lay the entries of one kind of all files into one frame.

    Args:
        kind: ``observation``, ``target`` or ``blank``.
        readings: The files by their place in the run.

    Returns:
        A column ``file`` and one for each field of the entries, ``value`` exact.
    """
    parts = [_part(kind, readings[at : at + _AT_ONCE]) for at in range(0, len(readings), _AT_ONCE)]
    return pl.concat(parts or [_part(kind, ())])


def _part(kind: str, readings: Sequence[tuple[int, Reading]]) -> pl.DataFrame:
    names = [name for name in _SCHEMAS[kind] if name not in {"file", "value"}]
    columns: dict[str, list[object]] = {name: [] for name in _SCHEMAS[kind]}
    for number, reading in readings:
        entries = _entries(kind, reading)
        columns["file"].extend([number] * len(entries))
        for name in names:
            columns[name].extend(getattr(entry, name) for entry in entries)
        if "value" in columns:
            columns["value"].extend(
                format(entry.value, "f")
                for entry in entries
                if isinstance(entry, Observation | Target)
            )
    frame = _frame(kind, columns)
    return frame.with_columns(pl.col("value").cast(_VALUE)) if "value" in columns else frame


def rows_frame(kind: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Lay rows into a frame: of arrivals, their numbers, submissions or findings."""
    held = list(rows)
    return _frame(kind, {name: [row[name] for row in held] for name in _SCHEMAS[kind]})


def finding_row(submission: int, one: Finding) -> dict[str, object]:
    """Lay out a finding of a numbered file."""
    return {
        "submission": submission, "code": one.code, "severity": one.severity.value,
        "message": one.message, "hint": one.hint, "sheet": one.place.sheet,
        "cell": one.place.cell, "raw": one.raw, "region": one.region, "period": one.period,
        "indicator": one.indicator, "basis": one.basis,
    }  # fmt: skip


def submission_row(
    arrival: Arrival, number: int, circumstances: Circumstances
) -> dict[str, object]:
    """Lay out the arrival of a numbered file."""
    reading = arrival.reading
    return {
        "id": number,
        "run": circumstances.run,
        "kind": reading.kind.value,
        "file": reading.file,
        "sha256": reading.sha256,
        "bytes": reading.size,
        "encoding": reading.encoding,
        "layout": json.dumps(reading.layout, ensure_ascii=False, sort_keys=True),
        "signatures": json.dumps(reading.signatures, ensure_ascii=False, sort_keys=True),
        "actor": circumstances.actor,
        "received_on": arrival.received_on.isoformat(),
        "recorded_at": circumstances.recorded_at,
        "command": circumstances.command,
    }


_ROW_GROUP = 32_768


def load(
    connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, staging: Path
) -> None:
    """Make a temporary table of a frame."""
    path = staging / f"{table}.parquet"
    frame.write_parquet(path, compression="uncompressed", row_group_size=_ROW_GROUP)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS FROM read_parquet($path)", {"path": str(path)}
    )


def without_repeats(frame: pl.DataFrame, kind: str, old: Iterable[int]) -> pl.DataFrame:
    """Keep one row a cell and day: where files disagree, those known before stand back.

    Args:
        frame: What ``entries_frame`` made, with ``received_on``.
        kind: ``observation`` or ``target``.
        old: The files whose very bytes the ledger had already taken in.
    """
    key = [*KEYS[kind], "received_on"]
    if _differ(frame, key):
        return frame
    disagree = pl.col("value").n_unique().over(key) > 1
    known = pl.col("file").is_in(list(old))
    return frame.filter(~(disagree & known)).unique(
        [*key, "value"], keep="first", maintain_order=True
    )


def part(frame: pl.DataFrame, kind: str) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Part what ``without_repeats`` left into rows that agree, and groups that do not."""
    key = [*KEYS[kind], "received_on"]
    if _differ(frame, key):
        return frame, []
    disagree = pl.len().over(key) > 1
    apart = frame.filter(disagree)
    groups = apart.partition_by(key, maintain_order=True) if apart.height else []
    return frame.filter(~disagree), groups


def _differ(frame: pl.DataFrame, key: Sequence[str]) -> bool:
    """Whether no two rows share a key, as far as hashes tell: those of one key are alike."""
    return frame.select(key).hash_rows().n_unique() == frame.height


def _frame(kind: str, columns: dict[str, list[object]]) -> pl.DataFrame:
    try:
        return pl.DataFrame(columns, schema=_SCHEMAS[kind])
    except UnicodeEncodeError:
        cleaned = {
            name: storable_all([None if one is None else str(one) for one in column])
            if _SCHEMAS[kind][name] == _TEXT
            else column
            for name, column in columns.items()
        }
        return pl.DataFrame(cleaned, schema=_SCHEMAS[kind])


def _entries(kind: str, reading: Reading) -> Sequence[object]:
    return {
        "observation": reading.observations,
        "target": reading.targets,
        "blank": reading.blanks,
    }[kind]
