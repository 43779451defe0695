"""``zs freeze``: put on record what was published, and keep what it was written with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.decisions.releasing import Publication, publish
from zhaoshang_cli.workflows.answers.asking import period_asked
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workflows.answers.vintage import release_asked, vintage_asked
from zhaoshang_cli.workflows.briefs.publishing import (
    DOCUMENTS,
    FIGURES,
    belongings,
    date_on,
    records,
)
from zhaoshang_cli.workflows.intake.reading import actor
from zhaoshang_cli.workspace import Workspace, open_workspace

_COLUMNS = (Column("文件"), Column("SHA-256"), Column("数"))


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be put on record, in the user's words."""

    period: str
    approver: str
    documents: Sequence[Path] = ()
    """None: everything in the period's folder of documents."""

    day: date | None = None
    """None: the date on the documents, or today."""

    as_of: str | None = None
    """None: what the documents were written from, or now."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was put on record."""

    answer: Answer
    notes: tuple[str, ...]
    next: str


def freeze(order: Order, command: str) -> Frozen:
    """Put a publication on record.

    Raises:
        ZsError: ``freeze-mixed`` where documents were written from different vintages,
            ``file-missing``, ``no-data``; whatever writing the ledger raises.
    """
    workspace = open_workspace()
    with open_ledger(workspace) as ledger:
        period, newest = period_asked(ledger, order.period), ledger.as_of
    documents = _documents(workspace, period, order.documents)
    vintage = vintage_asked(workspace, order.as_of) or _vintage(documents) or newest
    with open_ledger(workspace, as_of=vintage) as ledger:
        period_asked(ledger, str(period))
        head = ledger.head
    digests = {name: sha256(data).hexdigest() for name, data in documents.items()}
    notes = tuple(_notes(documents, digests, vintage, newest))
    today = datetime.now().astimezone().date()
    released_on = order.day or date_on(documents) or today
    kept = belongings(workspace) | {DOCUMENTS + name: data for name, data in documents.items()}
    publication = Publication(
        period.number, vintage, head, released_on, order.approver, digests, kept
    )
    done = publish(workspace, publication, actor=actor(), command=command)
    release = Release(period, done.edition, 0, vintage, released_on, order.approver)
    if not done.new:
        with open_ledger(workspace) as ledger:
            release = release_asked(releases(ledger), str(period), done.edition)
        notes = (_AGAIN,)
    return Frozen(_answer(release, documents, digests), notes, _next(release))


_AGAIN = "与上次记下的完全一样，没有再记"


def _documents(workspace: Workspace, period: Period, named: Sequence[Path]) -> dict[str, bytes]:
    """Return the documents, with the records of their figures, by name."""
    home = workspace.output / str(period)
    found = [path for path in sorted(home.rglob("*")) if path.is_file()] if not named else []
    for path in named:
        if not path.is_file():
            raise ZsError("file-missing", "没有这个文件", Place(str(path)), "核对文件名")
        record = path.with_suffix(FIGURES)
        found += [path, *([record] if record.is_file() and record != path else [])]
    return {
        (path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name): (
            path.read_bytes()
        )
        for path in found
        if not path.name.startswith(".") and ".旧稿" not in path.name
    }


def _vintage(documents: Mapping[str, bytes]) -> int | None:
    """Return what all documents were written from; None where none says."""
    said = {name: held["as_of"] for name, held in records(documents) if held.get("as_of")}
    numbers = {one for one in said.values() if isinstance(one, int)}
    if len(numbers) > 1:
        told = "，".join(f"{name} 第 {number} 次" for name, number in said.items())
        raise ZsError(
            "freeze-mixed", f"几份稿子用的不是同一时点的数：{told}",
            hint="用 zs brief 重写旧的那份，或用 --as-of 指明时点",
        )  # fmt: skip
    return numbers.pop() if numbers else None


def _notes(
    documents: Mapping[str, bytes], digests: Mapping[str, str], vintage: int, newest: int
) -> Iterator[str]:
    if not documents:
        yield "没有稿子，只记下了数；写了稿子再运行一次，会记为下一次发布"
    for _, held in records(documents):
        written = held.get("documents")
        for name, digest in (written if isinstance(written, dict) else {}).items():
            if digests.get(name) not in (None, digest):
                yield f"{name} 在 zs 写出以后改动过，按现在的样子存档"
    if vintage < newest:
        yield f"发布的是第 {vintage} 次报送时的数，以后又有 {newest - vintage} 次"


def _answer(release: Release, documents: Mapping[str, bytes], digests: Mapping[str, str]) -> Answer:
    figures = {name: _count(held) for name, held in records(documents)}
    rows = tuple(
        (
            Cell(name),
            Cell(digest[:16]),
            Cell(f"{figures[name]} 个" if name in figures else ""),
        )
        for name, digest in digests.items()
    )
    title = (
        f"{release.period} 第 {release.edition} 次发布：{release.released_on}，"
        f"{release.approver}定，用到第 {release.vintage} 次报送"
    )
    payload = release.entry | {"documents": dict(digests), "as_of": str(release)}
    return Answer("freeze", payload, (Table(title, _COLUMNS, rows),))


def _count(held: Mapping[str, object]) -> int:
    figures = held.get("figures")
    return len(figures) if isinstance(figures, list) else 0


def _next(release: Release) -> str:
    return f"以后看发布时的数：zs show {release.period} --as-of {release}；看变没变：zs drift"
