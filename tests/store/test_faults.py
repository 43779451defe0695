"""Every call to the disk, of every command that writes, goes wrong once, in every way."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.breaking import TRIALS, Breaker, breaker, facts, home, made
from tests.store.test_kill import lines
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.checks.checkup import check_up

MODES = ("eio", "enospc", "short", "torn", "kill")
SAID = {"done", "disk-full", "workspace-read-only", "store-behind", ""}
UNCHANGED = {"disk-full", "workspace-read-only"}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Breaker]:
    """A process in which the n-th call to the disk goes wrong."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("要在 Linux 上用 gcc 编译 failwrite.c，才能让第 n 次写盘出错")
    built = tmp_path_factory.mktemp("faults") / "failwrite.so"
    source = Path(__file__).with_name("failwrite.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(built), str(source), "-ldl"]
    subprocess.run(command, check=True)
    with breaker(built) as process:
        yield process


class Sweep:
    """One command, tried again and again on copies of one folder."""

    def __init__(self, broken: Breaker, name: str, folder: Path) -> None:
        self.broken, self.name, self.folder = broken, name, folder
        self.template = made(name, folder / "样")
        whole = shutil.copytree(self.template, folder / "完")
        assert broken.run(name, whole, "kill", 0) == "done"
        self.steps = broken.steps(whole)
        self.expected, self.lines = facts(home(whole)), lines(home(whole))

    def fail(self, mode: str, at: int) -> str:
        """Let one call go wrong, check everything, and complete the command; say how it ended."""
        root = shutil.copytree(self.template, self.folder / f"{mode}-{at}")
        said = self.broken.run(self.name, root, mode, at)
        self._check(root, said)
        self._complete(root)
        shutil.rmtree(root)
        return said or "power off"

    def _check(self, root: Path, said: str) -> None:
        assert said in SAID, said
        workspace, trial = home(root), TRIALS[self.name]
        before = lines(home(self.template))
        if workspace.store.exists():
            with open_ledger(workspace) as ledger:
                assert ledger.as_of >= 0
            assert check_up(workspace).sound
        else:
            assert self.name == "init"
        assert lines(workspace) in {before, self.lines}
        assert said not in UNCHANGED or lines(workspace) == before
        trial.whole(root)
        if said == "done":
            assert facts(workspace) == self.expected

    def _complete(self, root: Path) -> None:
        said = None
        try:
            TRIALS[self.name].act(root)
        except ZsError as error:
            said = error.code
        assert said in {None, *TRIALS[self.name].again}, said
        assert facts(home(root)) == self.expected
        TRIALS[self.name].whole(root)


DRAFTS = ("zs.new", "zs.empty", ".part/")
LIKE_INGEST = {"withdraw", "adjust", "freeze"}
"""They come to count the same way: only the end is tried again."""


def turning_points(steps: list[str]) -> list[int]:
    """Return the calls that make something count, or see it onto the disk.

    What is under construction is nobody's yet: of its calls one is enough.
    """
    chosen: dict[str, int] = {}
    for number, step in enumerate(steps, start=1):
        call, _, path = step.partition(" ")
        draft = any(mark in path for mark in DRAFTS)
        if call in {"rename", "sync"} or path.endswith("journal.jsonl"):
            chosen.setdefault("draft" if draft else step, number)
    return list(chosen.values())


@pytest.mark.parametrize("name", TRIALS)
def test_the_power_may_go_before_any_step(broken: Breaker, tmp_path: Path, name: str) -> None:
    sweep = Sweep(broken, name, tmp_path)
    points = turning_points(sweep.steps)[-6 if name in LIKE_INGEST else 0 :]

    ended = Counter(sweep.fail("kill", at) for at in points)

    assert ended == {"power off": len(points)}


def test_every_step_of_a_run_that_counts_is_tried(broken: Breaker, tmp_path: Path) -> None:
    sweep = Sweep(broken, "ingest", tmp_path)

    tried = [sweep.steps[at - 1] for at in turning_points(sweep.steps)]
    assert [step for step in tried if ".part" not in step] == [
        "sync 工作区/archive/000002.tmp",
        "rename 工作区/archive/000002.zip",
        "sync 工作区/archive",
        "sync 工作区/zs.new.wal",
        "rename 工作区/zs.sum",
        "truncate 工作区/journal.jsonl",
        "write 工作区/journal.jsonl",
        "sync 工作区/journal.jsonl",
        "rename 工作区/zs.duckdb",
        "sync 工作区",
    ]


@pytest.mark.torture
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", TRIALS)
def test_every_disk_call_may_fail(broken: Breaker, tmp_path: Path, name: str, mode: str) -> None:
    sweep = Sweep(broken, name, tmp_path)

    ended = Counter(sweep.fail(mode, at) for at in range(1, len(sweep.steps) + 1))

    print(name, mode, len(sweep.steps), dict(ended))
    assert len(sweep.steps) > 8
