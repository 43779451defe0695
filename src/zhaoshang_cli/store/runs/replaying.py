"""What archives hold, back into the ledger: small runs several at once, large ones as they come."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb

from zhaoshang_cli.store.files.archive import chunks, opened
from zhaoshang_cli.store.runs.apply import DECISIONS, SUBMISSIONS, TABLES, kept_columns, quoted
from zhaoshang_cli.store.runs.staging import load, rows_of

_AT_ONCE = 64_000_000
"""So many bytes of runs are laid together."""

_KEPT = (SUBMISSIONS, *(f"{table}.csv" for table in TABLES[1:]))


def merged(archives: Iterable[Path], folder: Path) -> Iterator[tuple[int, Mapping[str, Path]]]:
    """Lay what following runs accepted together in a folder, so that it loads as one.

    Args:
        archives: The archives of the runs, in order.
        folder: Where to lay it; what was laid before is gone when the next is asked for.

    Yields:
        How many runs were laid together, and where the tables lie: as many runs as have the same
        columns and are not very large.

    Raises:
        ZsError: ``archive-damaged``.
    """
    laid = _Laid(folder)
    for path in archives:
        with opened(path) as archive:
            heads = _heads(archive)
        if laid.runs and not laid.fits(heads):
            yield laid.runs, laid.paths
            laid = _Laid(folder)
        laid.add(path, heads)
    if laid.runs:
        yield laid.runs, laid.paths


class _Laid:
    """Runs that are laid together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heads: dict[str, bytes] = {}
        self.runs = 0
        for name in _KEPT:
            folder.joinpath(name).unlink(missing_ok=True)

    @property
    def paths(self) -> dict[str, Path]:
        return {name: self._folder / name for name in self._heads}

    def fits(self, heads: Mapping[str, bytes]) -> bool:
        """Whether a run has the same columns, and those before are not too large."""
        same = all(self._heads.get(name, head) == head for name, head in heads.items())
        return same and sum(path.stat().st_size for path in self.paths.values()) <= _AT_ONCE

    def add(self, path: Path, heads: Mapping[str, bytes]) -> None:
        """Lay a run behind the others."""
        for name, head in heads.items():
            if name in self._heads:
                _lay(path, name, self._folder, left_out=len(head))
            else:
                _lay(path, name, self._folder, left_out=0)
        self._heads |= heads
        self.runs += 1


def _heads(archive: ZipFile) -> dict[str, bytes]:
    """Return the columns of every table; a list of submissions names them in every row."""
    found = {}
    for name in _KEPT:
        if name in archive.namelist():
            with archive.open(name) as member:
                found[name] = b"" if name == SUBMISSIONS else member.readline()
    return found


def _lay(path: Path, name: str, folder: Path, *, left_out: int) -> None:
    """Append an entry of an archive to what was laid under its name, without its first bytes."""
    with folder.joinpath(name).open("ab") as target:
        for data in _entry(path, name):
            target.write(data[left_out:])
            left_out = max(0, left_out - len(data))


def _entry(path: Path, name: str) -> Iterator[bytes]:
    with opened(path) as archive, archive.open(name) as member:
        yield from chunks(member)


def load_run(
    connection: duckdb.DuckDBPyConnection, laid: Mapping[str, Path], staging: Path
) -> None:
    """Fill the temporary tables ``incoming_…`` from what ``merged`` has laid."""
    submissions = rows_of(staging, "submission", _objects(laid[SUBMISSIONS]))
    load(connection, "incoming_submission", submissions)
    for table in TABLES[1:]:
        path = laid.get(f"{table}.csv")
        if path is None and table in DECISIONS:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS FROM ledger.{table} LIMIT 0"
            )
            continue
        path = laid[f"{table}.csv"]
        columns = kept_columns(connection, table)
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{table} AS FROM read_csv('{quoted(path)}',"
            f" columns = {{{types}}}, header = true, delim = ',', quote = '\"', escape = '\"',"
            " nullstr = '\\N', allow_quoted_nulls = false, auto_detect = false, parallel = false,"
            " hive_partitioning = false)"
        )


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON lists that follow one another, one by one."""
    decoder = json.JSONDecoder()
    held = ""
    with path.open(encoding="utf-8") as file:
        for data in chain(iter(lambda: file.read(_PIECE), ""), [""]):
            held = (held + data).lstrip(_BETWEEN)
            while held:
                try:
                    found, end = decoder.raw_decode(held)
                except ValueError:
                    if not data:
                        raise
                    break
                yield found
                held = held[end:].lstrip(_BETWEEN)


_PIECE = 1 << 16
_BETWEEN = "[], \n\r\t"
