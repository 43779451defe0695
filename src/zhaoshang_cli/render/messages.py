"""What goes to stderr: errors, findings, notes and the next step. stdout is the answer's alone."""

import sys
from collections.abc import Iterable

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.colour import paint


def show_error(error: ZsError) -> None:
    """Say which error, where, and how to mend it.

    Three lines; the second and third only where there is something to say::

        错误[period-ambiguous]：看不出是哪个月的报表
          在 叶县报表.xlsx!Sheet1!A1
          办法：加上 --period 2022-11
    """
    lines = [f"{paint(f'错误[{error.code}]', 'error', sys.stderr)}：{plain(error.message)}"]
    if error.place is not None:
        lines.append(f"  在 {plain(str(error.place))}")
    if error.hint:
        lines.append(f"  办法：{plain(error.hint)}")
    _write("\n".join(lines))


def show_findings(findings: Iterable[Finding]) -> None:
    """Say each finding: how much it weighs, where, what, and how to mend it."""
    for finding in findings:
        head = paint(f"{finding.severity.chinese}[{finding.code}]", finding.severity, sys.stderr)
        hint = f"（{plain(finding.hint)}）" if finding.hint else ""
        _write(f"{head} {plain(str(finding.place))}：{plain(finding.message)}{hint}")


def show_note(text: str) -> None:
    """Say something that is not part of the answer."""
    _write(plain(text))


def show_next(text: str) -> None:
    """Say what to do next; every command ends with it."""
    _write(f"下一步：{plain(text)}")


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


def _write(text: str) -> None:
    # What was answered so far must stand above what is said about it.
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
