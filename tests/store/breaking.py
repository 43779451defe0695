"""Commands that are broken off at one call to the disk, in a process that can be spared.

Run as a program, it imports everything once, and then answers each line with one forked run.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tests.store.runs import YEXIAN, came, new_workspace, query, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.decisions.adjusting import Adjustment, adjust
from zhaoshang_cli.store.decisions.withdrawing import withdraw
from zhaoshang_cli.store.files.disk import spoken
from zhaoshang_cli.store.files.generation import KEPT, create_store
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.packages.backup import back_up, restore
from zhaoshang_cli.store.packages.package import lay_out, write_package
from zhaoshang_cli.store.runs.committing import upgrade
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workflows.history.freeze import Order, freeze
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

REPOSITORY = Path(__file__).parents[2]
POWER_OFF = 137
FILES, CELLS = 3, 20
_HOME, _BACKUP, _RESTORED = "工作区", "备份.zip", "恢复"
_FACTS = {
    "observation": "* EXCLUDE retired_by", "target": "*", "finding": "*", "withdrawal": "*",
    "adjustment": "*", "release": "period, edition, vintage, documents",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """A command that is to be broken off."""

    act: Callable[[Path], object]
    prepare: Callable[[Path], object] = lambda _root: None
    whole: Callable[[Path], object] = lambda _root: None
    """Looks at what was left: it is as before, or as after."""

    again: frozenset[str] = frozenset()
    """What is said to whoever does again what was done."""


def home(root: Path) -> Workspace:
    """Return the workspace of a root."""
    return load(root / _HOME)


def facts(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a ledger holds, but for when and by which run."""
    return {
        table: query(workspace, f"SELECT {names} FROM ledger.{table} ORDER BY ALL")  # noqa: S608
        for table, names in _FACTS.items()
    }


def batch(workspace: Workspace, number: int) -> None:
    """Take files of many cells; every number revises what an earlier one brought."""
    files = (
        came(
            f"{number}-{file}.xlsx",
            *(value(number * 1000 + file, f"i{file}-{cell}") for cell in range(CELLS)),
            data=f"{number}-{file}".encode() * 1000,
        )
        for file in range(FILES)
    )
    take(workspace, *files)


def filled(root: Path) -> None:
    """Make a workspace with one run and a document."""
    workspace = new_workspace(root / _HOME)
    batch(workspace, 1)
    document = workspace.output / "2022-11" / "新闻稿.md"
    document.parent.mkdir(parents=True)
    document.write_text("全市到位省外资金1001万元。\n", encoding="utf-8")


def _adjusted(root: Path) -> None:
    decided = Adjustment(
        YEXIAN, 202211, "i0-0", Decimal(-5), "核减", "重复统计", "平商〔2022〕9号", "王局长",
        ((202211, "ytd"),),
    )  # fmt: skip
    adjust(home(root), decided, actor="李四", command="zs adjust")


def _withdrawn(root: Path) -> None:
    withdraw(home(root), 2, reason="误报", actor="李四", command="zs withdraw")


def _frozen(root: Path) -> None:
    os.environ["ZS_WORKSPACE"] = str(root / _HOME)
    freeze(Order("2022-11", "王科长", day=date(2022, 12, 20)), "zs freeze")


def _rebuilt(root: Path) -> None:
    workspace = home(root)
    with writing(workspace.lock, wait=1, what="zs rebuild"), spoken(workspace.path):
        rebuild(workspace)


def _aged(root: Path) -> None:
    """Make the store one of the first schema."""
    with duckdb.connect(str(home(root).store)) as connection:
        for table in ("withdrawal", "adjustment", "release"):
            connection.execute(f"DROP TABLE ledger.{table}")
        connection.execute("UPDATE ledger.meta SET value = '1' WHERE key = 'schema'")
    shutil.copyfile(home(root).store, root / "旧.duckdb")


def _old_or_kept(root: Path) -> None:
    old = (root / "旧.duckdb").read_bytes()
    if home(root).store.read_bytes() != old:
        kept = list((root / _HOME / KEPT).glob("*.duckdb"))
        assert [path.read_bytes() for path in kept] == [old]


def _backup_whole_or_none(root: Path) -> None:
    if (root / _BACKUP).exists():
        restore(root / _BACKUP, root / "试")
        assert facts(load(root / "试")) == facts(home(root))
        shutil.rmtree(root / "试")


def _restored_whole_or_none(root: Path) -> None:
    if (root / _RESTORED).exists():
        assert audit(load(root / _RESTORED)).sound
        assert facts(load(root / _RESTORED)) == facts(home(root))


def _packed(root: Path) -> None:
    workspace = home(root)
    files: dict[str, Path | bytes] = {
        "zs.toml": workspace.file, "journal.jsonl": workspace.journal, "a": b"a" * 9999,
    }  # fmt: skip
    write_package(root / "包.zip", files, {"head": ""})


def _package_whole_or_none(root: Path) -> None:
    if (root / "包.zip").exists():
        assert lay_out(root / "包.zip", root / "解").wrong == ()
        shutil.rmtree(root / "解")


TRIALS = {
    "init": Trial(lambda root: create_store(home(root)), again=frozenset({"store-exists"})),
    "ingest": Trial(lambda root: batch(home(root), 2)),
    "withdraw": Trial(_withdrawn, again=frozenset({"already-withdrawn"})),
    "adjust": Trial(_adjusted, again=frozenset({"already-adjusted"})),
    "freeze": Trial(_frozen),
    "rebuild": Trial(_rebuilt),
    "migrate": Trial(lambda root: upgrade(home(root)), _aged, _old_or_kept),
    "backup": Trial(
        lambda root: back_up(home(root), root / _BACKUP),
        whole=_backup_whole_or_none,
        again=frozenset({"output-exists"}),
    ),
    "restore": Trial(
        lambda root: restore(root / _BACKUP, root / _RESTORED),
        lambda root: back_up(home(root), root / _BACKUP),
        _restored_whole_or_none,
        again=frozenset({"restore-exists"}),
    ),
    "bundle": Trial(_packed, whole=_package_whole_or_none, again=frozenset({"output-exists"})),
}
"""Every command that writes."""


def made(name: str, root: Path) -> Path:
    """Make what a command is tried on."""
    root.mkdir()
    if name == "init":
        new_workspace(root / _HOME)
        for path in home(root).path.iterdir():
            if path.name != "zs.toml":
                path.unlink()
    else:
        filled(root)
    TRIALS[name].prepare(root)
    return root


@dataclass(slots=True)
class Breaker:
    """A process that runs commands with one call to the disk going wrong."""

    process: subprocess.Popen[str]
    log: Path

    def run(self, name: str, root: Path, mode: str, at: int) -> str:
        """Run a command while its ``at``-th call goes wrong; return what it said.

        Returns:
            ``done``, the code of an error, or nothing where the power went.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.log.unlink(missing_ok=True)
        order = {"name": name, "root": str(root), "mode": mode, "at": str(at), "log": str(self.log)}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        status, said = json.loads(self.process.stdout.readline())
        assert status in {0, POWER_OFF}, (order, status, said)
        assert (status == POWER_OFF) == (said == ""), (order, status, said)
        return str(said)

    def steps(self, root: Path) -> list[str]:
        """Return the calls of the last run, in order: ``write 工作区/journal.jsonl``."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.replace(f"{root}/", "") for line in lines]


@contextmanager
def breaker(library: Path) -> Iterator[Breaker]:
    """Start such a process."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.breaking"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY,
        env={
            **os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}", "PYTHONUTF8": "1",
            "LD_PRELOAD": str(library),
        },
    ) as process:  # fmt: skip
        yield Breaker(process, library.with_name("steps"))
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _perform(order, writing)
        os.close(writing)
        with open(reading, encoding="utf-8") as answer:  # noqa: PTH123 - a pipe
            said = answer.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps([status, said]) + "\n")
        sys.stdout.flush()


def _perform(order: dict[str, str], answer: int) -> None:
    os.environ |= {
        "FAULT_MODE": order["mode"], "FAULT_AT": order["at"], "FAULT_MATCH": order["root"],
        "FAULT_LOG": order["log"],
    }  # fmt: skip
    try:
        TRIALS[order["name"]].act(Path(order["root"]))
        said = "done"
    except ZsError as error:
        said = error.code
    except BaseException as error:  # noqa: BLE001 - told to the test, which fails
        said = f"unexpected: {error!r}"
    os.write(answer, said.encode())
    os._exit(0)


if __name__ == "__main__":
    _serve()
