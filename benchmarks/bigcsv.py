"""One text file of millions of rows: how fast it is read, and that memory does not grow with it.

The whole nation's counties, sixty indicators, month by month, a row a value, as 地区,年月,指标,口径,值,单位
(about 50 bytes a row); a tenth of it shows whether memory grows. Beside the reader alone and ``zs
ingest``, bare DuckDB loads the same file with the types given. A million rows; ten million with
``--rows 10000000``.
"""

import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.harness import PYTHON, ZS, Case, Report, Row, compare
from benchmarks.nation import counties, indicators, make_workspace, months

ROUNDS = 1
ROWS = 1_000_000
_HEADING = "地区,年月,指标,口径,值,单位"
_FIRST = 201601
_REPOSITORY = Path(__file__).parents[1]
_BARE = """
import duckdb, os
if os.path.exists("bare.duckdb"):
    os.remove("bare.duckdb")
duckdb.connect("bare.duckdb").execute('''
    CREATE TABLE long AS SELECT * FROM read_csv('%s', auto_detect = false, header = true,
    delim = ',', columns = {'region': 'VARCHAR', 'period': 'VARCHAR', 'indicator': 'VARCHAR',
    'basis': 'VARCHAR', 'value': 'DECIMAL(18, 6)', 'unit': 'VARCHAR'})''')
"""


def measure(folder: Path, rounds: int) -> Report:
    """Time a long file, and a tenth of it."""
    rows = ROWS
    make_workspace(folder / "template")
    sizes = (rows, rows // 10)
    for size in sizes:
        write(folder / f"{size}.csv", size)
    report = Report("bigcsv", f"一个 {rows} 行的文本文件，{_megabytes(folder, rows)} MB")
    bare = Case("裸 DuckDB read_csv", (PYTHON, "-c", _BARE % f"{rows}.csv"), folder)
    readers = [_reading(folder, size) for size in sizes]
    takers = [_taking_in(folder, size) for size in sizes]
    report.rows = compare([bare, *readers, *takers], rounds)
    for name, at in (("read", 1), ("ingest", 3)):
        _note(report, name, rows, report.rows[at], report.rows[at + 1])
    return report


def write(path: Path, rows: int) -> None:
    """Write a file of so many rows; no value stands twice."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        print(_HEADING, file=file)
        file.writelines(islice(_lines(), rows))


def read(workspace: Path, path: Path) -> None:
    """Read a file as ``zs ingest`` does, and take nothing in."""
    from zhaoshang_cli.readers.context import Decisions  # noqa: PLC0415  (only this process reads)
    from zhaoshang_cli.workflows.intake.reading import readings  # noqa: PLC0415
    from zhaoshang_cli.workspace import open_workspace  # noqa: PLC0415

    for one in readings(open_workspace(workspace), [path], Decisions()):
        print(sum(len(part.observations) for part in one.parts))


def _lines() -> Iterator[str]:
    dice = Random("bigcsv")  # noqa: S311
    for month in months(_FIRST, 1200):
        for _, region in counties():
            for name in indicators():
                value = dice.randrange(10_000_000) / 100
                yield f"{region},{month // 100}-{month % 100:02},{name},本年累计,{value},万元\n"


def _reading(folder: Path, size: int) -> Case:
    command = (PYTHON, "-m", "benchmarks.bigcsv", str(folder / "template"), f"{folder}/{size}.csv")
    return Case(f"只读，{size} 行", command, _REPOSITORY)


def _taking_in(folder: Path, size: int) -> Case:
    work = folder / "work"

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder / "template", work)

    command = (ZS, "-C", str(work), "ingest", str(folder / f"{size}.csv"))
    return Case(f"zs ingest，{size} 行", command, folder, fresh)


def _note(report: Report, name: str, rows: int, whole: Row, tenth: Row) -> None:
    report.numbers |= {
        f"{name}_rows_per_second": rows / whole.wall,
        f"{name}_peak_mb": whole.peak / 2**20,
        f"{name}_peak_ratio": whole.peak / tenth.peak,
        f"{name}_to_duckdb": whole.wall_ratio,
    }
    report.notes.append(
        f"{whole.name}：每秒 {rows / whole.wall:.0f} 行，内存峰值 {whole.peak / 2**20:.0f} MB，"
        f"是十分之一长的 {whole.peak / tenth.peak:.2f} 倍；时间是裸 DuckDB 的 {whole.wall_ratio:.0f} 倍"
    )


def _megabytes(folder: Path, rows: int) -> int:
    return (folder / f"{rows}.csv").stat().st_size >> 20


if __name__ == "__main__":
    read(Path(sys.argv[1]), Path(sys.argv[2]))
