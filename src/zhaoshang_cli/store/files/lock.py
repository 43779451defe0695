"""One writer at a time: the workspace's lock, waited for, with the name of who holds it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.disk import read_only


@contextmanager
def writing(lock: Path, *, wait: float, what: str) -> Iterator[None]:
    """Hold the workspace's lock for the length of a write.

    Args:
        lock: The lock file; who holds it stands in a file beside it.
        wait: Seconds to wait for another writer.
        what: The command, told to those who wait in vain.

    Raises:
        ZsError: ``store-busy``, or ``workspace-read-only`` where no lock can be made.
    """
    guard = FileLock(lock)
    try:
        guard.acquire(timeout=wait, poll_interval=0.05)
    except Timeout as error:
        raise ZsError(
            "store-busy",
            f"另一个程序正在写台账{_holder(lock)}，等了 {wait:g} 秒",
            Place(str(lock.parent)),
            "等它做完再试；要多等一会儿，设置 ZS_STORE_WAIT_SECONDS",
        ) from error
    except OSError as error:
        raise read_only(lock.parent, error) from error
    try:
        _note_holder(lock, what)
        yield
    finally:
        with suppress(OSError):
            _note(lock).unlink(missing_ok=True)
        guard.release()


def _note(lock: Path) -> Path:
    return lock.with_suffix(".holder")


def _note_holder(lock: Path, what: str) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    note = {"pid": os.getpid(), "command": what, "since": now}
    # The lock holds without it; what keeps it from being written is told of the write itself.
    with suppress(OSError):
        _note(lock).write_text(json.dumps(note), encoding="utf-8")


def _holder(lock: Path) -> str:
    try:
        note = json.loads(_note(lock).read_text(encoding="utf-8"))
        return f"（进程 {note['pid']}，{note['since']} 起：{note['command']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
