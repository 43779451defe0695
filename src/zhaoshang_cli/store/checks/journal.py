"""Hold the journal against itself: every line against its hash, its number and the line before."""

from collections.abc import Sequence
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.journal import START, Entry, parse, read_lines

_SHORTEST_HEAD = 8
"""As many characters of a hash tell one line from another."""


def examine_journal(path: Path) -> tuple[list[Entry], list[Finding]]:
    """Return the lines that are whole and in their place, and what is wrong with the others."""
    try:
        lines = read_lines(path)
    except ZsError as error:
        return [], [_damaged(path, error.message)]
    whole: list[Entry] = []
    findings: list[Finding] = []
    before: str | None = START
    for number, line in enumerate(lines, start=1):
        entry = parse(line)
        if entry is None:
            findings.append(_damaged(path, f"流水第 {number} 行的内容被改过，或不是完整的一行"))
        elif entry.seq != number:
            findings.append(
                _damaged(path, f"流水第 {number} 行原是第 {entry.seq} 行：缺了行、多了行或换了次序")
            )
        elif before is not None and entry.body["prev"] != before:
            findings.append(
                _damaged(path, f"流水第 {number} 行接不上第 {number - 1} 行：前面有行被改写过")
            )
        else:
            whole.append(entry)
        before = None if entry is None else entry.hash
    return whole, [*findings, *_torn(path)]


def examine_head(path: Path, entries: Sequence[Entry], head: str | None) -> list[Finding]:
    """Look for a hash that was noted earlier: without it a cut or rewritten tail goes unseen."""
    if head is None:
        return []
    wanted = head.strip().lower()
    known = len(wanted) >= _SHORTEST_HEAD and any(one.hash.startswith(wanted) for one in entries)
    if known:
        return []
    return [
        Finding(
            "head-unknown",
            Severity.ERROR,
            f"流水里没有哈希 {head} 这一行：它之后被截短或整个重写过",
            Place(path.name),
            "从备份找回流水；哈希至少抄前8位",
        )
    ]


def _torn(path: Path) -> list[Finding]:
    content = path.read_bytes() if path.exists() else b""
    if not content or content.endswith(b"\n"):
        return []
    message = "流水末尾有没写完的半行，是中断的一次运行留下的，从来没有算数"
    hint = "不用管，下次收数时自动去掉"
    return [Finding("journal-torn", Severity.INFO, message, Place(path.name), hint)]


def _damaged(path: Path, message: str) -> Finding:
    hint = "从备份恢复工作区"
    return Finding("journal-damaged", Severity.ERROR, message, Place(path.name), hint)
