"""What goes to stderr: errors, findings, notes and the next step. stdout is the answer's alone."""

import sys
from collections.abc import Iterable

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.screen.colour import paint
from zhaoshang_cli.render.screen.folding import fold
from zhaoshang_cli.render.screen.width import columns


def show_error(error: ZsError) -> None:
    """Say which error, where, and how to mend it.

    Three lines; the second and third only where there is something to say::

        错误[period-ambiguous]：看不出是哪个月的报表
          在 叶县报表.xlsx!Sheet1!A1
          办法：加上 --period 2022-11
    """
    _say(f"错误[{error.code}]", "error", f"：{plain(error.message)}")
    if error.place is not None:
        _write(f"  在 {plain(str(error.place))}")  # never folded: it is copied and pasted
    if error.hint:
        _say("  办法：", None, plain(error.hint), hanging=8)


def show_findings(findings: Iterable[Finding]) -> None:
    """Say each finding: how much it weighs, where, what, and how to mend it."""
    for finding in findings:
        head = f"{finding.severity.chinese}[{finding.code}]"
        hint = f"（{plain(finding.hint)}）" if finding.hint else ""
        said = f" {plain(str(finding.place))}：{plain(finding.message)}{hint}"
        _say(head, finding.severity, said)


def show_note(text: str) -> None:
    """Say something that is not part of the answer."""
    _say("", None, plain(text))


def show_next(text: str) -> None:
    """Say what to do next; every command ends with it."""
    _say("下一步：", None, plain(text))


def plain(text: str) -> str:
    r"""Show control characters instead of obeying them: texts from files are hostile.

    >>> plain("叶县\x1b[31m")
    '叶县\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else _escape(mark) for mark in text)


def _escape(mark: str) -> str:
    # A full-width blank is not "printable" to Python, yet it is how forms are set.
    return mark if mark == "\u3000" else mark.encode("unicode_escape").decode("ascii")


def _say(head: str, mark: str | None, words: str, *, hanging: int = 2) -> None:
    """Write a line, folded where a screen is narrower; only the head has a colour."""
    room = columns(sys.stderr)
    lines = [head + words] if room is None else fold(head + words, room, hanging=hanging)
    shown = "\n".join(lines)
    if mark and shown.startswith(head):
        shown = paint(head, mark, sys.stderr) + shown.removeprefix(head)
    _write(shown)


def _write(text: str) -> None:
    # What was answered so far must stand above what is said about it.
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
