"""zs inspect, as a user sees it."""

import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.sheets import csv_of, files_of, put
from tests.support import Zs

NEXT = "下一步：认得不对的，加 --kind、--period、--map 等再看；对了就用同样的选项 zs ingest\n"
SHEET = """\
招商引资月报,,,,,
填报单位：新华区,,,,2022年11月,单位：亿元
序号,地区,实际到位省外资金,同比增长（%）,粮食产量,备注
1,新华区,38.23,3.7,5,无
,合计,38.23,3.7,5,
"""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Path]:
    """A workspace of five counties; the working folder lies beside it."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        yield tmp_path / "市"


def test_every_column_is_told_with_what_it_was_taken_for(city: Path, zs: Zs) -> None:
    put(Path("月报.csv"), SHEET)

    run = zs("-C", city, "inspect", "月报.csv")

    assert run.status == 0
    assert run.out == (
        "月报.csv\n"
        "列  表头              作用            指标              时段  单位  认法\n"
        "------------------------------------------------------------------------\n"
        "A   序号              序号            —                 —     —     —\n"
        "B   地区              地区            —                 —     —     —\n"
        "C   实际到位省外资金  取数            实际到位省外资金  累计  亿元  原名\n"
        "D   同比增长（%）     只核对（同比）  实际到位省外资金  —     —     —\n"
        "E   粮食产量          不认识          —                 —     —     —\n"
        "F   备注              不读            —                 —     —     —\n"
        "编码：utf-8；种类：县区月报；排法：一行一个地区；表头：第 3 行\n"
        "期间：2022-11　依据：标题“2022年11月”（E2）\n"
        "单位：亿元（F2）\n"
        "格子：收 1，隔离 1，空 0，只核对 4，不读 0\n"
        "没有当作数据的行：第5行 合计\n"
    )
    assert run.err.endswith(NEXT)
    assert "错误[column-unknown] 月报.csv!E3：不认识的列“粮食产量”" in run.err


def test_a_look_writes_nothing(city: Path, zs: Zs) -> None:
    put(Path("月报.csv"), SHEET)
    before = files_of(city)

    zs("-C", city, "inspect", "月报.csv")

    assert files_of(city) == before


def test_what_cannot_be_read_is_told_after_what_can(city: Path, zs: Zs) -> None:
    put(Path("坏.csv"), "")
    put(Path("好.csv"), csv_of({"新华区": 5}))

    run = zs("-C", city, "inspect", "坏.csv", "好.csv", "--json")

    (file,) = json.loads(run.out)["files"]
    assert (file["file"], file["kind"], file["encoding"]) == ("好.csv", "returns", "utf-8")
    assert run == (
        3,
        run.out,
        (
            "错误[file-empty]：文件是空的，一个字节也没有\n  在 坏.csv\n"
            f"  办法：请报送单位重新发送\n{NEXT}"
        ),
    )


def test_where_nothing_can_be_read_the_next_step_says_so(city: Path, zs: Zs) -> None:
    put(Path("坏.csv"), "")
    Path("空").mkdir()

    refused, empty = (zs("-C", city, "inspect", path) for path in ("坏.csv", "空"))

    assert refused.err.endswith("下一步：按上面的办法加上选项或改好文件，再看一次\n")
    assert empty == (
        0, "", "下一步：把报表放进这个文件夹，或直接写出文件名；现在没有一个能读的表格文件\n"
    )  # fmt: skip


def test_an_unknown_column_comes_with_what_it_may_be(city: Path, zs: Zs) -> None:
    put(Path("月报.csv"), csv_of({"新华区": 5}).replace("\n", ",省外到位资金额\n", 1))

    run = zs("-C", city, "inspect", "月报.csv", "--json")

    columns = json.loads(run.out)["files"][0]["sheets"][0]["tables"][0]["columns"]
    assert columns[-1]["heading"] == "省外到位资金额"


def test_sheets_that_are_not_read_are_told_with_the_reason(city: Path, zs: Zs) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["地区", "2022年11月实际到位省外资金本年累计（万元）"])
    book.worksheets[0].append(["新华区", 5])
    book.create_sheet("空的")
    book.save("月报.xlsx")

    run = zs("-C", city, "inspect", "月报.xlsx")

    assert run.out.endswith("月报.xlsx　空的　没有读：空表\n")


def test_targets_and_long_sheets_are_told_as_such(city: Path, zs: Zs) -> None:
    put(
        Path("目标.csv"),
        "年度,地区,指标,级别,目标值,单位\n2022,新华区,实际到位省外资金,市定,400000,万元\n",
    )

    run = zs("-C", city, "inspect", "目标.csv")

    assert "种类：年度目标；排法：一行一个数" in run.out
    assert "D   级别    目标级别" in run.out


def test_many_rows_that_are_no_data_are_counted(city: Path, zs: Zs) -> None:
    lines = "".join(f"合计,{number}\n" for number in range(15))
    put(Path("月报.csv"), csv_of({"新华区": 5}) + lines)

    assert "；另有 3 行\n" in zs("-C", city, "inspect", "月报.csv").out


def test_a_region_that_only_the_heading_names_is_told(city: Path, zs: Zs) -> None:
    put(Path("月报.csv"), "新华区2022年11月月报,\n指标,本年累计（万元）\n实际到位省外资金,5\n")

    run = zs("-C", city, "inspect", "月报.csv")

    assert "地区：新华区\n" in run.out
