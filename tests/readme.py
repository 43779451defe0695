"""Run the commands that the README shows, and write down what they print. Called by cog."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_ZS = Path(sys.executable).with_name("zs")
_ROOM = tempfile.TemporaryDirectory(prefix="zs-readme-")
_WORKSPACE = Path(_ROOM.name) / "演示"
_HASH = re.compile(r"[0-9a-f]{64}")
"""A hash holds the hour at which the page was made."""


def console(*commands: str, lines: int | None = None) -> None:
    """Write a console block: each command with what it answers and says.

    The commands of a page run one after the other: ``zs demo`` in an empty folder, and what follows
    in the workspace that it makes.

    Args:
        commands: Command lines.
        lines: How many lines to keep of each answer; an ellipsis stands for the rest.
    """
    print("```console")
    for command in commands:
        print(f"$ {command}")
        if said := _run(command):
            print(_shortened(said, lines))
    print("```")


def excerpt(name: str, lines: int) -> None:
    """Write the first lines of a file that the commands have made, as a quotation."""
    text = (_WORKSPACE / name).read_text(encoding="utf-8")
    print("\n".join(f"> {line}".rstrip() for line in text.splitlines()[:lines]))


def _run(command: str) -> str:
    words = shlex.split(command)
    if words[0] == "cd":
        return ""
    if words[:2] == ["zs", "demo"]:
        shutil.rmtree(_WORKSPACE, ignore_errors=True)
    done = subprocess.run(
        [str(_ZS), *words[1:]],
        cwd=_WORKSPACE if _WORKSPACE.exists() else _ROOM.name,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stdout + done.stderr).rstrip()
    return _HASH.sub("…", said.replace(f"{Path(_ROOM.name).resolve()}{os.sep}", ""))


def _shortened(said: str, lines: int | None) -> str:
    kept = said.splitlines()
    if lines is None or len(kept) <= lines:
        return said
    return "\n".join([*kept[:lines], "……"])
