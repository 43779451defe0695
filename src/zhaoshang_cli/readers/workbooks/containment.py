"""The worker process seen from zs: started when first needed, watched, replaced when it dies."""

import atexit
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import Self

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import Sheet
from zhaoshang_cli.readers.workbooks.wire import read_frame, unpack, write_frame

SECONDS = 30.0
COMMAND = (sys.executable, "-P", "-m", "zhaoshang_cli.readers.workbooks.worker")
"""``-P``: what lies in the current folder, a county's ``zipfile.py`` say, is never imported."""

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_FAREWELL = 5.0
_HINT = "用 WPS 或 Excel 打开，只把表格部分复制到新工作簿，另存为 xlsx 后再导入"


class Containment:
    """One worker process that reads file after file; a context manager."""

    def __init__(self, command: Sequence[str] = COMMAND, *, seconds: float = SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, kind: str, data: bytes) -> tuple[Sheet, ...]:
        """Read one file in the worker.

        Raises:
            ZsError: What the worker found; or ``file-crashed``, if it died or took too long.
        """
        with self._turn:
            try:
                return self._read(kind, data)
            except ZsError as error:
                if error.code == "file-crashed":
                    self._kill()
                raise
            except BaseException:  # Ctrl-C in mid-answer: the rest would pass for the next one
                self._kill()
                raise

    def close(self) -> None:
        """End the worker; the next file starts another."""
        with self._turn:
            process, self._process = self._process, None
            if process is not None:
                _dismiss(process)

    def _read(self, kind: str, data: bytes) -> tuple[Sheet, ...]:
        process = self._running()
        with _watched(process, self._seconds) as struck:
            payload = _exchange(process, kind, data)
        if payload is None:
            raise _late(self._seconds) if struck.is_set() else _died()
        try:
            return unpack(payload)
        except (ValueError, KeyError, TypeError) as error:
            raise _died() from error

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = _started(self._command)
            except OSError as error:
                raise _died() from error
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


@cache
def shared() -> Containment:
    """Return the worker of this run; it ends when zs does."""
    containment = Containment()
    atexit.register(containment.close)
    return containment


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    )


def _exchange(process: subprocess.Popen[bytes], kind: str, data: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        write_frame(process.stdin, kind.encode())
        write_frame(process.stdin, data)
        return read_frame(process.stdout)
    except OSError:  # the pipe broke: the worker died while it was spoken to
        return None


@contextmanager
def _watched(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process if the block takes too long; the event says whether that happened."""
    struck = threading.Event()

    def strike() -> None:
        struck.set()
        process.kill()

    watch = threading.Timer(seconds, strike)
    watch.daemon = True
    watch.start()
    try:
        yield struck
    finally:
        watch.cancel()


def _dismiss(process: subprocess.Popen[bytes]) -> None:
    try:
        process.communicate(timeout=_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def _late(seconds: float) -> ZsError:
    return ZsError("file-crashed", f"读了 {seconds:g} 秒还没有读完，已停止", hint=_HINT)


def _died() -> ZsError:
    return ZsError("file-crashed", "读取时程序崩溃（已隔离，不影响其他文件）", hint=_HINT)
