"""A check-up of a workspace: the audit, the store's very bytes, and what interrupted runs left."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.upkeep import Audit
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import digests_of, draft_of, sums_of, wal_of
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.runs.scratch import leftovers
from zhaoshang_cli.workspace import Workspace

_SPARE = 2
"""A run needs room for the store once more, and for the archive."""


def check_up(workspace: Workspace) -> Audit:
    """Find whatever is wrong with a workspace, and say of each what to do."""
    found = [*_bytes_and_leftovers(workspace), *_space(workspace)]
    audited = audit(workspace, totals=True)
    return replace(audited, findings=(*audited.findings, *found))


def _bytes_and_leftovers(workspace: Workspace) -> list[Finding]:
    """Look while nobody writes: a writer's own files are no leftovers."""
    try:
        with writing(workspace.lock, wait=0, what="zs doctor"):
            return [*_bytes(workspace.store), *_leftovers(workspace)]
    except ZsError as error:
        if error.code == "store-busy":
            return [_finding("store-busy", error.message, workspace.lock.name, error.hint)]
        return [*_bytes(workspace.store), *_leftovers(workspace)]


def _bytes(store: Path) -> Iterator[Finding]:
    """Hold the store against the SHA-256 it was written with: no changed byte goes unseen."""
    if not store.is_file():
        return
    known = digests_of(store)
    hint = "下面没有别的问题时，运行 zs rebuild 重建一遍即可；平时不要用别的程序打开台账"
    if not known:
        message = f"记着台账哈希的 {sums_of(store).name} 不见了或读不出来"
        yield _finding("store-changed", message, store.name, hint, Severity.WARNING)
    elif digest(store) not in known:
        message = "台账文件与写下时不同：被别的程序写过，或磁盘出错"
        yield _finding("store-changed", message, store.name, hint, Severity.ERROR)


def _leftovers(workspace: Workspace) -> Iterator[Finding]:
    draft = draft_of(workspace)
    patterns = (f"{draft.name}*", "*.empty*", "zs.duckdb.tmp", ".*.part")
    found = {path.name for pattern in patterns for path in workspace.path.glob(pattern)}
    found |= {folder.name for folder in leftovers(workspace)}
    for name in sorted(found):
        message = "没有做完的一次运行留下的文件，从来没有算数"
        yield _finding("leftover", message, name, "可以删去，不影响台账")
    if wal_of(workspace.store).exists():
        message = "别的程序打开台账写过，没有写完"
        name = wal_of(workspace.store).name
        yield _finding(
            "store-changed", message, name, "关掉那个程序，运行 zs rebuild", Severity.ERROR
        )


def _space(workspace: Workspace) -> Iterator[Finding]:
    size = workspace.store.stat().st_size if workspace.store.is_file() else 0
    free = shutil.disk_usage(workspace.path).free
    if free < size * _SPARE:
        message = f"磁盘只剩 {free // 1_000_000} 兆，不到台账的{_SPARE}倍，收数可能写不下"
        yield _finding("disk-short", message, ".", "腾出空间", Severity.WARNING)


def _finding(
    code: str, message: str, name: str, hint: str | None, severity: Severity = Severity.INFO
) -> Finding:
    return Finding(code, severity, message, Place(name), hint)
