"""Every example of every help page does what it says, when it is pasted."""

import shlex
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support import Zs
from zhaoshang_cli.cli import COMMANDS, run

ODD = "招商统计表,\n2022年11月,\n名目,到位额\n郏县,537294\n"
USUAL = (("地区", "月份", "实际到位省外资金本年累计（万元）"), ("叶县", "2022-11", "约732036"))
PLACEHOLDER = "3f9a2c71"
"""A hash that no journal of ours has."""

MADE = ("12 -o 叶县.xlsx", "backup -o 备份.zip", "11 -o 包.zip")
"""These make what other examples read."""

ELSEWHERE = ("zs demo", "zs init")
"""What makes a workspace is tried outside of one."""


def _examples() -> Iterator[str]:
    targets = [target for entries in COMMANDS.values() for target, _ in entries.values()]
    for module in dict.fromkeys(target.partition(":")[0] for target in targets):
        found = getattr(import_module(f"zhaoshang_cli.cli.{module}"), "EXAMPLES", ())
        yield from (line for line, _ in found)


EXAMPLES = list(dict.fromkeys(_examples()))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in the middle of a month: taken in, written, published, backed up."""
    folder = tmp_path_factory.mktemp("office") / "演示"
    assert run(["demo", str(folder)]) == 0
    book = Workbook()
    for row in USUAL:
        book.worksheets[0].append(row)
    book.save(folder / "叶县.xlsx")
    (folder / "郏县.csv").write_text(ODD, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in (
            "ingest 来文 --received 文件",
            "brief press 2022-11 --date 2022-12-20",
            "freeze 2022-11 --by 王科长 --date 2022-12-20",
            "backup -o 备份.zip",
            "bundle 2022-11 -o 包.zip",
        ):
            assert run(line.split()) == 0
    return folder


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_works_when_it_is_pasted(
    office: Path, tmp_path: Path, zs: Zs, line: str
) -> None:
    if not line.startswith(ELSEWHERE):
        shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    if line.endswith(MADE):
        Path(line.rpartition(" ")[2]).unlink()

    done = zs(*shlex.split(line)[1:])

    assert done.status == (1 if PLACEHOLDER in line else 0), done.err
