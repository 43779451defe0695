"""The progress bar: only on a terminal, and only once a second has passed."""

import os
import pty
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import pytest

from zhaoshang_cli.render.screen import progress as module
from zhaoshang_cli.render.screen.progress import progress


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[TextIO]:
    """Make stderr a real terminal, and give its other end."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w") as screen, os.fdopen(ours, errors="replace") as seen:
        monkeypatch.setattr(sys, "stderr", screen)
        yield seen


def _shown(seen: TextIO) -> str:
    """Return what has come through; a terminal hands it over a little later."""
    held = b""
    while select.select([seen], [], [], 0.5)[0]:
        held += os.read(seen.fileno(), 100_000)
    return held.decode()


def test_work_of_less_than_a_second_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as seen:
        with progress("读表") as report:
            report(1, 2)
            report(2, 2)

        assert _shown(seen) == ""


def test_longer_work_shows_how_far_it_is_and_takes_the_bar_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_QUIET_SECONDS", -1.0)

    with terminal(monkeypatch) as seen:
        with progress("读表") as report:
            report(1, 2)
            report(2, 2)
        shown = _shown(seen)

    assert "读表" in shown
    assert "100%" in shown
    assert shown.rstrip().endswith("\x1b[2K")


def test_a_pipe_gets_no_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_QUIET_SECONDS", -1.0)

    with progress("读表") as report:
        report(1, 2)

    assert capsys.readouterr() == ("", "")
