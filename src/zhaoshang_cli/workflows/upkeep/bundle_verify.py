"""``zs bundle verify``: do all of it again from a bundle alone, and compare to the byte."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from zhaoshang_cli import __version__
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.packages.package import Laid, lay_out
from zhaoshang_cli.store.runs.recover import rebuild
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workflows.briefs.brief import NAME, Request, write_press
from zhaoshang_cli.workflows.briefs.publishing import FIGURES, records, taken_up
from zhaoshang_cli.workflows.upkeep.bundle import OUTPUT, WITH, WORKSPACE
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load

_WRITERS = {NAME: write_press}
"""What writes each document again, by the name of its files."""

_COLUMNS = tuple(map(Column, ("步骤", "结果", "说明")))


@dataclass(slots=True)
class Check:
    """One step of the verification."""

    step: str
    told: str = ""
    differences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it."""

    answer: Answer
    sound: bool


def verify(source: Path) -> Verified:
    """Check a bundle's hashes and chain, rebuild its ledger, and write its documents again.

    Raises:
        ZsError: ``file-missing`` or ``bundle-damaged``: nothing could be checked.
    """
    with tempfile.TemporaryDirectory(prefix="zs-") as folder:
        home = Path(folder)
        laid = lay_out(source, home)
        checks = [_hashes(laid), *_again(home, laid.manifest)]
    sound = not any(check.differences for check in checks)
    return Verified(_answer(source, laid.manifest, checks, sound=sound), sound)


def _hashes(laid: Laid) -> Check:
    differences = [f"{name} 与清单不符" for name in laid.wrong]
    return Check("文件", f"{laid.files} 个文件与清单逐个核对", differences)


def _again(home: Path, manifest: Mapping[str, Any]) -> Iterator[Check]:
    """Yield the further steps; one that cannot be done is a difference, and ends them."""
    chain, ledger, documents = Check("流水和归档"), Check("台账"), Check("稿件")
    for check, work in ((chain, _chain), (ledger, _rebuilt), (documents, _documents)):
        try:
            work(check, home, manifest)
        except ZsError as error:
            check.differences.append(f"{error.message}（{error.place or error.code}）")
        except (OSError, ValueError, TypeError) as error:
            check.differences.append(f"做不下去：{error}")
        yield check


def _chain(check: Check, home: Path, manifest: Mapping[str, Any]) -> None:
    head = str(manifest.get("head", ""))
    found = audit(load(home / WORKSPACE), head=head or None)
    check.told = f"{found.runs} 批，{found.originals} 个原件"
    check.differences += [
        f"{one.place}：{one.message}" for one in found.findings if one.severity != "info"
    ]
    if found.head != head:
        check.differences.append(f"流水末行哈希是 {found.head[:16]}，清单说 {head[:16]}")


def _rebuilt(check: Check, home: Path, _manifest: Mapping[str, Any]) -> None:
    workspace = load(home / WORKSPACE)
    with writing(workspace.lock, wait=0, what="zs bundle verify"):
        check.told = f"从流水和归档重建了 {rebuild(workspace)} 批"


def _documents(check: Check, home: Path, manifest: Mapping[str, Any]) -> None:
    packed = _files(home / OUTPUT)
    kept = _files(home / WITH) | {
        name: data
        for name, data in _files(home / WORKSPACE).items()
        if name == "zs.toml" or name.startswith("templates/")
    }
    workspace, done = load(home / WORKSPACE), set[str]()
    for name, record in records(packed):
        stem = name.removesuffix(FIGURES)
        if stem in _WRITERS:
            written = _written_again(workspace, kept, stem, record, packed)
            done |= written.keys()
            check.differences += list(_differences(stem, written, packed))
    same = len(done & packed.keys()) - len(check.differences)
    others = sorted(packed.keys() - done)
    check.told = f"按第 {_vintages(packed)} 次报送重写，{max(same, 0)} 个文件逐字节相同"
    if others:
        check.told += f"；{'、'.join(others)}不是 zs 写的，只核对了哈希"
    if manifest.get("zs") != __version__:
        check.told += f"；包是 zs {manifest.get('zs')} 做的，这里是 {__version__}"
    if not done:
        check.differences.append("包里没有能重写的稿件")


def _written_again(
    workspace: Workspace,
    kept: Mapping[str, bytes],
    stem: str,
    record: Mapping[str, Any],
    packed: Mapping[str, bytes],
) -> dict[str, bytes]:
    """Write a document as it was written: with the bundle's settings, else with a publication's."""
    period, vintage = str(record["period"]), int(record["as_of"])
    day = date.fromisoformat(str(record["released"])) if record.get("released") else None
    with open_ledger(workspace) as ledger:
        known = [
            one for one in releases(ledger) if (str(one.period), one.vintage) == (period, vintage)
        ]
    first: dict[str, bytes] = {}
    for as_of in (str(vintage), *map(str, known)):
        with taken_up(workspace, kept) as was:
            listed = record.get("sources") is True
            request = Request(period, day, partial=True, as_of=as_of, sources=listed)
            draft = _WRITERS[stem](was, request)
            written = {path.name: path.read_bytes() for path in draft.files}
        if not list(_differences(stem, written, packed)):
            return written
        first = first or written
    return first


def _differences(
    stem: str, written: Mapping[str, bytes], packed: Mapping[str, bytes]
) -> Iterator[str]:
    for name, data in written.items():
        if name not in packed:
            yield f"包里缺少 {name}"
        elif packed[name] != data:
            yield f"{name} 与重写的不同，从第 {_first(packed[name], data)} 行起"
    for name in packed:
        if name.startswith(f"{stem}.") and name not in written:
            yield f"{name} 重写时没有写出"


def _first(one: bytes, other: bytes) -> int:
    """Return the first line in which two documents differ."""
    lines, others = one.split(b"\n"), other.split(b"\n")
    pairs = enumerate(zip(lines, others, strict=False), start=1)
    return next((n for n, (a, b) in pairs if a != b), min(len(lines), len(others)) + 1)


def _vintages(packed: Mapping[str, bytes]) -> str:
    return "、".join(sorted({str(record.get("as_of")) for _, record in records(packed)}))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in {".duckdb", ".zip"}
    }


def _answer(
    source: Path, manifest: Mapping[str, Any], checks: list[Check], *, sound: bool
) -> Answer:
    rows = tuple(
        (Cell(check.step), Cell("相符" if not check.differences else "不符"), Cell(check.told))
        for check in checks
    )
    count = sum(len(check.differences) for check in checks)
    verdict = "全部相符" if sound else f"有 {count} 处不符"
    notes = tuple(one for check in checks for one in check.differences)
    head = str(manifest.get("head", ""))
    table = Table(
        f"核验 {source.name}（{manifest.get('period')}）：{verdict}",
        _COLUMNS,
        rows,
        (*notes, f"流水末行哈希：{head or '—'}"),
    )
    payload = {
        "sound": sound,
        "period": manifest.get("period"),
        "head": head or None,
        "zs": manifest.get("zs"),
        "steps": [
            {"step": one.step, "told": one.told, "differences": one.differences} for one in checks
        ],
    }
    return Answer("bundle-verify", payload, (table,))
