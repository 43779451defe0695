"""Run zs once and write down where its time went: ``python -m benchmarks.parts FILE zs-arguments``."""

import functools
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from zhaoshang_cli.cli import main

PARTS = (
    ("读表、落盘", "zhaoshang_cli.workflows.intake.ingest", "_read_batch"),
    ("核对流水", "zhaoshang_cli.store.runs.recording", "catch_up"),
    ("复制台账", "shutil", "copyfile"),
    ("比对", "zhaoshang_cli.store.runs.absorb", "_recognise"),
    ("比对", "zhaoshang_cli.store.runs.absorb", "_set_against_ledger"),
    ("比对", "zhaoshang_cli.store.runs.absorb", "_note_blanks"),
    ("编号", "zhaoshang_cli.store.runs.absorb", "_stage"),
    ("写入", "zhaoshang_cli.store.runs.absorb", "add_incoming"),
    ("归档", "zhaoshang_cli.store.runs.recording", "export_run"),
    ("归档", "zhaoshang_cli.store.runs.recording", "write_archive"),
    ("校验和落盘", "zhaoshang_cli.store.runs.committing", "settle"),
    ("记流水", "zhaoshang_cli.store.runs.committing", "append"),
    ("换上新的一版", "zhaoshang_cli.store.runs.committing", "switch"),
)
"""What a part is called, and the functions that make it up: none calls another."""


def measure(arguments: list[str]) -> dict[str, float]:
    """Run zs and return the milliseconds of every part; the rest is DuckDB's checkpoint and start-up."""
    spent: dict[str, float] = defaultdict(float)
    for part, module, name in PARTS:
        place = import_module(module)
        setattr(place, name, _timed(getattr(place, name), part, spent))
    sys.argv = ["zs", *arguments]
    began = perf_counter()
    try:
        main()
    except SystemExit as leaving:
        if leaving.code:
            raise
    whole = perf_counter() - began
    spent["其余（提交、检查点）"] = whole - sum(spent.values())
    return {part: seconds * 1000 for part, seconds in spent.items()}


def _timed(work: Callable[..., Any], part: str, spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(work)
    def timed(*values: Any, **named: Any) -> Any:
        began = perf_counter()
        try:
            return work(*values, **named)
        finally:
            spent[part] += perf_counter() - began

    return timed


if __name__ == "__main__":
    target, *words = sys.argv[1:]
    Path(target).write_text(json.dumps(measure(words)), encoding="utf-8")
