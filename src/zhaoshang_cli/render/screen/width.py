"""How wide the screen is, where there is one: a pipe and a file have no width and are never folded."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

NARROWEST = 40
"""On anything narrower lines are left to the terminal."""


def columns(stream: TextIO) -> int | None:
    """Return how many columns a line of ``stream`` may take; None where nobody is looking."""
    if not stream.isatty():
        return None
    try:
        seen = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return None
    # The Windows console moves on by itself after the last column, and would leave an empty line.
    return max(NARROWEST, seen - (os.name == "nt")) if seen else None
