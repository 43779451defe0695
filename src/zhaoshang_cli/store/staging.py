"""The candidates of a run as frames: shaped and checked in Polars, handed to DuckDB as Parquet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Observation, Reading, Target
from zhaoshang_cli.errors import Place

OBSERVATION_KEY = ("region", "period", "indicator", "basis", "source")
TARGET_KEY = ("region", "year", "indicator", "level")
KEYS = {"observation": OBSERVATION_KEY, "target": TARGET_KEY}

_VALUE = pl.Decimal(18, 6)
_REST = {"raw": pl.String(), "sheet": pl.String(), "cell": pl.String()}
_OBSERVED = {
    "region": pl.String(), "period": pl.Int32(), "indicator": pl.String(), "basis": pl.String(),
    "source": pl.String(),
}  # fmt: skip
_AIMED = {
    "region": pl.String(), "year": pl.Int32(), "indicator": pl.String(), "level": pl.String(),
}  # fmt: skip
SCHEMAS = {
    "observation": {"file": pl.Int32(), **_OBSERVED, "value": pl.String(), **_REST},
    "target": {"file": pl.Int32(), **_AIMED, "value": pl.String(), **_REST},
    "blank": {"file": pl.Int32(), **_OBSERVED, **_REST},
}
"""``file`` is the file's place in the run."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values for one cell of the ledger in one run: neither is stored."""

    file: int
    finding: Finding


def frame_of(kind: str, readings: Sequence[tuple[int, Reading]]) -> pl.DataFrame:
    """Lay the entries of one kind of all files into one frame, as ``SCHEMAS`` says."""
    names = [name for name in SCHEMAS[kind] if name not in {"file", "value"}]
    columns: dict[str, list[object]] = {name: [] for name in SCHEMAS[kind]}
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
    frame = pl.DataFrame(columns, schema=SCHEMAS[kind])
    return frame.with_columns(pl.col("value").cast(_VALUE)) if "value" in columns else frame


def without_repeats(frame: pl.DataFrame, kind: str, old: Iterable[int]) -> pl.DataFrame:
    """Keep one row a cell: where files disagree, those that had come before stand back.

    Args:
        frame: What ``frame_of`` made.
        kind: ``observation`` or ``target``.
        old: The files whose very bytes the ledger had already taken in.
    """
    key = list(KEYS[kind])
    disagree = pl.col("value").n_unique().over(key) > 1
    known = pl.col("file").is_in(list(old))
    return frame.filter(~(disagree & known)).unique(
        [*key, "value"], keep="first", maintain_order=True
    )


def conflicts(
    frame: pl.DataFrame, kind: str, files: Sequence[str]
) -> tuple[pl.DataFrame, list[Conflict]]:
    """Part the rows that agree from those that do not.

    Args:
        frame: What ``without_repeats`` left.
        kind: ``observation`` or ``target``.
        files: The name of every file of the run.
    """
    key = list(KEYS[kind])
    disagree = pl.len().over(key) > 1
    found = []
    for group in frame.filter(disagree).partition_by(key, maintain_order=True):
        rows = group.to_dicts()
        places = [Place(files[row["file"]], row["sheet"], row["cell"]) for row in rows]
        told = "，".join(
            f"{place} 为 {row['raw']}" for place, row in zip(places, rows, strict=True)
        )
        for row, place in zip(rows, places, strict=True):
            finding = Finding(
                "cell-conflict", Severity.ERROR, f"同一个数这一批里有不同的值，都没有收：{told}", place,
                "与报送单位核实，去掉不对的一份再收；分先后收时以后收的为准",
                raw=row["raw"], region=row["region"], period=row.get("period"),
                indicator=row["indicator"], basis=row.get("basis"),
            )  # fmt: skip
            found.append(Conflict(row["file"], finding))
    return frame.filter(~disagree), found


def stage(frame: pl.DataFrame, name: str, staging: Path) -> Path:
    """Write a frame where DuckDB can read it."""
    path = staging / f"{name}.parquet"
    frame.write_parquet(path, compression="uncompressed")
    return path


def _entries(kind: str, reading: Reading) -> Sequence[object]:
    return {
        "observation": reading.observations,
        "target": reading.targets,
        "blank": reading.blanks,
    }[kind]
