"""Interleaved rounds of whole processes: A B A B …, and the median of the ratios of each round.

Absolute times drift with whatever else the machine does; the ratio of two runs a moment apart hardly
does. Times and memory are what the system says of the finished process (``os.wait4``).
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import zhaoshang_cli

PYTHON = sys.executable
ZS = str(Path(PYTHON).with_name("zs"))
"""The console script beside this Python: what users start."""


@dataclass(frozen=True, slots=True)
class Case:
    """One command to be timed."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[], None] | None = None
    """Run before every round, and not timed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run."""

    wall: float
    """Seconds."""

    cpu: float
    """Seconds of all its threads, and of the processes it waited for."""

    peak: int
    """Bytes of memory at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case over all rounds, beside the first case."""

    name: str
    wall: float
    least: float
    wall_ratio: float
    cpu_ratio: float
    peak: int


@dataclass(slots=True)
class Report:
    """What a benchmark found."""

    name: str
    about: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: dict[str, float] = field(default_factory=dict)


def refuse_uncompiled() -> None:
    """Leave if anything would be compiled at every start: that would time the compiler.

    Raises:
        SystemExit: A package has no ``__pycache__``.
    """
    found = importlib.util.find_spec("duckdb")
    places = [
        Path(zhaoshang_cli.__file__).parent,
        *map(Path, (found and found.submodule_search_locations) or ()),
    ]
    for place in places:
        if not (place / "__pycache__").is_dir():
            sys.exit(
                f"{place} 没有编译过，测出来的会是编译的时间。先运行 python -m compileall -q {place}"
            )


def environment() -> Mapping[str, str]:
    """Return the surroundings of every timed process: plain, and allowed to keep what it compiles."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZS_", "COV"))
    }
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"NO_COLOR": "1", "PYTHONUTF8": "1"}


def run(case: Case) -> Sample:
    """Run a command once.

    Raises:
        RuntimeError: It failed.
    """
    if case.prepare is not None:
        case.prepare()
    with tempfile.TemporaryFile() as told:
        began = perf_counter()
        process = subprocess.Popen(
            case.command, cwd=case.folder, env=environment(), stdout=subprocess.DEVNULL, stderr=told
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise RuntimeError(f"{case.name}: {told.read().decode(errors='replace')[-2000:]}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def compare(cases: Sequence[Case], rounds: int) -> list[Row]:
    """Time cases in turn; the first is what the others are measured by."""
    for case in cases:
        run(case)
    samples: list[list[Sample]] = [[run(case) for case in cases] for _ in range(rounds)]
    return [
        _row(case, [one[at] for one in samples], [one[0] for one in samples])
        for at, case in enumerate(cases)
    ]


def _row(case: Case, own: Sequence[Sample], base: Sequence[Sample]) -> Row:
    pairs = list(zip(own, base, strict=True))
    return Row(
        case.name,
        statistics.median(one.wall for one in own),
        min(one.wall for one in own),
        statistics.median(one.wall / other.wall for one, other in pairs),
        statistics.median(one.cpu / other.cpu for one, other in pairs),
        max(one.peak for one in own),
    )
