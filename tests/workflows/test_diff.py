"""``zs diff``: two vintages, value by value, and what they add up to."""

import json
from pathlib import Path

from tests.support import Zs
from tests.workflows.office import COUNTIES, open_office, put, sheet, takes


def revised(zs: Zs, folder: Path) -> None:
    open_office(zs, folder)
    sheet(folder / "改.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "改.csv", on="2022-12-08")


def test_the_changed_values_and_what_becomes_of_totals_and_ranks(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    run = zs("diff", "4")
    answer = json.loads(zs("diff", "4", "--json").out)

    assert run.status == 0
    assert run.out.splitlines()[:4] == [
        "第 4 次到第 5 次：新增 0，更正 1，撤去 0，未变 19",
        "地区   期间    指标             口径 来源     变化 原数 新数 差额 单位 第几次",
        "-----------------------------------------------------------------------------",
        "宝丰县 2022-11 实际到位省外资金 累计 县区报数 更正  950  970   20 万元      5",
    ]
    assert answer["counts"] == {"added": 0, "changed": 1, "withdrawn": 0, "unchanged": 19}
    (effect,) = answer["effects"]
    assert (effect["before"]["ytd"], effect["after"]["ytd"]) == (4750, 4770)
    assert (effect["before"]["completion_pct"], effect["after"]["completion_pct"]) == (95, 95.4)
    assert {(one["name"], one["from"], one["to"]) for one in effect["ranks"]} == {
        ("新华区", 1, 2),
        ("卫东区", 1, 2),
    }


def test_the_earlier_vintage_may_come_second(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    assert zs("diff", "5", "4").out == zs("diff", "4", "5").out


def test_nothing_differs_between_a_vintage_and_itself(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    answer = json.loads(zs("diff", "5", "--json").out)

    assert answer["rows"] == []
    assert answer["counts"]["unchanged"] == 20


def test_a_target_that_changes_moves_the_completion(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    rows = "".join(f"2022,{name},实际到位省外资金,市定,2000,万元\n" for name in COUNTIES)
    put(tmp_path / "目标.csv", "年度,地区,指标,级别,目标值,单位\n" + rows)
    takes(zs, "目标.csv", on="2022-12-09")

    answer = json.loads(zs("diff", "4", "--json").out)

    assert answer["counts"]["changed"] == 5
    assert answer["rows"][0]["period"] == "2022"
    after = answer["effects"][0]["after"]
    assert after["completion_pct"] == 47.5


def test_a_base_that_changes_moves_the_growth_a_year_later(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "上年.csv", "2021年11月", {"宝丰县": 750})
    takes(zs, "上年.csv", on="2022-12-09")

    effects = json.loads(zs("diff", "4", "--json").out)["effects"]

    told = {one["period"]: one["after"]["yoy_pct"] for one in effects}
    assert told["2022-11"] == 20.3
