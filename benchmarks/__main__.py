"""Run the benchmarks: ``python -m benchmarks [name…] [--rounds N] [--json]``."""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from unicodedata import east_asian_width

from benchmarks.harness import Report, refuse_uncompiled

NAMES = ("startup", "rank", "month", "messy", "ledger34m", "bigcsv")


def main() -> None:
    """Run the named benchmarks, or all."""
    arguments = _arguments()
    refuse_uncompiled()
    found = []
    for name in arguments.names or NAMES:
        module = import_module(f"benchmarks.{name}")
        if arguments.rows:
            setattr(module, "ROWS", arguments.rows)  # noqa: B010  (not every benchmark has it)
        with tempfile.TemporaryDirectory(prefix=f"zs-{name}-") as folder:
            report: Report = module.measure(Path(folder), arguments.rounds or module.ROUNDS)
        found.append(report)
        if not arguments.json:
            print("\n".join(_lines(report)), flush=True)
    if arguments.json:
        json.dump([asdict(report) for report in found], sys.stdout, ensure_ascii=False, indent=2)
        print()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="测速")
    parser.add_argument(
        "names", nargs="*", metavar="名称", help=f"{'、'.join(NAMES)}；不写就是全部"
    )
    parser.add_argument("--rounds", type=int, help="每项几轮")
    parser.add_argument("--rows", type=int, help="bigcsv 的文件有几行，不写是一百万")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    arguments = parser.parse_args()
    for name in arguments.names:
        if name not in NAMES:
            parser.error(f"没有 {name} 这一项；有：{'、'.join(NAMES)}")
    return arguments


def _lines(report: Report) -> list[str]:
    lines = [f"【{report.about}】"]
    if report.rows:
        head = ("", "中位毫秒", "最快毫秒", "时间倍数", "CPU倍数", "内存MB")
        cells = [
            (
                row.name,
                f"{row.wall * 1000:.1f}",
                f"{row.least * 1000:.1f}",
                f"{row.wall_ratio:.2f}",
                f"{row.cpu_ratio:.2f}",
                f"{row.peak / 2**20:.0f}",
            )
            for row in report.rows
        ]
        lines += _aligned([head, *cells])
    return [*lines, *report.notes, ""]


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) if at == 0 else " " * (width - _width(cell)) + cell
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


if __name__ == "__main__":
    main()
