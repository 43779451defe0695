"""One national month: 2,844 county files of 60 rows, half of them in GB18030, into an empty ledger.

zs reads, checks, archives and records every file, with the place of every value; bare DuckDB loads
the same rows, all in UTF-8, from one ``read_csv`` with the types given. The same with 284 files
shows whether memory grows with the number of files.
"""

import shutil
from pathlib import Path

from benchmarks.harness import PYTHON, ZS, Case, Report, compare
from benchmarks.nation import COUNTIES, make_workspace, write_month

ROUNDS = 5
FEW = COUNTIES // 10
_PERIOD = 202211
_BARE = """
import duckdb, os, sys
if os.path.exists("bare.duckdb"):
    os.remove("bare.duckdb")
duckdb.connect("bare.duckdb").execute('''
    CREATE TABLE month AS SELECT * FROM read_csv('%s/*.csv', auto_detect = false, header = true,
    delim = ',', columns = {'region': 'VARCHAR', 'period': 'VARCHAR', 'indicator': 'VARCHAR',
    'unit': 'VARCHAR', 'value': 'DECIMAL(18, 6)'})''')
"""


def measure(folder: Path, rounds: int) -> Report:
    """Time the month, and a tenth of it."""
    make_workspace(folder / "template")
    write_month(folder / "plain", _PERIOD, mixed=False)
    write_month(folder / "mixed", _PERIOD, mixed=True)
    write_month(folder / "few", _PERIOD, files=FEW, mixed=True)
    work = folder / "work"

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder / "template", work)

    cases = [
        Case("裸 DuckDB，UTF-8", (PYTHON, "-c", _BARE % "plain"), folder),
        Case(
            f"zs ingest，{COUNTIES} 份",
            (ZS, "-C", str(work), "ingest", str(folder / "mixed")),
            folder,
            fresh,
        ),
        Case(
            f"zs ingest，{FEW} 份",
            (ZS, "-C", str(work), "ingest", str(folder / "few")),
            folder,
            fresh,
        ),
    ]
    rows = compare(cases, rounds)
    report = Report("month", "全国一个月", rows)
    report.numbers = {
        "files_per_second": COUNTIES / rows[1].wall,
        "peak_ratio": rows[1].peak / rows[2].peak,
    }
    report.notes = [
        f"每秒 {report.numbers['files_per_second']:.0f} 份",
        f"内存峰值：{FEW} 份 {rows[2].peak / 2**20:.0f} MB，{COUNTIES} 份 {rows[1].peak / 2**20:.0f} MB",
        f"内存峰值：后者是前者的 {report.numbers['peak_ratio']:.2f} 倍",
    ]
    return report
