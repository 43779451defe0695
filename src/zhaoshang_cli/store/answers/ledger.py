"""Ask the ledger: the views that metrics read, at the vintage asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.domain.metric import Metric
from zhaoshang_cli.store.answers.views import Views
from zhaoshang_cli.store.files.connection import reading, rows
from zhaoshang_cli.store.files.migrate import newest, version_of
from zhaoshang_cli.store.files.refusals import store_damaged
from zhaoshang_cli.workspace import Workspace


class Ledger:
    """An open ledger at one vintage. Make one with ``open_ledger``."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, workspace: Workspace, as_of: int | None
    ) -> None:
        self._connection = connection
        self._as_of = as_of
        self._views = Views(connection, workspace, as_of)

    @property
    def as_of(self) -> int:
        """The submission after which nothing is known."""
        ((newest_one,),) = self._connection.execute(
            "SELECT max(id) FROM ledger.submission"
        ).fetchall()
        last = int(newest_one or 0)
        return last if self._as_of is None else min(self._as_of, last)

    @property
    def head(self) -> str:
        """The hash of the journal's line for the last submission known; empty before the first.

        A later look at the same vintage gives the same hash.
        """
        found = self._connection.execute(
            "SELECT journal_hash FROM ledger.submission WHERE id = $n", {"n": self.as_of}
        ).fetchall()
        return str(found[0][0] or "") if found else ""

    def ask(
        self, metric: Metric, values: Mapping[str, object] | None = None
    ) -> list[dict[str, Any]]:
        """Answer a metric: a row a dict, with the columns that its header declares.

        Raises:
            ZsError: ``query-failed``.
        """
        self._views.lay(metric.sql)
        return rows(self._connection, metric.sql, values or None)


@contextmanager
def open_ledger(
    workspace: Workspace, *, as_of: int | None = None, store: Path | None = None
) -> Iterator[Ledger]:
    """Open a workspace's ledger to ask it.

    Args:
        workspace: Whose ledger, regions and indicators.
        as_of: The submission after which nothing is known; None for now.
        store: Another generation than the one that counts, for a plan.

    Raises:
        ZsError: ``store-missing``, ``store-busy``, ``store-damaged`` or ``store-newer``.
    """
    path = store or workspace.store
    wait = workspace.settings.store.wait_seconds
    with reading(path, wait=wait) as connection:
        version = version_of(connection)
        if version == 0:
            raise store_damaged(path, "不是 zs 的台账")
        if version == newest():
            yield Ledger(connection, workspace, as_of)
            return
    # Whoever writes needs Polars, and that takes longer to import than to answer.
    import_module("zhaoshang_cli.store.runs.committing").upgrade(workspace)
    with reading(path, wait=wait) as connection:
        yield Ledger(connection, workspace, as_of)
