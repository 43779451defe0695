"""What ``zs brief`` shows: the paths of its files, what was left out, and the next step."""

import sys
from collections.abc import Iterable
from pathlib import Path

from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.formats.emit import show
from zhaoshang_cli.render.screen.messages import show_next, show_note


def show_draft(
    files: Iterable[Path], answer: Answer, notes: Iterable[str], *, as_json: bool
) -> None:
    """Show where a draft was written, or all about it as JSON."""
    if as_json:
        show(answer, as_json=True)
    else:
        sys.stdout.write("".join(f"{_near(path)}\n" for path in files))
    for note in notes:
        show_note(f"注意：{note}")
    show_next("补写〔〕里的内容，核对后发稿；每个数的出处在 .figures.json 里")


def _near(path: Path) -> Path:
    """Name a file from where the user is, when it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
