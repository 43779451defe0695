"""Runs for the tests of the store: files of a few words, and what the ledger then holds."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import (
    Basis,
    Blank,
    Kind,
    Observation,
    Reading,
    Source,
    Target,
)
from zhaoshang_cli.store.files.generation import create_store
from zhaoshang_cli.store.runs.arrival import Arrival
from zhaoshang_cli.store.runs.recording import Recorded, record
from zhaoshang_cli.store.runs.spool import spooling
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

TOML = """\
format = 1
own = "410400"

[store]
wait_seconds = {wait}

[[region]]
code = "410422"
name = "叶县"
kind = "县"

[[region]]
code = "410423"
name = "鲁山县"
kind = "县"
"""
YEXIAN, LUSHAN = "410422", "410423"
TABLES = ("submission", "observation", "target", "finding")
FIRST, SECOND, THIRD = date(2022, 12, 5), date(2022, 12, 8), date(2022, 12, 20)


def new_workspace(folder: Path, *, wait: int = 30) -> Workspace:
    """Make a workspace with an empty ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("zs.toml").write_text(TOML.format(wait=wait), encoding="utf-8")
    workspace = load(folder)
    create_store(workspace)
    return workspace


def value(  # noqa: PLR0913
    amount: object, indicator: str = "oos_funds", *, region: str = YEXIAN, period: int = 202211,
    basis: Basis = Basis.YTD, raw: str | None = None, cell: str = "B4",
) -> Observation:  # fmt: skip
    """Make one observation."""
    number = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    text = str(amount) if raw is None else raw
    return Observation(region, period, indicator, basis, Source.COUNTY, number, text, "表1", cell)


def target(
    amount: object, indicator: str = "oos_funds", *, region: str = YEXIAN, level: str = "市定"
) -> Target:
    """Make one target of 2022."""
    return Target(region, 2022, indicator, level, Decimal(str(amount)), str(amount), "目标", "C3")


def blank(indicator: str = "oos_funds", *, cell: str = "B4") -> Blank:
    """Make one blank cell of 叶县 in 2022-11."""
    return Blank(YEXIAN, 202211, indicator, Basis.YTD, Source.COUNTY, "—", "表1", cell)


def came(
    name: str, *entries: Observation | Target | Blank, on: date = FIRST, dated: bool = False,
    findings: Sequence[Finding] = (), data: bytes | None = None,
) -> Arrival:  # fmt: skip
    """Make a file that came in on a day; its bytes follow from its entries unless given."""
    content = repr(entries).encode() if data is None else data
    aims = tuple(one for one in entries if isinstance(one, Target))
    reading = Reading(
        file=name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        kind=Kind.TARGETS if aims else Kind.RETURNS,
        encoding="utf-8",
        observations=tuple(one for one in entries if isinstance(one, Observation)),
        targets=aims,
        blanks=tuple(one for one in entries if isinstance(one, Blank)),
        findings=tuple(findings),
        layout={"sheets": ["表1"]},
        signatures={"填报人": "张三"},
    )
    return Arrival((reading,), content, on, dated=dated)


def take(
    workspace: Workspace, *arrivals: Arrival, preview: Callable[[Path], None] | None = None
) -> Recorded:
    """Take files in, in one run."""
    with spooling(workspace) as spool:
        for arrival in arrivals:
            spool.take(arrival)
        return record(workspace, spool, actor="李四", command="zs ingest 来文", preview=preview)


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store as any DuckDB tool would, to look."""
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def query(workspace: Workspace, text: str) -> list[tuple[Any, ...]]:
    """Ask the store itself."""
    with opened(workspace.store) as connection:
        return connection.execute(text).fetchall()


def current(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Return indicator and value of what stands."""
    return query(
        workspace,
        "SELECT indicator, value FROM ledger.observation WHERE retired_by IS NULL ORDER BY ALL",
    )


def contents(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    return {
        table: query(workspace, f"SELECT * FROM ledger.{table} ORDER BY ALL")  # noqa: S608
        for table in (*TABLES, "meta")
    }


def files(workspace: Workspace) -> dict[str, bytes]:
    """Return every file of a workspace, but for the lock."""
    found = (path for path in sorted(workspace.path.rglob("*")) if path.is_file())
    return {
        path.relative_to(workspace.path).as_posix(): path.read_bytes()
        for path in found
        if path != workspace.lock
    }


def codes(recorded: Recorded) -> list[str]:
    """Return the codes of all findings of a run."""
    return [finding.code for outcome in recorded.outcomes for finding in outcome.findings]
