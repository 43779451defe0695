"""A clock that is set back between runs: the order of the ledger is that of its numbers."""

import json
import os
import shutil
import subprocess
import sys
from copy import copy
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.support import Run
from tests.workflows.office import COUNTIES, SETTINGS, sheet

SHIFTED = """
import datetime
import os

_given = datetime.datetime.fromisoformat(os.environ["CLOCK"]).astimezone()
_real = datetime.datetime


class Shifted(_real):
    @classmethod
    def now(cls, tz=None):
        moment = _given.astimezone(tz) if tz else _given.replace(tzinfo=None)
        return cls.fromisoformat(moment.isoformat())


datetime.datetime = Shifted
"""
"""Read by Python itself before anything else: from then on the clock stands where it is told."""


class Machine:
    """A machine whose clock can be set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = "2022-12-05T09:00:00"
        self.site = folder / "site"
        self.site.mkdir()
        self.site.joinpath("sitecustomize.py").write_text(SHIFTED, encoding="utf-8")
        self.workspace = workspace_in(folder / "工作区", SETTINGS).path

    def zs(self, *arguments: object) -> Run:
        """Run a command in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "zhaoshang_cli", *map(str, arguments)],
            capture_output=True, text=True, check=False, encoding="utf-8", cwd=self.workspace,
            env={
                **os.environ, "PYTHONUTF8": "1", "CLOCK": self.clock,
                "PYTHONPATH": os.pathsep.join([str(self.site), *filter(None, sys.path)]),
            },
        )  # fmt: skip
        return Run(done.returncode, done.stdout, done.stderr)

    def takes(self, name: str, amount: int) -> None:
        """Take in a return of now."""
        amounts = dict.fromkeys(COUNTIES, amount)
        sheet(self.workspace / name, "2022年11月", amounts)
        run = self.zs("ingest", name)
        assert run.status == 0, run.err

    def total(self, *more: str) -> object:
        """Return the city's own value."""
        return self.answer("show", "2022-11", *more)["rows"][0]["ytd"]

    def answer(self, *words: object) -> dict[str, list[dict[str, object]]]:
        """Return what a command answers."""
        run = self.zs(*words, "--json")
        assert run.status == 0, run.err
        found: dict[str, list[dict[str, object]]] = json.loads(run.out)
        return found


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Take three returns in: the clock is right, a fortnight ahead, and set back again."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    made.takes("一.csv", 100)
    made.clock = "2022-12-20T09:00:00"
    made.takes("二.csv", 200)
    made.clock = "2022-12-08T09:00:00"
    made.takes("三.csv", 300)
    return made


def test_the_later_run_counts_whatever_the_clock_says(machine: Machine) -> None:
    assert machine.total() == 1500
    assert machine.zs("audit", "verify").status == 0
    assert [row["submission"] for row in machine.answer("history")["submissions"]] == [1, 2, 3]


def test_history_says_that_the_clock_went_back(machine: Machine) -> None:
    rows = machine.answer("history")["submissions"]

    assert [str(row["recorded_at"])[:10] for row in rows] == [
        "2022-12-05",
        "2022-12-20",
        "2022-12-08",
    ]
    assert [row["clock_went_back"] for row in rows] == [False, False, True]
    assert machine.zs("history").out.endswith(
        "第 3 次按机器的钟记在第 2 次以前：钟往回拨过；先后以第几次为准\n"
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The state before the first submission that bears a later day: never a number of a later
        # day, and never one that stands on it.
        ("2022-12-05", 500),
        ("2022-12-08", 500),
        ("2022-12-19", 500),
        ("2022-12-20", 1500),
        ("2023-01-01", 1500),
    ],
)
def test_a_day_means_what_was_known_before_the_first_later_day(
    machine: Machine, day: str, expected: int
) -> None:
    assert machine.total("--as-of", day) == expected


def test_a_day_says_what_it_passes_over(machine: Machine) -> None:
    assert (
        "另有 1 次收到日期更早，但排在后面才记下，也没有用"
        in machine.zs("show", "2022-11", "--as-of", "2022-12-10").out
    )


def test_freezing_and_backing_up_go_on(machine: Machine, tmp_path: Path) -> None:
    machine = copy(machine)
    machine.workspace = shutil.copytree(machine.workspace, tmp_path / "工作区")
    machine.clock = "2022-12-07T09:00:00"
    assert machine.zs("freeze", "2022-11", "--by", "王科长").status == 0
    machine.takes("四.csv", 400)
    assert machine.zs("backup", "-o", tmp_path / "备份.zip").status == 0
    assert machine.zs("restore", tmp_path / "备份.zip", tmp_path / "新").status == 0

    assert machine.total("--as-of", "发布:2022-11") == 1500
    assert machine.total() == 2000
    assert machine.zs("rebuild").status == 0
    assert machine.total() == 2000
    assert machine.zs("-C", tmp_path / "新", "audit", "verify").status == 0
