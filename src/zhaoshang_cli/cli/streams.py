"""stdout and stderr: able to carry Chinese, and giving up quietly when nobody reads them."""

import os
import sys


def prepare() -> None:
    """Make both streams able to carry Chinese, whatever the locale says.

    A stream that the caller has closed becomes one that goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib is slow to load, and the stream lives as long as the process
        elif reconfigure := getattr(stream, "reconfigure", None):
            wanted = encoding(stream.encoding, screen=stream.isatty())
            reconfigure(encoding=wanted, errors="replace")


def encoding(present: str, *, screen: bool) -> str:
    """Keep what the user or the screen asks for, if it has Chinese; else UTF-8."""
    try:
        "市".encode(present)
    except (LookupError, UnicodeEncodeError):
        return "utf-8"
    return present if screen or os.environ.get("PYTHONIOENCODING") else "utf-8"


def settle() -> None:
    """Write out the answer so far; what the disk or the reader refuses is dropped."""
    try:
        sys.stdout.flush()
    except OSError:
        hush()


def hush() -> None:
    """Send the rest of both streams nowhere: their reader went away."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
