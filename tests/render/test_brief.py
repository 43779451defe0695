"""The wording of a press release, case by case, from a real ledger."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.render.ledger import CITY, LEFT, REGIONS, RIGHT, ZONE, Aims, Values, workspace_with
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workflows.briefs.brief import Request, write_press

OOS, FDI = "oos_funds", "fdi_used"
NINE = 202209
PLAIN = Request()

Key = tuple[str, int, str]


def values_of(period: int, *amounts: int | None, indicator: str = OOS) -> dict[Key, int]:
    """Give the three units their 累计; a None is not reported."""
    told = zip((LEFT, RIGHT, ZONE), amounts, strict=True)
    return {(code, period, indicator): value for code, value in told if value is not None}


def draft(
    folder: Path,
    values: Values,
    aims: Aims | None = None,
    *,
    province: Values | None = None,
    toml: str = "",
    request: Request = PLAIN,
) -> str:
    """Write the release of the latest period and return it as Markdown."""
    workspace = workspace_with(folder, values, aims, province=province, toml=toml)
    write_press(workspace, replace(request, output=folder / "稿.md"))
    return (folder / "稿.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("base", "now", "said"),
    [
        (1000000, 1037000, "同比增长3.7%"),
        (1000000, 963000, "同比下降3.7%"),
        (1000000, 1000400, "与上年同期持平"),
        (1000000, 999600, "与上年同期持平"),
        (1000000, 999500, "同比下降0.1%"),
        (1000000, 2000000, "同比翻一番"),
        (1000000, 1999000, "同比增长99.9%"),
        (1000000, 2030000, "同比增长103.0%"),
        (1000000, 2500000, "同比增长1.5倍"),
        (1000000, 3000000, "同比增长2倍"),
        (198, 2015, "同比增长9.2倍"),
    ],
)
def test_growth_is_said_as_the_rounded_rate_asks(
    tmp_path: Path, base: int, now: int, said: str
) -> None:
    text = draft(tmp_path, values_of(202109, base, 0, 0) | values_of(NINE, now, 0, 0))

    assert f"，{said}。" in text


def test_a_decline_up_to_last_month_turned_into_growth_is_said_so(tmp_path: Path) -> None:
    before = values_of(202108, 100000, 0, 0) | values_of(202208, 90000, 0, 0)
    now = values_of(202109, 200000, 0, 0) | values_of(NINE, 210000, 0, 0)

    text = draft(tmp_path, before | now)

    assert "全市实际到位省外资金21.0亿元，同比增长5.0%，增速由负转正。" in text


def test_growth_after_an_unknown_month_has_not_turned(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(202109, 200000, 0, 0) | values_of(NINE, 210000, 0, 0))

    assert "由负转正" not in text


@pytest.mark.parametrize("base", [None, 0, -5])
def test_nothing_is_said_of_growth_without_a_base_above_zero(
    tmp_path: Path, base: int | None
) -> None:
    text = draft(tmp_path, values_of(202109, base, base, base) | values_of(NINE, 210000, 0, 0))

    assert "增长" not in text
    assert "下降" not in text
    assert "持平" not in text


def test_nothing_is_said_of_growth_when_one_unit_has_no_base(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(202109, 200000, 5, None) | values_of(NINE, 210000, 1, 1))

    assert "增长" not in text


def test_a_break_of_caliber_forbids_a_comparison_and_is_named(tmp_path: Path) -> None:
    old = values_of(202109, 900, 0, 0, indicator=FDI)

    text = draft(tmp_path, old | values_of(NINE, 5555, 0, 0, indicator=FDI))

    assert "实际使用外资5555万美元。" in text
    assert "因统计口径调整，不作同比" in text
    assert "实际使用外资自2022年5月起口径调整，不作同比" in text


@pytest.mark.parametrize(
    ("period", "named"),
    [
        (202201, "今年1月份"),
        (202202, "今年1-2月份"),
        (202203, "今年一季度"),
        (202204, "今年1-4月份"),
        (202206, "今年上半年"),
        (202209, "今年前三季度"),
        (202210, "今年1-10月份"),
        (202212, "今年全年"),
    ],
)
def test_a_span_is_named_as_papers_name_it(tmp_path: Path, period: int, named: str) -> None:
    text = draft(tmp_path, values_of(period, 1, 2, 3), request=Request(released=date(2022, 12, 31)))

    assert f"发布招商引资进展情况。{named}，全市" in text


def test_the_dash_of_a_span_is_a_setting(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(202211, 1, 2, 3), toml='[prose]\ndash = "—"\n')

    assert "2022年1—11月份" in text


def test_a_release_of_the_next_year_names_both_years(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(202212, 1, 2, 3), request=Request(released=date(2023, 1, 10)))

    assert "2023年1月10日，苏州市商务局发布招商引资进展情况。2022年全年，全市" in text
    assert "今年" not in text


def test_an_undated_release_leaves_room_for_the_date(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(NINE, 1, 2, 3))

    assert "〔发布日期〕，苏州市商务局发布招商引资进展情况。2022年前三季度，全市" in text


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (100000, "实际到位省外资金完成进度超序时进度3.0个百分点，距省定年度目标还差2.2亿元。"),
        (104000, "实际到位省外资金完成进度与序时进度持平，距省定年度目标还差2.6亿元。"),
        (120000, "实际到位省外资金完成进度落后序时进度10.0个百分点，距省定年度目标还差4.2亿元。"),
        (78000, "实际到位省外资金完成进度超序时进度25.0个百分点，已完成全年目标。"),
        (78001, "实际到位省外资金完成进度超序时进度25.0个百分点，距省定年度目标还差1万元。"),
    ],
)
def test_progress_is_set_against_the_schedule(tmp_path: Path, target: int, said: str) -> None:
    text = draft(tmp_path, values_of(NINE, 78000, 0, 0), {(CITY, 2022, OOS, "省定"): target})

    assert f"截至9月底，序时进度为75.0%。{said}" in text


def test_without_a_target_no_completion_is_told(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(NINE, 78000, 0, 0))

    assert "完成" not in text.split("## ", maxsplit=1)[0]


def test_the_sum_of_the_units_targets_is_named_as_what_it_is(tmp_path: Path) -> None:
    aims = {(code, 2022, OOS, "市定"): 100000 for code in (LEFT, RIGHT, ZONE)}

    text = draft(tmp_path, values_of(NINE, 78000, 80000, 82000), aims)

    assert "完成分县目标合计的80.0%" in text
    assert "距分县目标合计还差6.0亿元" in text


def test_arrival_is_rounded_once_to_its_own_decimals(tmp_path: Path) -> None:
    # 52.45 % is 52.5 % with one decimal, and 53 % only for those who round that again.
    contract = values_of(NINE, 100000, 0, 0, indicator="oos_contract")

    text = draft(tmp_path, values_of(NINE, 52450, 0, 0) | contract)

    assert "资金到位率为52%" in text


def test_a_shared_rank_is_said_to_be_shared_and_names_its_basis(tmp_path: Path) -> None:
    cities = {(CITY, NINE, OOS): 700, ("320100", NINE, OOS): 70, ("320200", NINE, OOS): 800}
    aims = {(code, 2022, OOS, "省定"): target for code, target in
            ((CITY, 1000), ("320100", 100), ("320200", 1000))}  # fmt: skip

    text = draft(tmp_path, values_of(NINE, 700, 0, 0), aims, province=cities)

    assert "完成进度居全省并列第2位" in text
    assert "- 全省位次按完成进度排定，并列时名次相同" in text
    assert "- 实际到位省外资金的全省位次在有数据的3个单位中排定" in text


def test_another_basis_of_rank_is_named(tmp_path: Path) -> None:
    cities = {(CITY, NINE, OOS): 700, ("320200", NINE, OOS): 800}

    text = draft(
        tmp_path, values_of(NINE, 700, 0, 0), province=cities, toml='[prose]\nrank_basis = "total"'
    )

    assert "总量居全省第2位" in text


def test_without_the_provincial_table_no_rank_is_told(tmp_path: Path) -> None:
    text = draft(tmp_path, values_of(NINE, 700, 0, 0), {(CITY, 2022, OOS, "省定"): 1000})

    assert "全省" not in text


def test_a_lacking_unit_stops_the_release_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(ZsError) as refusal:
        draft(tmp_path, values_of(NINE, 78000, None, None))

    assert refusal.value.code == "brief-incomplete"
    assert refusal.value.message == ("2022-09 的合计不全，实际到位省外资金缺 2 家：西县、高新区")
    assert not (tmp_path / "稿.md").exists()


def test_a_partial_release_names_who_lacks_and_compares_nothing(tmp_path: Path) -> None:
    base = values_of(202109, 70000, 1, 1)

    text = draft(
        tmp_path,
        base | values_of(NINE, 78000, 5, None),
        {(CITY, 2022, OOS, "省定"): 100000},
        request=Request(partial=True),
    )

    assert "全市实际到位省外资金7.8亿元（缺1家：高新区）。" in text
    assert "同比" not in text.split("## ", maxsplit=1)[0]
    assert "完成省定" not in text.split("## ", maxsplit=1)[0]
    assert "- 实际到位省外资金合计缺高新区" in text


def test_a_period_without_any_headline_indicator_is_no_data(tmp_path: Path) -> None:
    with pytest.raises(ZsError) as refusal:
        draft(tmp_path, values_of(NINE, 1, 2, 3, indicator="proj_signed"))

    assert refusal.value.code == "brief-empty"


def test_rates_of_projects_divide_by_the_signed_ones(tmp_path: Path) -> None:
    projects = (
        values_of(NINE, 163, 0, 0, indicator="proj_signed")
        | values_of(NINE, 150, 0, 0, indicator="proj_perf")
        | values_of(NINE, 135, 0, 0, indicator="proj_started")
    )

    text = draft(tmp_path, values_of(NINE, 1, 0, 0) | projects)

    assert "全市新签约项目163个，履约项目150个，开工项目135个。" in text
    assert "履约率为92%，开工率为83%。" in text


def test_rates_of_projects_may_follow_the_chain(tmp_path: Path) -> None:
    projects = (
        values_of(NINE, 200, 0, 0, indicator="proj_signed")
        | values_of(NINE, 150, 0, 0, indicator="proj_perf")
        | values_of(NINE, 120, 0, 0, indicator="proj_started")
    )
    chain = '[phrases.rate.started]\ndenominator = "proj_perf"\n'

    text = draft(tmp_path, values_of(NINE, 1, 0, 0) | projects, toml=chain)

    assert "开工率为80%" in text


def test_a_total_that_is_not_whole_is_left_out_beside_the_headline(tmp_path: Path) -> None:
    projects = values_of(NINE, 163, None, None, indicator="proj_signed")

    text = draft(tmp_path, values_of(NINE, 1, 0, 0) | projects)

    assert "新签约项目" not in text


def test_panels_are_told_apart_and_units_without_any_are_named(tmp_path: Path) -> None:
    aims = {(code, 2022, OOS, "市定"): 100000 for code in (LEFT, RIGHT, ZONE)}

    text = draft(tmp_path, values_of(NINE, 78000, 70000, 0), aims)

    assert (
        "实际到位省外资金方面，县区中，东县完成市定年度目标的78.0%，超序时进度3.0个百分点；"
        "西县完成市定年度目标的70.0%，落后序时进度5.0个百分点。高新区尚无实际到位省外资金。"
    ) in text


def _many(folder: Path, rates: list[int]) -> str:
    """Draft for as many counties as there are rates, each with a target of 10000."""
    codes = [f"3205{number:02}" for number in range(30, 30 + len(rates))]
    regions = "".join(
        f'[[region]]\ncode = "{code}"\nname = "{name}县"\npanel = "县区"\n'
        for code, name in zip(codes, "甲乙丙丁戊己庚辛壬癸", strict=False)
    )
    return draft(
        folder,
        {(code, NINE, OOS): rate * 100 for code, rate in zip(codes, rates, strict=True)},
        {(code, 2022, OOS, "市定"): 10000 for code in codes},
        toml=f'format = 1\nown = "{CITY}"\n{regions}',
    )


def test_the_first_and_the_last_of_a_large_panel_are_named(tmp_path: Path) -> None:
    text = _many(tmp_path, [90, 85, 80, 76, 75, 70, 60, 50])

    assert (
        "县区中达到或超过序时进度的有5个，低于序时进度的有3个；"
        "甲县、乙县、丙县完成进度居前，分别完成市定年度目标的90.0%、85.0%、80.0%；"
        "己县、庚县、辛县进度相对靠后，分别完成市定年度目标的70.0%、60.0%、50.0%，"
        "分别落后序时进度5.0个百分点、15.0个百分点、25.0个百分点。"
    ) in text


def test_ties_with_the_third_are_named_too(tmp_path: Path) -> None:
    text = _many(tmp_path, [90, 85, 80, 80, 60, 50])

    assert "甲县、乙县、丙县、丁县完成进度居前" in text


def test_so_many_ties_that_nothing_stands_out_name_nobody(tmp_path: Path) -> None:
    text = _many(tmp_path, [80] * 8)

    assert "县区8个单位均达到或超过序时进度。" in text


def test_a_panel_that_lags_as_a_whole_has_no_leaders(tmp_path: Path) -> None:
    text = _many(tmp_path, [70, 60, 50, 40])

    assert "县区4个单位均低于序时进度；乙县、丙县、丁县进度相对靠后" in text
    assert "居前" not in text


def test_a_total_says_whom_it_includes_and_whom_not(tmp_path: Path) -> None:
    apart = REGIONS.replace('name = "高新区"', 'name = "高新区"\ncounts_in_total = false')

    text = draft(tmp_path, values_of(NINE, 1, 2, 3), toml=apart)

    assert "- 合计不含高新区" in text


def test_the_workspace_adds_its_own_assumptions(tmp_path: Path) -> None:
    text = draft(
        tmp_path, values_of(NINE, 1, 2, 3), toml='[[assumption]]\ntext = "外资含利润再投资"\n'
    )

    assert "- 外资含利润再投资\n" in text


def test_an_assumption_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZsError) as refusal:
        draft(tmp_path, values_of(NINE, 1, 2, 3), toml="[[assumption]]\nwords = 3\n")

    assert refusal.value.code == "assumption-malformed"


def test_markup_in_names_stays_text(tmp_path: Path) -> None:
    hostile = REGIONS.replace('"东县"', "'<b>*东|县*</b>[x](y)'")

    text = draft(tmp_path, values_of(NINE, 1, 2, 3), toml=hostile)

    assert "| 县区 | \\<b\\>\\*东\\|县\\*\\</b\\>\\[x\\](y) |" in text
    assert not re.search(r"(?<!\\)<", text)
