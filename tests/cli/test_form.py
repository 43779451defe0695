"""zs form, as a user sees it, and what comes back of it."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ledgers import workspace_in
from tests.sheets import put
from tests.support import Run, Zs

NEXT = "下一步：发给新华区；填好交回后 zs ingest 文件\n"
BEFORE = """\
地区,期间,实际到位省外资金本年累计（万元）,实际使用外资本年累计（万美元）,新签约项目数（个）
新华区,2021年12月,500000,90,30
新华区,2022年11月,382300.5,120,24
"""


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that knows last month and last year of one county."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("以前.csv"), BEFORE)
        assert zs("-C", "市", "ingest", "以前.csv").status == 0
        yield tmp_path / "市"


def make(zs: Zs, output: str = "表.xlsx", *options: str) -> Run:
    return zs("-C", "市", "form", "--region", "新华", "--period", "2022-12", "-o", output, *options)


def fill(values: dict[str, str | float], path: str = "表.xlsx") -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in values.items():
        book["填报"][cell] = value
    book.save(path)


@pytest.mark.usefixtures("city")
def test_a_form_asks_what_was_reported_and_prints_what_is_known(zs: Zs) -> None:
    assert make(zs) == (0, "表.xlsx\n", NEXT)

    sheet = openpyxl.load_workbook("表.xlsx")["填报"]
    assert [[cell.value for cell in row] for row in sheet["A1:G7"]] == [
        ["2022年1-12月招商引资情况月报表", *[None] * 6],
        ["填报单位：新华区", *[None] * 6],
        [None] * 7,
        ["指标", "计量单位", "本月", "本年累计", "上月累计", "上年同期累计", "说明"],
        ["实际到位省外资金", "万元", None, None, 382300.5, 500000, None],
        ["实际使用外资", "万美元", None, None, 120, "—", None],
        ["新签约项目数", "个", None, None, 24, 30, None],
    ]


@pytest.mark.usefixtures("city")
def test_only_what_is_asked_can_be_written(zs: Zs) -> None:
    make(zs)

    book = openpyxl.load_workbook("表.xlsx")
    sheet = book["填报"]
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
    assert unlocked == {
        f"{column}{row}" for column in "BCDG" for row in (5, 6, 7)
    } | {"A9", "C9", "D9", "E9", "F9"}  # fmt: skip
    assert book["zs"].sheet_state == "veryHidden"
    assert [cell.value for cell in book["zs"]["A"]] == [
        "zs-form/1", "returns", "410402", "2022-12",
    ]  # fmt: skip


@pytest.mark.usefixtures("city")
def test_a_form_checks_what_is_typed(zs: Zs) -> None:
    make(zs)

    sheet = openpyxl.load_workbook("表.xlsx")["填报"]
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert checks["B5"].formula1 == '"元,千元,万元,百万元,亿元"'
    assert (checks["C5"].type, checks["C7"].type) == ("decimal", "whole")
    assert checks["D5"].errorStyle == "warning"
    assert checks["D5"].formula1 == '$E$5*($B$5="万元")'
    assert {str(one.sqref) for one in sheet.conditional_formatting} == {"D5", "D6", "D7"}


@pytest.mark.usefixtures("city")
def test_a_form_that_comes_back_filled_in_is_read_by_what_it_says_of_itself(zs: Zs) -> None:
    make(zs)
    fill({"C5": 5, "D5": 38.8, "B5": "亿元", "D6": 130, "G5": "含一个新项目"})
    Path("表.xlsx").rename("不知是谁的.xlsx")

    run = zs("-C", "市", "ingest", "不知是谁的.xlsx", "--plan", "--json")

    assert _changes(run) == {
        ("410402", "2022-12", "oos_funds", "month", 50000),
        ("410402", "2022-12", "oos_funds", "ytd", 388000),
        ("410402", "2022-12", "fdi_used", "ytd", 130),
    }


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("output", ["表.xlsx", "表.csv"])
def test_a_blank_form_is_refused_as_not_filled_in(zs: Zs, output: str) -> None:
    make(zs, output)

    run = zs("-C", "市", "ingest", output)

    assert run.status == 3
    assert run.err.startswith(
        f"错误[no-values] {output}：认得表头，但下面没有数（请报送单位核对是否填了数）\n"
    )


@pytest.mark.usefixtures("city")
def test_the_csv_form_asks_the_same_and_is_read_back(zs: Zs) -> None:
    make(zs, "表.csv")
    text = Path("表.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(text.splitlines()))[2:4] == [
        ["指标", "计量单位", "本月", "本年累计", "上月累计", "上年同期累计", "说明"],
        ["实际到位省外资金", "万元", "", "", "382300.5", "500000", ""],
    ]

    put(Path("填好.csv"), text.replace("万元,,,", "万元,5,388000,"))

    assert _changes(zs("-C", "市", "ingest", "填好.csv", "--plan", "--json")) == {
        ("410402", "2022-12", "oos_funds", "month", 5),
        ("410402", "2022-12", "oos_funds", "ytd", 388000),
    }


@pytest.mark.usefixtures("city")
def test_a_county_without_a_past_is_asked_for_the_headline(zs: Zs) -> None:
    run = zs("-C", "市", "form", "--region", "宝丰", "--period", "2022年1月", "-o", "表.csv")

    lines = Path("表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert run.status == 0
    assert lines[0] == "2022年1月招商引资情况月报表"
    assert lines[3:5] == ["实际到位省外资金,万元,,,—,—,", "实际使用外资,万美元,,,—,—,"]


@pytest.mark.usefixtures("city")
def test_the_indicators_can_be_named(zs: Zs) -> None:
    make(zs, "表.csv", "-i", "合同省外资金", "-i", "proj_signed")

    lines = Path("表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines[3:5]] == ["合同省外资金", "新签约项目数"]


@pytest.mark.usefixtures("city")
def test_a_form_never_goes_over_one_that_may_be_filled_in(zs: Zs) -> None:
    make(zs)
    assert make(zs).status == 0
    fill({"D5": 388000})
    filled = Path("表.xlsx").read_bytes()

    assert make(zs) == (
        2,
        "",
        (
            "错误[output-over-input]：已经有这个文件，可能是填好的，没有覆盖\n  在 表.xlsx\n"
            "  办法：用 -o 另起一个文件名，或先把它移走\n"
        ),
    )
    assert Path("表.xlsx").read_bytes() == filled


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--region", "平顶山", "--period", "2022-12", "-o", "表.xlsx"), "region-not-child"),
        (("--region", "光明", "--period", "2022-12", "-o", "表.xlsx"), "region-not-found"),
        (("--region", "新华", "--period", "某月", "-o", "表.xlsx"), "period-wrong"),
        (("--region", "新华", "--period", "2022-12", "-o", "表.pdf"), "output-format"),
        (("--region", "新华", "--period", "2022-12", "-o", "表"), "output-format"),
        (("--region", "新华", "--period", "2022-12"), "argument-missing"),
    ],
)
def test_what_cannot_be_made_is_told(zs: Zs, options: tuple[str, ...], code: str) -> None:
    run = zs("-C", "市", "form", *options)

    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"错误[{code}]")
    assert not any(Path().glob("表*"))


@pytest.mark.usefixtures("city")
def test_somebody_who_writes_into_the_hidden_sheet_gains_nothing(zs: Zs) -> None:
    make(zs)
    book = openpyxl.load_workbook("表.xlsx")
    book["zs"]["A4"] = "某月"
    book["填报"]["D5"] = 388000
    book.save("表.xlsx")

    run = zs("-C", "市", "ingest", "表.xlsx", "--plan", "--json")

    assert _changes(run) == {("410402", "2022-12", "oos_funds", "ytd", 388000)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")
@pytest.mark.usefixtures("city")
def test_a_form_opens_in_another_program_and_prints_on_one_page(zs: Zs, tmp_path: Path) -> None:
    make(zs)

    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "pdf", "表.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip

    assert len(re.findall(rb"/Type\s*/Page\b", Path("表.pdf").read_bytes())) == 1


def _changes(run: Run) -> set[tuple[Any, ...]]:
    assert run.out, run.err
    return {
        (one["region"], one["period"], one["indicator"], one["basis"], one["to"])
        for one in json.loads(run.out)["changes"]
    }


@pytest.mark.usefixtures("city")
def test_a_workbook_for_a_county_without_a_past_checks_nothing_against_it(zs: Zs) -> None:
    zs("-C", "市", "form", "--region", "宝丰", "--period", "2022-12", "-o", "宝丰.xlsx")

    sheet = openpyxl.load_workbook("宝丰.xlsx")["填报"]
    assert [cell.value for cell in sheet[5]] == [
        "实际到位省外资金", "万元", None, None, "—", "—", None,
    ]  # fmt: skip
    assert not list(sheet.conditional_formatting)
