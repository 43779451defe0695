"""Lists of projects and companies, below a table of ours, beside it or alone."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import CONTEXT, book, codes, read, refused, sheet, values
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.readers.understand import Decisions, understand

D = Decimal
OURS = """
    2022年1-11月招商引资情况|||
    县区|实际到位省外资金（万元）|合同省外资金（万元）|
    河口县|10|20|
    东城区|11|21|
    合计|21|41|
    {}
"""
LISTS = {
    "序号|项目名称|投资方|备注": "1|印染中心|某集团|推进\n2|光伏组件|某公司|开工",
    "序号|项目名称|总投资（亿元）|备注": "1|印染中心|8|推进\n2|光伏组件|9.5|开工",
    "编码|工程|对方|进展": "甲|印染中心|某集团|推进\n乙|光伏组件|9.5|开工",
    "县区|企业名称|总投资（亿元）|进展": "河口县|印染公司|8|推进\n河口县|光伏公司|9.5|开工",
    "姓名|职务|电话|": "张三|科长|13800000000|\n李四|科员|13900000000|",
}


@pytest.mark.parametrize("gap", ["|||\n重点项目|||\n", "重点项目|||\n", "|||\n"])
@pytest.mark.parametrize("heads", LISTS)
def test_a_list_below_a_table_is_left_out_and_told_of_once(heads: str, gap: str) -> None:
    reading = read(OURS.format(f"{gap}{heads}\n{LISTS[heads]}"))

    assert [one.value for one in reading.observations] == [D(10), D(20), D(11), D(21)]
    assert codes(reading) == ["table-left-out"]
    first = 6 + gap.count("\n")
    shown = heads.replace("|", "、").strip("、")
    assert reading.findings[0].message == (
        f"第 {first}–{first + 2} 行是另一张表（{shown}），不是各地区的指标，没有读"
    )
    numbers = Severity.WARNING if ("总投资" in heads or "9.5" in LISTS[heads]) else Severity.INFO
    assert reading.findings[0].severity is numbers


def test_a_second_table_of_ours_is_read() -> None:
    reading = read(
        OURS.format(
            "|||\n二、外资|||\n县区|实际使用外资（万美元）|合同外资（万美元）|\n河口县|8|9|"
        )
    )

    assert values(reading)["河口县", 202211, "fdi_used", "ytd"] == D(8)
    assert reading.findings == ()


@pytest.mark.parametrize(
    "rows",
    [
        "|||\n龙门县|1|2|\n虎门县|3|4|",
        "|||\n编码|工程|对方|\n河口县|1|2|",
        "注：|快报数||\n龙门县|1|2|",
    ],
)
def test_rows_of_unknown_regions_are_no_other_list(rows: str) -> None:
    reading = read(OURS.format(rows))

    assert "table-left-out" not in codes(reading)
    assert {"region-unknown", "cell-conflict"} & set(codes(reading))


ALONE = "2022年1-11月项目清单（河口县）||\n县区|企业名称|总投资（亿元）\n河口县|印染公司|8\n东城区|光伏公司|9.5"


def test_a_list_alone_is_nobodys_sum() -> None:
    error = refused(ALONE)

    assert (error.code, error.message) == (
        "no-known-column",
        "每行是一个项目或企业，不是一个地区的指标",
    )


def test_a_column_of_a_list_that_the_user_names_is_read() -> None:
    reading = read(ALONE, decisions=Decisions(mapping={"总投资（亿元）": "总投资"}))

    assert [one.value for one in reading.observations] == [D(80000), D(95000)]


def test_a_list_on_a_sheet_of_its_own_leaves_the_others_as_they_are() -> None:
    ours = sheet(OURS.format(""), "情况表")

    reading = understand(book(ours, sheet(ALONE, "清单")), CONTEXT)

    assert len(reading.observations) == 4
    assert reading.findings == ()


def test_a_form_with_a_column_of_project_names_that_are_indicators_is_ours() -> None:
    reading = read("河口县2022年11月|\n项目名称|完成数\n省外资金（万元）|5\n电商交易额|6")

    assert [one.value for one in reading.observations] == [D(5)]
    assert codes(reading) == ["indicator-unknown"]
