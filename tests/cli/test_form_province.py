"""zs form province, as a user sees it, and what comes back of it."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest

from tests.ledgers import workspace_in
from tests.sheets import put
from tests.support import Run, Zs

BEFORE = """\
全省招商引资主要指标完成情况
地区,期间,实际到位省外资金本年累计（万元）,实际使用外资本年累计（万美元）
郑州市,2021年12月,10923055,20000
郑州市,2022年11月,10280438.5,22403
平顶山市,2022年11月,6078000,5555
"""
MANY = (
    "oos_funds", "oos_contract", "ooc_funds", "dom_funds", "fdi_used", "fdi_contract",
    "fdi_new_ent", "proj_signed",
)  # fmt: skip
NEXT = "下一步：照通报填好后 zs ingest 文件\n"


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that knows what the province published last month and last year."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("以前.csv"), BEFORE)
        assert zs("-C", "市", "ingest", "--kind", "province", "以前.csv").status == 0
        yield tmp_path / "市"


def make(zs: Zs, output: str = "表.xlsx", *options: str) -> Run:
    return zs("-C", "市", "form", "province", "--period", "2022-12", "-o", output, *options)


@pytest.mark.usefixtures("city")
def test_the_table_asks_what_was_published_of_every_city_and_prints_what_is_known(zs: Zs) -> None:
    assert make(zs) == (0, "表.xlsx\n", NEXT)

    sheet = openpyxl.load_workbook("表.xlsx")["填报"]
    assert [[cell.value for cell in row] for row in sheet["A3:G6"]] == [
        ["地区", "实际到位省外资金", None, None, "实际使用外资", None, None],
        [None, "万元", "万元", "万元", "万美元", "万美元", "万美元"],
        [None, *["本年累计", "上月累计", "上年同期累计"] * 2],
        ["郑州市", None, 10280438.5, 10923055, None, 22403, "—"],
    ]
    assert sheet["A24"].value == "全省合计"


@pytest.mark.usefixtures("city")
def test_only_amounts_and_units_can_be_written(zs: Zs) -> None:
    make(zs)

    book = openpyxl.load_workbook("表.xlsx")
    sheet = book["填报"]
    unlocked = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert unlocked == {f"{column}{row}" for column in "BE" for row in (4, *range(6, 25))}
    assert [cell.value for cell in book["zs"]["A"]] == [
        "zs-form/1", "province", "410000", "2022-12",
    ]  # fmt: skip


@pytest.mark.usefixtures("city")
def test_the_table_checks_what_is_typed(zs: Zs) -> None:
    make(zs)

    sheet = openpyxl.load_workbook("表.xlsx")["填报"]
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert checks["B4"].formula1 == '"元,千元,万元,百万元,亿元"'
    assert {one.type for where, one in checks.items() if where not in {"B4", "E4"}} == {"decimal"}
    alarms = {str(one.sqref): one.rules[0].formula for one in sheet.conditional_formatting}
    assert alarms["B6"] == ['AND(B6<>"",B$4="万元",B6<C6)']
    assert len(alarms) == 4  # two cities with two indicators each


@pytest.mark.usefixtures("city")
def test_a_printed_total_that_is_not_the_sum_of_the_cities_is_told(zs: Zs) -> None:
    make(zs)
    book = openpyxl.load_workbook("表.xlsx")
    sheet = book["填报"]
    for row in range(6, 24):
        sheet[f"B{row}"] = 100
    sheet["B24"] = 1900
    book.save("不知是谁的.xlsx")

    run = zs("-C", "市", "ingest", "不知是谁的.xlsx", "--plan", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["kind"], file["regions"][0], len(file["regions"])) == ("province", "410100", 18)
    assert [(one["code"], one["where"]["cell"]) for one in file["findings"]] == [
        ("total-differs", "B24"),
        ("ytd-fell", "B6"),
        ("ytd-fell", "B9"),
    ]


@pytest.mark.usefixtures("city")
def test_the_csv_table_asks_the_same(zs: Zs) -> None:
    make(zs, "表.csv", "-i", "fdi_used")

    rows = list(csv.reader(Path("表.csv").read_text("utf-8-sig").splitlines()))
    assert rows[:3] == [
        ["2022年1-12月全省招商引资主要指标完成情况"],
        ["地区", "实际使用外资本年累计（万美元）", "实际使用外资上月累计（万美元）",
         "实际使用外资上年同期累计（万美元）"],
        ["郑州市", "", "22403", "—"],
    ]  # fmt: skip
    assert rows[-1] == ["全省合计", "", "—", "—"]


@pytest.mark.usefixtures("city")
def test_a_workspace_without_a_past_is_asked_for_the_headline(zs: Zs) -> None:
    zs("-C", "市", "form", "全省通报表", "--period", "2020-01", "-o", "表.csv")

    title, heading = Path("表.csv").read_text("utf-8-sig").splitlines()[:2]
    assert title == "2020年1月全省招商引资主要指标完成情况"
    assert [word for word in heading.split(",") if "本年" in word] == [
        "实际到位省外资金本年累计（万元）", "实际使用外资本年累计（万美元）",
    ]  # fmt: skip


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("options", "code"),
    [(("--region", "叶县"), "value-wrong"), (("-i", "亩均税收"), "indicator-not-found")],
)
def test_what_cannot_be_asked_for_is_said(zs: Zs, options: tuple[str, ...], code: str) -> None:
    run = make(zs, "表.csv", *options)

    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"错误[{code}]")
    assert not Path("表.csv").exists()


def test_a_province_of_its_own_has_no_such_table(zs: Zs, tmp_path: Path) -> None:
    zs("init", "省", "--region", "河南省")

    run = zs("-C", "省", "form", "province", "--period", "2022-12", "-o", str(tmp_path / "表.csv"))

    assert (run.status, run.err.splitlines()[0]) == (
        2,
        "错误[region-not-found]：没有同级的地区，排不出全省通报表",
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("kind", "indicators", "pages"), [("province", 0, 1), ("province", 8, 2), ("targets", 0, 1)]
)
def test_a_table_opens_in_another_program_and_prints_on_as_many_pages_as_can_be_read(
    zs: Zs, tmp_path: Path, kind: str, indicators: int, pages: int
) -> None:
    period = "2022-12" if kind == "province" else "2022"
    asked = [word for code in MANY[:indicators] for word in ("-i", code)]
    zs("-C", "市", "form", kind, "--period", period, "-o", "表.xlsx", *asked)

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "pdf", "表.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip

    assert len(re.findall(rb"/Type\s*/Page\b", Path("表.pdf").read_bytes())) == pages
