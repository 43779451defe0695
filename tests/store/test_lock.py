"""The workspace's lock: waited for, and who holds it is named."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.runs import came, codes, files, new_workspace, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.workspace import Workspace

HOLDER = """
import sys
from pathlib import Path
from zhaoshang_cli.store.files.lock import writing
with writing(Path(sys.argv[1]), wait=1, what="zs ingest 来文"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_held_lock_names_its_holder(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path / "w", wait=0)
    before = files(workspace)

    with held(workspace.lock) as process, pytest.raises(ZsError) as caught:
        take(workspace, came("叶县.xlsx", value(1)))

    assert caught.value.code == "store-busy"
    assert caught.value.message.startswith(f"另一个程序正在写台账（进程 {process.pid}，")
    assert "zs ingest 来文" in caught.value.message
    assert {name: files(workspace)[name] for name in before} == before


def test_a_lock_is_free_once_its_holder_was_killed(workspace: Workspace) -> None:
    with held(workspace.lock) as process:
        process.kill()
        process.wait()

    assert codes(take(workspace, came("叶县.xlsx", value(1)))) == []
    assert not workspace.lock.with_suffix(".holder").exists()


def test_a_lock_without_a_readable_note_is_still_held(tmp_path: Path) -> None:
    lock = tmp_path / "zs.lock"
    with held(lock):
        lock.with_suffix(".holder").write_text("[", encoding="utf-8")
        with (
            pytest.raises(ZsError, match="另一个程序正在写台账，等了 0 秒"),
            writing(lock, wait=0, what="zs"),
        ):
            pass


def test_a_lock_is_let_go_when_the_work_fails(tmp_path: Path) -> None:
    lock = tmp_path / "zs.lock"
    with pytest.raises(RuntimeError), writing(lock, wait=0, what="一"):
        raise RuntimeError

    with writing(lock, wait=0, what="二"):
        assert '"command": "\\u4e8c"' in lock.with_suffix(".holder").read_text(encoding="ascii")
