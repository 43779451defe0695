"""``kill -9`` at any moment of a whole command, start-up and all: ingest, freeze, withdraw, backup."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.packages.backup import restore
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

KILLS = 240


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command as a user does."""
    return subprocess.Popen(
        [sys.executable, "-m", "zhaoshang_cli", "-C", folder, *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def commands(workspace: Workspace, number: int) -> tuple[str, ...]:
    """Return the command of a turn: mostly a month's returns, now and then something else."""
    months = sorted(str(path) for path in (workspace.path / "来文" / "月报").iterdir())
    others = {
        3: ("freeze", "2021-01", "--by", "王科长"),
        5: ("backup", "-o", str(workspace.path.parent / f"{number}.zip")),
        6: ("rebuild",),
    }
    ingest = ("ingest", "--received", "文件", months[number // 7 % len(months)])
    return others.get(number % 7, ingest)


def finish(folder: Path, *arguments: str) -> float:
    """Run a command to its end, and return how long it took."""
    begun = time.monotonic()
    with start(folder, *arguments) as process:
        _, err = process.communicate()
    assert process.returncode == 0, err.decode()
    return time.monotonic() - begun


def check(workspace: Workspace, command: tuple[str, ...]) -> str:
    """Check what a kill left, and return whether the command had come to its end."""
    found = audit(workspace)
    assert found.sound, found.findings
    if command[0] != "backup":
        return command[0]
    target = Path(command[-1])
    if not target.exists():
        return "backup, none"
    restored = target.with_suffix("")
    restore(target, restored)
    assert audit(load(restored)).sound
    return "backup, whole"


@pytest.mark.torture
def test_a_command_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    made = [sys.executable, "-m", "zhaoshang_cli", "demo", str(folder)]
    subprocess.run(made, check=True, capture_output=True)
    workspace = load(folder)
    finish(folder, "ingest", "--received", "文件", str(folder / "来文" / "月报" / "2021-02"))
    longest = finish(folder, "ingest", "--received", "文件", str(folder / "来文" / "目标"))
    chance, fell = random.Random(410400), Counter[str]()  # noqa: S311

    for number in range(KILLS):
        command = commands(workspace, number)
        process = start(folder, *command)
        time.sleep(longest * 1.3 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        fell[check(workspace, command)] += 1

    finish(folder, "ingest", "--received", "文件", str(folder / "来文"))
    print(dict(fell), longest)
    assert audit(workspace).sound
