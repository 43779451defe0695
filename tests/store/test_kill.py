"""``kill -9`` at any moment of a run: the ledger is as before it or as after it, never between."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.runs import came, opened, take, value
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.runs.arrival import Arrival
from zhaoshang_cli.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]
FILES, CELLS = 3, 20
TAKE = """
import sys
from pathlib import Path
from tests.store.runs import take
from tests.store.test_kill import batch
from zhaoshang_cli.workspace.opening import load
import zhaoshang_cli.store.checks.audit, duckdb, polars

workspace = load(Path(sys.argv[1]))
print("ready", flush=True)
number = int(sys.stdin.readline())
print("begun", flush=True)
take(workspace, *batch(number))
print("taken", flush=True)
"""
"""Everything is imported before the run begins, so that the kills fall into the run itself."""


def batch(number: int) -> list[Arrival]:
    """Return files of many cells; every number revises what an earlier one brought."""
    return [
        came(
            f"{number}-{file}.xlsx",
            *(value(number * 1000 + file, f"i{file}-{cell}") for cell in range(CELLS)),
            data=f"{number}-{file}".encode() * 1000,
        )
        for file in range(FILES)
    ]


@dataclass(slots=True)
class Tally:
    """How the kills fell."""

    lost: int = 0
    """The run had not counted."""

    behind: int = 0
    """The run counted, and the store did not hold it yet."""

    kept: int = 0
    """The run counted, and the store held it."""

    acknowledged: int = 0
    """The run had ended."""


def waiting(workspace: Workspace) -> subprocess.Popen[str]:
    """Start a run that waits for its number."""
    return subprocess.Popen(
        [sys.executable, "-c", TAKE, workspace.path],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"},
    )  # fmt: skip


def begin(process: subprocess.Popen[str], number: int) -> None:
    """Let a waiting run begin."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "begun\n"


def length(workspace: Workspace) -> float:
    """Measure a run that is not killed."""
    with waiting(workspace) as process:
        begin(process, 0)
        start = time.monotonic()
        process.communicate()
    return time.monotonic() - start


def lines(workspace: Workspace) -> int:
    return workspace.journal.read_bytes().count(b"\n") if workspace.journal.exists() else 0


def hold(workspace: Workspace) -> int:
    """Check that every file is in whole or not at all, and return how many runs the store holds."""
    with open_ledger(workspace) as ledger:
        submissions = ledger.as_of
    with opened(workspace.store) as connection:
        cells = connection.execute(
            "SELECT submission, count(*) FROM ledger.observation GROUP BY submission"
        ).fetchall()
        (runs,) = connection.execute(
            "SELECT coalesce(max(run), 0), count(DISTINCT run) FROM ledger.submission"
        ).fetchall()
    assert {count for _, count in cells} <= {CELLS}
    assert len(cells) == submissions == runs[0] * FILES
    assert runs[0] == runs[1]
    return int(runs[0])


def kill_often(workspace: Workspace, kills: int, seed: int) -> Tally:
    """Kill runs at moments spread over their length; check everything after each."""
    tally, chance = Tally(), random.Random(seed)  # noqa: S311
    longest = length(workspace)
    following = waiting(workspace)
    for number in range(1, kills + 1):
        process, before, stood = following, lines(workspace), hold(workspace)
        begin(process, number)
        # Every other kill falls into the end, where a run comes to count.
        time.sleep(longest * (chance.uniform(0, 1) if number % 2 else chance.uniform(0.7, 1.1)))
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        following = waiting(workspace)
        ended = out == "taken\n"
        # A machine that others use is now faster, now slower.
        longest *= 0.93 if ended else 1.02
        check(workspace, (before, stood), tally, acknowledged=ended)
        if number % 5 == 0:
            take(workspace, *batch(number))
            assert hold(workspace) == lines(workspace) == before + 1
    following.kill()
    following.communicate()
    return tally


def check(
    workspace: Workspace, earlier: tuple[int, int], tally: Tally, *, acknowledged: bool
) -> None:
    """Check what a kill left, given how many runs the journal and the store held before."""
    before, stood = earlier
    after, held = lines(workspace), hold(workspace)
    assert after - before in {0, 1}
    assert held in {stood, before, after}
    assert not acknowledged or held == after == before + 1
    assert audit(workspace).sound
    tally.acknowledged += acknowledged
    tally.lost += after == before
    tally.behind += held < after
    tally.kept += held == after > before


def test_a_kill_at_any_moment_leaves_the_ledger_whole(workspace: Workspace) -> None:
    tally = kill_often(workspace, 16, seed=20221105)

    assert min(tally.lost, tally.kept) > 0, tally
    assert audit(workspace).sound


@pytest.mark.torture
def test_many_kills_leave_the_ledger_whole(workspace: Workspace) -> None:
    tally = kill_often(workspace, 300, seed=1)

    print(tally)
    assert audit(workspace).sound
