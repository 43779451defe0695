"""A progress bar on stderr, for work that takes longer than a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_QUIET_SECONDS = 1.0


class Report(Protocol):
    """What work calls to say how far it is."""

    def __call__(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` are done."""


@contextmanager
def progress(label: str) -> Iterator[Report]:
    """Show a bar once a second has passed; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    bar = _Bar(label)
    try:
        yield bar
    finally:
        bar.close()


def _silent(done: int, total: int) -> None:
    """Say nothing."""


class _Bar:
    """Rich's bar, imported and drawn when it is first needed."""

    def __init__(self, label: str) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._label = label
        self._started = time.monotonic()
        # Rich would otherwise carry what is written to stdout over to its own console, stderr.
        self._bar = Progress(
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task(label, total=None)
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        if not self._shown and time.monotonic() - self._started > _QUIET_SECONDS:
            self._bar.start()
            self._shown = True
        if self._shown:
            self._bar.update(self._task, completed=done, total=total)

    def close(self) -> None:
        if self._shown:
            self._bar.stop()
