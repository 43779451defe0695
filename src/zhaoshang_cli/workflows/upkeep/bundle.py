"""``zs bundle``: a period's documents with all they stand on, in one file that checks itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zhaoshang_cli import __version__
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.files.generation import sums_of
from zhaoshang_cli.store.files.journal import last_entry
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.packages.package import write_package
from zhaoshang_cli.workflows.answers.asking import period_asked
from zhaoshang_cli.workflows.briefs.publishing import FIGURES, belongings, records
from zhaoshang_cli.workspace import Workspace, open_workspace

WORKSPACE, OUTPUT, WITH = "workspace/", "output/", "written-with/"
"""The folders of a bundle: the workspace, the period's documents, what they were written with."""

_COLUMNS = (Column("项目"), Column("内容"))


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was written."""

    answer: Answer
    notes: tuple[str, ...]
    path: Path


def bundle(period_text: str | None, target: Path | None) -> Bundled:
    """Pack the documents of a period with the ledger, the originals and the settings.

    Args:
        period_text: The period; None for the newest.
        target: The file; None for one in the folder of documents.

    Raises:
        ZsError: ``bundle-empty`` where the period has no documents, ``output-exists``,
            ``store-busy``; whatever opening the ledger raises.
    """
    workspace = open_workspace()
    with open_ledger(workspace) as ledger:
        period = period_asked(ledger, period_text)
    path = target or workspace.output / f"{period}-核验包.zip"
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what="zs bundle"):
        documents = _documents(workspace, period)
        files: dict[str, Path | bytes] = {
            **_held(workspace),
            **{OUTPUT + name: data for name, data in documents.items()},
            **{WITH + name: data for name, data in _written_with(workspace)},
        }
        last = last_entry(workspace.journal)
        about = {
            "zs": __version__,
            "period": str(period),
            "head": last.hash if last else "",
            "runs": last.seq if last else 0,
        }
        write_package(path, files, about)
    return Bundled(_answer(path, about, files, documents), tuple(_notes(documents)), path)


def _documents(workspace: Workspace, period: Period) -> dict[str, bytes]:
    home = workspace.output / str(period)
    found = {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and ".旧稿" not in path.name
    }
    if not any(name.endswith(FIGURES) for name in found):
        raise ZsError(
            "bundle-empty",
            f"{period} 还没有 zs 写的稿子",
            Place(str(home)),
            f"先写稿：zs brief press {period}",
        )
    return found


def _held(workspace: Workspace) -> dict[str, Path]:
    single = (workspace.file, workspace.journal, workspace.store, sums_of(workspace.store))
    folders = (workspace.archive, workspace.profiles, workspace.templates, workspace.path / "rules")
    below = (path for folder in folders for path in sorted(folder.rglob("*")))
    return {
        WORKSPACE + path.relative_to(workspace.path).as_posix(): path
        for path in (*single, *below)
        if path.is_file() and not path.name.startswith(".")
    }


def _written_with(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield the settings in force and what came with zs; the rest is in the workspace."""
    for name, data in belongings(workspace).items():
        if name == "settings.json" or name.startswith("shipped/"):
            yield name, data


def _notes(documents: Mapping[str, bytes]) -> Iterator[str]:
    for _, held in records(documents):
        written = held.get("documents")
        for name, digest in (written if isinstance(written, dict) else {}).items():
            if name not in documents:
                yield f"{name} 不在了，核对时会报缺少"
            elif sha256(documents[name]).hexdigest() != digest:
                yield f"{name} 在 zs 写出以后改动过，核对时会报不符"


def _answer(
    path: Path,
    about: Mapping[str, object],
    files: Mapping[str, Path | bytes],
    documents: Mapping[str, bytes],
) -> Answer:
    rows = (
        ("期间", str(about["period"])),
        ("稿件", "、".join(documents)),
        ("文件", f"{len(files)} 个"),
        ("批次", f"{about['runs']} 批"),
        ("大小", f"{-(-path.stat().st_size // 1000)} 千字节"),
    )
    lines = tuple((Cell(name), Cell(value)) for name, value in rows)
    table = Table(f"核验包：{path}", _COLUMNS, lines, (f"流水末行哈希：{about['head'] or '—'}",))
    payload = {**about, "path": str(path), "files": len(files), "documents": list(documents)}
    return Answer("bundle", payload, (table,))
