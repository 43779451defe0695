"""A cold ``zs rank`` against a bare script that opens the same store and runs the same statements.

Two stores: a province of 18 cities, and a nation of 2,844 counties; both with 24 months and 5
indicators, 2,160 and 341,280 values. The statements are written down while zs runs once; the script
imports DuckDB, opens the file read-only, executes them in order, fetches every row and prints 18.
"""

import json
import subprocess
from pathlib import Path

from benchmarks.harness import PYTHON, ZS, Case, Report, Row, compare, environment
from benchmarks.nation import (
    COUNTIES,
    Places,
    cities,
    counties,
    make_workspace,
    months,
    write_history,
)

ROUNDS = 15
_REPOSITORY = Path(__file__).parents[1]
_PERIOD = "2022-11"
_KINDS = 5
_ASKED = ("rank", _PERIOD, "--indicator", "指标01", "--by", "growth")
_BARE = """
import duckdb, json
store, statements = json.load(open("statements.json", encoding="utf-8"))
connection = duckdb.connect(store, read_only=store != ":memory:")
for sql, values in statements:
    rows = connection.execute(sql, values).fetchall()
for row in rows[:18]:
    print(*row)
"""


def measure(folder: Path, rounds: int) -> Report:
    """Time the ranking of a province and of a nation."""
    report = Report("rank", "排名（冷启动）")
    for name, places in (("18市", cities()), (f"{COUNTIES}县", counties())):
        report.rows += _measure(folder / name, name, places, rounds)
    executed = json.loads((folder / "18市" / "statements.json").read_text(encoding="utf-8"))[1]
    report.notes = [f"zs rank 执行 {len(executed)} 条语句"]
    return report


def _measure(folder: Path, name: str, places: Places, rounds: int) -> list[Row]:
    workspace, statements = folder / "workspace", folder / "statements.json"
    make_workspace(workspace, places)
    write_history(folder / "history", months(202101, 24), places, kinds=_KINDS)
    _call(ZS, "-C", str(workspace), "ingest", str(folder / "history"))
    _call(PYTHON, "-m", "benchmarks.recording", str(statements), "-C", str(workspace), *_ASKED)
    cases = [
        Case(f"{name}：裸脚本，同样的语句", (PYTHON, "-c", _BARE), folder),
        Case(f"{name}：zs rank", (ZS, "-C", str(workspace), *_ASKED), folder),
        Case(f"{name}：zs rank --json", (ZS, "-C", str(workspace), *_ASKED, "--json"), folder),
    ]
    return compare(cases, rounds)


def _call(*command: str) -> None:
    done = subprocess.run(
        command, cwd=_REPOSITORY, env=environment(), capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
