"""Run zs once and write down what it asks DuckDB: ``python -m benchmarks.recording FILE zs-arguments``."""

import json
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from zhaoshang_cli.cli import main

_MEMORY = ":memory:"
"""A store is attached to an empty database, so that nothing else in it is seen."""


class Recorder:
    """Stands before a connection and writes down what it is told to execute."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.statements: list[tuple[str, object]] = []

    def execute(self, sql: str, values: Any = None) -> duckdb.DuckDBPyConnection:
        self.statements.append((sql, values))
        return self._connection.execute(sql, values)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def record(target: Path, arguments: list[str]) -> None:
    """Run zs with these arguments, and write its store and its statements as JSON."""
    opened: list[tuple[str, Recorder]] = []
    connect = duckdb.connect

    def recorded(database: str = _MEMORY, *_: object, config: Any = None, **__: object) -> Recorder:
        read_only = database != _MEMORY
        recorder = Recorder(connect(database, read_only=read_only, config=config or {}))
        opened.append((database, recorder))
        return recorder

    setattr(duckdb, "connect", recorded)  # noqa: B010  (its type is not ours to change)
    sys.argv = ["zs", *arguments]
    try:
        main()
    except SystemExit as leaving:
        if leaving.code:
            raise
    store, recorder = opened[-1]
    place = store if store == _MEMORY else str(Path(store).absolute())
    text = json.dumps([place, recorder.statements], default=str)
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    record(Path(sys.argv[1]), sys.argv[2:])
