"""``kill -9`` at any moment of a migration: the old store or the new one, and the old one kept."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.store.runs import came, opened, take, value
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.files.generation import KEPT
from zhaoshang_cli.store.files.migrate import newest, version_of
from zhaoshang_cli.workspace import Workspace

CHILD = """
import sys
from pathlib import Path
from zhaoshang_cli.store.runs.committing import upgrade
from zhaoshang_cli.workspace.opening import load
workspace = load(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
upgrade(workspace)
print("done", flush=True)
"""


def start(workspace: Workspace) -> subprocess.Popen[str]:
    """Start a migration that waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(workspace.path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def aged(workspace: Workspace) -> bytes:
    """Make the store one of the first schema, and return its bytes."""
    take(workspace, *(came(f"{n}.xlsx", value(n), value(n, "fdi_used")) for n in range(1, 4)))
    with duckdb.connect(str(workspace.store)) as connection:
        for table in ("withdrawal", "adjustment", "release"):
            connection.execute(f"DROP TABLE ledger.{table}")
        connection.execute("UPDATE ledger.meta SET value = '1' WHERE key = 'schema'")
    return workspace.store.read_bytes()


def kill_often(workspace: Workspace, kills: int) -> list[int]:
    """Kill migrations of the same store; check everything after each, and say how they fell."""
    old, chance, fell = aged(workspace), random.Random(410400), [0, 0]  # noqa: S311
    with start(workspace) as process:
        begun = time.monotonic()
        go(process)
        assert process.wait() == 0
    longest = time.monotonic() - begun
    for _ in range(kills):
        shutil.rmtree(workspace.path / KEPT)
        workspace.store.write_bytes(old)
        with start(workspace) as process:
            go(process)
            time.sleep(longest * 1.1 * chance.random())
            process.send_signal(signal.SIGKILL)
        fell[check(workspace, old)] += 1
        with opened(workspace.store) as connection:
            assert version_of(connection) in {1, newest()}
        (workspace.path / KEPT).mkdir(exist_ok=True)
    return fell


def check(workspace: Workspace, old: bytes) -> bool:
    """Check that the store is the old one, or a new one beside which the old one is kept."""
    if workspace.store.read_bytes() == old:
        return False
    assert [path.read_bytes() for path in kept(workspace)] == [old]
    assert audit(workspace).sound
    return True


def kept(workspace: Workspace) -> list[Path]:
    return list((workspace.path / KEPT).glob("*.duckdb"))


def test_a_migration_may_be_killed_at_any_moment(workspace: Workspace) -> None:
    kill_often(workspace, 15)

    take(workspace, came("以后.xlsx", value(9, period=202212)))
    assert audit(workspace).sound


@pytest.mark.torture
def test_many_kills_of_a_migration_leave_the_old_or_the_new(workspace: Workspace) -> None:
    fell = kill_often(workspace, 200)

    print(fell)
    assert min(fell) > 0
