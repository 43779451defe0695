"""What headings say, and what nobody may take them for."""

import pytest

from tests.readers.understanding.making import CONTEXT
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.layout.facets import Match, Role

WORDS = CONTEXT.words


@pytest.mark.parametrize(
    ("path", "indicator", "basis", "unit"),
    [
        (("实际到位省外资金本月（万元）",), "oos_funds", Basis.MONTH, "万元"),
        (("实际到位省外资金",), "oos_funds", None, None),
        (("实际到位省外资金亿元",), "oos_funds", None, "亿元"),
        (("实际到位省外资金[亿元]",), "oos_funds", None, "亿元"),
        (("实际到位省外资金【亿元】",), "oos_funds", None, "亿元"),
        (("实际到位省外资金(单位：亿元)",), "oos_funds", None, "亿元"),
        (("1-11月实际到位省外资金",), "oos_funds", Basis.YTD, None),
        (("累计到位省外资金",), "oos_funds", Basis.YTD, None),
        (("省外资金到位（本年累计）",), "oos_funds", Basis.YTD, None),
        (("一、实际到位省外资金",), "oos_funds", None, None),
        (("#实际到位省外资金",), "oos_funds", None, None),
        (("其中：省外资金",), "oos_funds", None, None),
        (("实际使用外资\n（万美元）", "本月"), "fdi_used", Basis.MONTH, "万美元"),
        (("省 外 资 金", "实际到位省外资金（亿元）", "本年累计"), "oos_funds", Basis.YTD, "亿元"),
        (("省 外 资 金", "合同省外资金（亿元）", "本年累计"), "oos_contract", Basis.YTD, "亿元"),
        (("项 目", "新签约项目数（个）", "本年累计"), "proj_signed", Basis.YTD, "个"),
        (("项目情况（个）", "履约项目数"), "proj_perf", None, "个"),
        (("实际到位内资（亿元）", "其中：省外资金"), "oos_funds", None, "亿元"),
        (("实际到位内资（亿元）", "总额"), "dom_funds", None, "亿元"),
        (("市外资金", "其中：省外资金"), "oos_funds", None, None),
        (("实际到位省外资金（亿元）", "完成值"), "oos_funds", None, "亿元"),
        (("本年累计", "实际使用外资"), "fdi_used", Basis.YTD, None),
        (("外资", "合同额"), "fdi_contract", None, None),
        (("省外资金", "合同额"), "oos_contract", None, None),
        (("OOS_FUNDS",), "oos_funds", None, None),
    ],
)
def test_a_heading_names_its_value(
    path: tuple[str, ...], indicator: str, basis: Basis | None, unit: str | None
) -> None:
    heading = WORDS.read(path)

    found = (heading.role, heading.indicator, heading.basis, heading.unit)
    assert found == (Role.VALUE, indicator, basis, unit)


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("实际到位省外资金（亿元）", "目标值"), Role.TARGET),
        (("年度目标", "实际使用外资"), Role.TARGET),
        (("实际到位省外资金（亿元）", "完成进度%"), Role.COMPLETION),
        (("实际到位省外资金占年度目标%",), Role.COMPLETION),
        (("实际到位省外资金（亿元）", "同比增长（%）"), Role.GROWTH),
        (("实际到位省外资金比去年同期增长(%)",), Role.GROWTH),
        (("实际到位省外资金（亿元）", "上年同期"), Role.BASE),
        (("上年同期", "实际到位省外资金", "累计"), Role.BASE),
        (("实际到位省外资金（亿元）", "位次"), Role.RANK),
        (("资金到位率",), Role.RATE),
        (("实际到位省外资金（%）",), Role.RATE),
    ],
)
def test_what_stands_beside_a_value_is_told_from_it(path: tuple[str, ...], role: Role) -> None:
    assert WORDS.read(path).role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("地区", Role.REGION),
        ("县 （市、区）", Role.REGION),
        ("区划代码", Role.REGION_CODE),
        ("月  份", Role.PERIOD),
        ("年度", Role.YEAR),
        ("指标名称", Role.INDICATOR),
        ("计量单位", Role.UNIT),
        ("口径", Role.BASIS),
        ("目标级别", Role.LEVEL),
        ("序号", Role.SERIAL),
        ("备注", Role.IGNORED),
        ("合  计", Role.TOTAL),
    ],
)
def test_a_key_word_says_what_the_column_is(text: str, role: Role) -> None:
    assert WORDS.read((text,)).role is role


@pytest.mark.parametrize(
    "path",
    [
        ("到位资金",),
        ("亿元以上项目", "签约项目数"),
        ("新签约项目数（亿元以上）",),
        ("工业", "实际到位省外资金"),
        ("外资", "总投资"),
        ("实际到位内资", "其中：房地产"),
        ("完成投资",),
        ("甲乙丙",),
    ],
)
def test_what_is_only_near_to_a_name_is_never_taken(path: tuple[str, ...]) -> None:
    heading = WORDS.read(path)

    assert heading.role is Role.UNKNOWN
    assert heading.indicator is None


@pytest.mark.parametrize("text", ["本月累计", "当月累计", "二季度", "第三季度"])
def test_a_word_that_may_be_month_or_year_to_date_is_a_clash(text: str) -> None:
    assert WORDS.read(("实际到位省外资金", text)).clash


def test_a_target_up_to_a_month_is_neither_target_nor_value() -> None:
    assert WORDS.read(("目标任务", "实际到位省外资金", "累计")).clash


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("实际到位省外资金", Match.EXACT),
        ("实际到位 省外资金", Match.NORMALISED),
        ("引进省外资金", Match.SYNONYM),
    ],
)
def test_the_way_a_name_was_recognised_is_kept(text: str, match: Match) -> None:
    assert WORDS.read((text,)).match is match


def test_a_region_may_stand_in_a_heading() -> None:
    heading = WORDS.read(("东城区", "实际到位省外资金"))

    assert (heading.region, heading.indicator) == (("990102",), "oos_funds")


def test_a_level_may_stand_before_the_target() -> None:
    assert WORDS.read(("省定目标",)).level == "省定"
