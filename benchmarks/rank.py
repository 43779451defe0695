"""A cold ``zs rank`` against a bare script that opens the same store and runs the same statements.

The store holds 341,280 values: 2,844 counties, 24 months, 5 indicators. The statements are written
down while zs runs once; the script imports DuckDB, opens the file read-only, executes them in order,
fetches every row and prints 18.
"""

import json
import subprocess
from pathlib import Path

from benchmarks.harness import PYTHON, ZS, Case, Report, compare, environment
from benchmarks.nation import make_workspace, months, write_history

ROUNDS = 15
_REPOSITORY = Path(__file__).parents[1]
_PERIOD = "2022-11"
_KINDS = 5
_ASKED = ("rank", _PERIOD, "--indicator", "指标01", "--by", "growth")
_BARE = """
import duckdb, json
store, statements = json.load(open("statements.json", encoding="utf-8"))
connection = duckdb.connect(store, read_only=True)
for sql, values in statements:
    rows = connection.execute(sql, values).fetchall()
for row in rows[:18]:
    print(*row)
"""


def measure(folder: Path, rounds: int) -> Report:
    """Time the ranking."""
    nation = folder / "nation"
    make_workspace(nation)
    write_history(folder / "history", months(202101, 24), kinds=_KINDS)
    _call(ZS, "-C", str(nation), "ingest", str(folder / "history"))
    statements = folder / "statements.json"
    _call(PYTHON, "-m", "benchmarks.recording", str(statements), "-C", str(nation), *_ASKED)
    cases = [
        Case("裸脚本，同样的语句", (PYTHON, "-c", _BARE), folder),
        Case("zs rank", (ZS, "-C", str(nation), *_ASKED), folder),
        Case("zs rank --json", (ZS, "-C", str(nation), *_ASKED, "--json"), folder),
    ]
    report = Report("rank", "排名（冷启动）", compare(cases, rounds))
    executed = json.loads(statements.read_text(encoding="utf-8"))[1]
    report.notes = [f"zs rank 执行 {len(executed)} 条语句"]
    return report


def _call(*command: str) -> None:
    done = subprocess.run(
        command, cwd=_REPOSITORY, env=environment(), capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
