"""Whether a stream gets colour: what ``--color`` said, else ``NO_COLOR``, else if it is a screen."""

import os
from contextvars import ContextVar
from typing import TextIO

choice: ContextVar[str] = ContextVar("choice", default="auto")
"""``auto``, ``always`` or ``never``; the command line sets it for the length of a run."""

_CODES = {
    "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36", "bold": "1", "dim": "2",
    "error": "31", "warning": "33", "info": "36",
}  # fmt: skip


def wanted(stream: TextIO) -> bool:
    """Say whether to colour what is written to ``stream``."""
    if choice.get() != "auto":
        return choice.get() == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def paint(text: str, mark: str, stream: TextIO) -> str:
    """Return ``text`` in the colour of ``mark`` where the stream wants colour, else as it is."""
    if not text or not wanted(stream):
        return text
    return f"\x1b[{_CODES[mark]}m{text}\x1b[0m"
