"""Which files a command line means, and how they are called in the ledger."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace import Workspace

SUFFIXES = frozenset(
    (
        ".csv",
        ".tsv",
        ".txt",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".et",
        ".ods",
        ".xml",
        ".htm",
        ".html",
        ".zip",
    )
)
"""What is taken from a folder; a file named outright is read whatever its name."""


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files that paths, folders and globs name, and what a folder holds besides.

    A file that is named twice, or reached by a link as well, is taken once.

    Raises:
        ZsError: ``file-missing``.
    """
    taken: dict[Path, Path] = {}
    others: list[Path] = []
    for path in paths:
        for one in _expand(path):
            if one.is_dir():
                inside = sorted(p for p in one.rglob("*") if p.is_file() and not _hidden(p, one))
                taken.update((p.resolve(), p) for p in inside if p.suffix.lower() in SUFFIXES)
                others += [p for p in inside if p.suffix.lower() not in SUFFIXES]
            else:
                taken.setdefault(one.resolve(), one)
    return list(taken.values()), others


def name_of(workspace: Workspace, path: Path) -> str:
    """Return how a file is called in the ledger: from the workspace, or as it was named."""
    resolved = path.resolve()
    if resolved.is_relative_to(workspace.path.resolve()):
        return resolved.relative_to(workspace.path.resolve()).as_posix()
    return path.as_posix()


def _expand(path: Path) -> Iterator[Path]:
    if path.exists():
        yield path
        return
    pattern = path.as_posix()
    if any(mark in pattern for mark in "*?["):
        root = Path(path.anchor) if path.is_absolute() else Path()
        if found := sorted(root.glob(pattern.removeprefix(root.as_posix()).lstrip("/"))):
            yield from found
            return
        raise _missing(path, "没有一个文件名符合这个写法")
    raise _missing(path, "链接指向的文件不在了" if path.is_symlink() else "没有这个文件")


def _missing(path: Path, what: str) -> ZsError:
    return ZsError(
        "file-missing", what, Place(str(path)), "核对文件名和所在文件夹；一个文件也没有读"
    )


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
