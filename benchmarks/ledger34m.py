"""Twenty years of the nation, 34 million values, against two years of five indicators, 340,000.

The same questions about one month and the same files taken in, cold, in interleaved rounds: what a
question costs must not grow with the history. The ledgers are made once and kept in the system's
folder for temporary files.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from json import loads
from pathlib import Path

from benchmarks.harness import PYTHON, ZS, Case, Report, Row, compare, environment
from benchmarks.history import make_ledger, submission_of
from benchmarks.nation import counties, months, write_history, write_month

ROUNDS = 7
SIZES = {"34万": (2, 5), "3400万": (20, 50)}
"""Years and indicators."""

_REPOSITORY = Path(__file__).parents[1]
_KEPT = "zs-benchmark-ledgers-1"
_STORE = ("zs.duckdb", "zs.toml", "journal.jsonl")
_NEXT = months(202212, 2)[1]
_FEW_ROUNDS = 3
"""For what takes seconds."""

_ASKED: dict[str, Callable[[int], Sequence[str]]] = {
    "rank": lambda _: ("rank", "2022-11", "-i", "指标01", "--by", "growth"),
    "rank，最新一期": lambda _: ("rank", "-i", "指标01", "--by", "growth"),
    "rank --as-of": lambda years: (
        *("rank", "2021-12", "-i", "指标01", "--by", "total"),
        *("--as-of", str(submission_of(202112, years=years))),
    ),
    "show": lambda _: ("show", "2022-11", "-i", "指标01"),
    "status": lambda _: ("status", "2022-11"),
}
"""Every question is answered with 2,844 rows from both ledgers."""


def measure(folder: Path, rounds: int) -> Report:
    """Time questions, then files taken in, and where the time of those goes."""
    ledgers = _ledgers()
    report = Report("ledger34m", "3400万条（比34万条）")
    for name, words in _ASKED.items():
        cases = [
            Case(f"{name}，{size}", (ZS, "-C", str(place), *words(SIZES[size][0])), folder)
            for size, place in ledgers.items()
        ]
        _note(report, name, compare(cases, rounds))
    files = _files(folder)
    for name, path in files.items():
        cases = [_taking_in(name, size, path, folder, ledgers[size]) for size in SIZES]
        _note(report, name, compare(cases, min(rounds, _FEW_ROUNDS)))
    for name, path in files.items():
        for size in SIZES:
            report.notes.append(_parts(f"{name}，{size}", path, folder, ledgers[size]))
    for size, place in ledgers.items():
        report.notes.append(f"台账，{size}：{(place / 'zs.duckdb').stat().st_size / 2**20:.0f} MB")
    return report


def _ledgers() -> dict[str, Path]:
    kept = Path(tempfile.gettempdir()) / _KEPT
    for size, (years, kinds) in SIZES.items():
        if not (kept / size).exists():
            draft = kept / f"{size}.new"
            shutil.rmtree(draft, ignore_errors=True)
            make_ledger(draft, years=years, kinds=kinds)
            draft.rename(kept / size)
    return {size: kept / size for size in SIZES}


def _note(report: Report, name: str, rows: list[Row]) -> None:
    report.rows += rows
    report.numbers |= {
        f"{name}，时间倍数": rows[1].wall_ratio,
        f"{name}，CPU倍数": rows[1].cpu_ratio,
    }


def _files(folder: Path) -> dict[str, Path]:
    write_history(folder / "month", [_NEXT], counties(), kinds=50)
    write_month(folder / "county", _NEXT, files=1, mixed=False)
    write_history(folder / "revision", [202212], counties(), kinds=5)
    return {
        "收一个县": folder / "county",
        "收更正": folder / "revision",
        "收一个月": folder / "month",
    }


def _taking_in(name: str, size: str, files: Path, folder: Path, ledger: Path) -> Case:
    work = folder / f"work-{size}"
    command = (ZS, "-C", str(work), "ingest", str(files))
    return Case(f"{name}，{size}", command, folder, lambda: _copy(ledger, work))


def _copy(ledger: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in _STORE:
        shutil.copyfile(ledger / name, work / name)


def _parts(name: str, files: Path, folder: Path, ledger: Path) -> str:
    """Take files in once more, and say how long each part took."""
    work, told = folder / "work", folder / "parts.json"
    _copy(ledger, work)
    command = (PYTHON, "-m", "benchmarks.parts", str(told), "-C", str(work), "ingest", str(files))
    subprocess.run(command, cwd=_REPOSITORY, env=environment(), capture_output=True, check=True)
    spent = loads(told.read_text(encoding="utf-8"))
    return f"{name}（毫秒）：" + "，".join(f"{part} {took:.0f}" for part, took in spent.items())
