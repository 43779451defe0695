"""zs form targets, as a user sees it, and what comes back of it."""

import csv
import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest

from tests.ledgers import workspace_in
from tests.sheets import put
from tests.support import Zs

BEFORE = """\
年度,地区,指标,计量单位,目标级别,目标值
2021,新华区,实际到位省外资金,万元,市定,300000
2021,新华区,实际使用外资,万美元,市定,90
"""


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that knows last year's targets of one county."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("以前.csv"), BEFORE)
        assert zs("-C", "市", "ingest", "以前.csv").status == 0
        yield tmp_path / "市"


@pytest.mark.usefixtures("city")
def test_the_table_prints_last_years_target_beside_but_not_across_a_caliber(zs: Zs) -> None:
    run = zs("-C", "市", "form", "targets", "--period", "2022", "--region", "新华", "-o", "表.csv")

    assert run == (0, "表.csv\n", "下一步：填好后 zs ingest 文件\n")
    rows = list(csv.reader(Path("表.csv").read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["2022年度招商引资目标表"],
        ["年度", "地区", "指标", "计量单位", "目标级别", "目标值", "上年目标", "说明"],
        ["2022", "新华区", "实际到位省外资金", "万元", "市定", "", "300000", ""],
        ["2022", "新华区", "实际使用外资", "万美元", "市定", "", "—", ""],
    ]


def test_a_table_that_was_filled_in_is_taken_as_targets(zs: Zs, city: Path) -> None:
    zs("-C", "市", "form", "targets", "--period", "2022年", "--region", "新华", "-o", "表.xlsx")
    book = openpyxl.load_workbook("表.xlsx")
    book["目标"]["D4"], book["目标"]["F4"] = "亿元", 35.5
    book.save("表.xlsx")

    run = zs("-C", str(city), "ingest", "--plan", "--json", "表.xlsx")

    assert run.status == 0
    assert [
        (one["region"], one["year"], one["indicator"], one["basis"], one["to"])
        for one in json.loads(run.out)["changes"]
    ] == [("410402", 2022, "oos_funds", "市定", 355000)]


@pytest.mark.usefixtures("city")
def test_without_a_region_every_one_is_asked_the_own_one_at_the_first_level(zs: Zs) -> None:
    zs("-C", "市", "form", "目标", "--period", "2022", "-i", "oos_funds", "-o", "表.csv")

    rows = list(csv.reader(Path("表.csv").read_text("utf-8-sig").splitlines()))[2:]
    assert rows[0][1:5] == ["平顶山市", "实际到位省外资金", "万元", "省定"]
    assert {row[4] for row in rows[1:]} == {"市定"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("targets", "--period", "2022-11"), "year-unknown", "看不出“2022-11”是哪一年"),
        (("季报", "--period", "2022-11"), "value-wrong", "没有“季报”这种空白表"),
        (("--period", "2022-11"), "option-value-missing", "没有写月报是给哪个县区的"),
    ],
)
@pytest.mark.usefixtures("city")
def test_what_cannot_be_asked_for_is_said(
    zs: Zs, arguments: tuple[str, ...], code: str, message: str
) -> None:
    run = zs("-C", "市", "form", *arguments, "-o", "表.csv")

    assert run.err.startswith(f"错误[{code}]：{message}\n")
    assert not Path("表.csv").exists()
