"""Every single write, copy, sync and rename of a run goes wrong once, in every way."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.store.runs import contents, new_workspace, take
from tests.store.test_kill import REPOSITORY, batch, hold, lines
from zhaoshang_cli.store.audit import audit
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

TAKE = """
import sys
from pathlib import Path
from tests.store.runs import take
from tests.store.test_kill import batch
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace.opening import load

try:
    take(load(Path(sys.argv[1])), *batch(2))
except ZsError as error:
    print(error.code)
else:
    print("taken")
"""
MODES = ("eio", "enospc", "short", "torn", "kill")
SAID = {"taken", "disk-full", "workspace-read-only", "store-behind"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets a disk call fail."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("要在 Linux 上用 gcc 编译 failwrite.c，才能让第 n 次写盘出错")
    built = tmp_path_factory.mktemp("faults") / "failwrite.so"
    source = Path(__file__).with_name("failwrite.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(built), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return built


def faulty(workspace: Workspace, library: Path, mode: str, at: int) -> str:
    """Take a batch while the ``at``-th disk call goes wrong, and return what was said."""
    done = subprocess.run(
        [sys.executable, "-c", TAKE, workspace.path],
        capture_output=True, text=True, check=False, cwd=REPOSITORY,
        env={
            **os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}",
            "LD_PRELOAD": str(library), "FAULT_MODE": mode, "FAULT_AT": str(at),
            "FAULT_MATCH": str(workspace.path), "FAULT_COUNT": str(library.with_name("count")),
        },
    )  # fmt: skip
    assert "Traceback" not in done.stderr, (mode, at, done.stderr)
    assert done.returncode in {0, 137}, (mode, at, done)
    return done.stdout.strip()


def check(workspace: Workspace, said: str, expected: object) -> str:
    """Check what a fault left, and that the same run then completes; return how it had ended."""
    after, held = lines(workspace), hold(workspace)
    assert after in {1, 2}
    assert held in {1, after}
    assert said in SAID | {""}
    assert said != "taken" or held == 2
    assert said not in {"disk-full", "workspace-read-only"} or after == 1
    assert audit(workspace).sound
    take(workspace, *batch(2))
    assert facts(workspace) == expected
    assert audit(workspace).sound
    return f"{said or 'power off'}, {'counts' if after == 2 else 'as before'}"


def facts(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    held = contents(workspace)
    return {table: held[table] for table in ("observation", "target", "finding")}


@pytest.mark.torture
@pytest.mark.parametrize("mode", MODES)
def test_every_disk_call_may_fail(tmp_path: Path, library: Path, mode: str) -> None:
    template = new_workspace(tmp_path / "template")
    take(template, *batch(1))
    whole = load(shutil.copytree(template.path, tmp_path / "whole"))
    assert faulty(whole, library, "kill", 0) == "taken"
    expected, calls = facts(whole), int(library.with_name("count").read_text(encoding="ascii"))

    ended: Counter[str] = Counter()
    for at in range(1, calls + 1):
        workspace = load(shutil.copytree(template.path, tmp_path / f"{mode}-{at}"))
        ended[check(workspace, faulty(workspace, library, mode, at), expected)] += 1
        shutil.rmtree(workspace.path)

    print(mode, calls, dict(ended))
    assert calls > 40
