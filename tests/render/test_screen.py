"""A screen has a width; a pipe has none."""

import io
import os
import subprocess
import sys

import pytest

from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.screen.width import columns

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are Unix", allow_module_level=True)

import fcntl
import pty
import struct
import termios


def test_a_pipe_has_no_width() -> None:
    assert columns(io.StringIO()) is None


@pytest.mark.parametrize(("wide", "taken"), [(80, 80), (20, 40), (0, None)])
def test_a_screen_says_how_wide_it_is(wide: int, taken: int | None) -> None:
    main, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, wide, 0, 0))
    with os.fdopen(main), os.fdopen(screen, "w") as stream:
        assert columns(stream) == taken


@pytest.mark.parametrize("wide", [80, 120])
def test_a_listing_fits_the_screen_and_is_whole_in_a_pipe(wide: int) -> None:
    command = [sys.executable, "-m", "zhaoshang_cli", "config", "show"]
    piped = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    seen = _on_a_screen(command, wide)

    assert max(map(width, piped.splitlines())) > 120
    assert max(map(width, seen.splitlines())) <= wide
    assert {word for word in piped.split() if "." in word and word.isascii()} <= set(seen.split())


def _on_a_screen(command: list[str], wide: int) -> str:
    main, screen = pty.openpty()
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 50, wide, 0, 0))
    done = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=screen, stderr=screen)
    os.close(screen)
    said = b""
    try:
        while piece := os.read(main, 1 << 16):
            said += piece
    except OSError:  # Linux ends a pseudo-terminal so
        pass
    os.close(main)
    assert done.wait() == 0
    return said.decode("utf-8").replace("\r\n", "\n")
