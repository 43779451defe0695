"""zs rank, as a user sees it."""

import json
from pathlib import Path

import pytest

from tests.ledgers import COUNTIES, observations, send, targets, workspace_in
from tests.support import Zs
from zhaoshang_cli.workflows.office.init import make
from zhaoshang_cli.workspace.opening import load

HELD = (("410402", 382300), ("410403", 406400), ("410421", 750900), ("410471", 477900))


@pytest.fixture
def city(tmp_path: Path) -> Path:
    workspace = workspace_in(tmp_path)
    for period, share in ((202210, 0.8), (202211, 1)):
        held = [(code, period, "oos_funds", int(amount * share)) for code, amount in HELD]
        send(workspace, str(period), observations(held))
    aims = [("410402", 400000), ("410403", 440000), ("410421", 815000), ("410471", 575000)]
    send(workspace, "目标", aims=targets((code, 2022, "oos_funds", "市定", n) for code, n in aims))
    return tmp_path


def test_the_default_is_completion_panel_by_panel(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "rank")

    assert run.status == 0
    assert run.err == (
        "注意：2022-11 未收齐，应报5家，只到了4家；看上一期：zs rank 2022-10\n"
        "下一步：看谁没报：zs status 2022-11\n"
    )
    assert run.out == (
        "实际到位省外资金　按进度排名　2022年1-11月　单位：亿元、百分点\n"
        "名次  地区    完成率%  上月  变化  距上一位  距下一位  追平还需\n"
        "---------------------------------------------------------------\n"
        "〔县区〕\n"
        "1     新华区     95.6     1  平           —       3.2         —\n"
        "2     卫东区     92.4     2  平         3.2       0.2      1.41\n"
        "3     宝丰县     92.1     3  平         0.2         —      0.19\n"
        "〔省直管〕\n"
        "—     汝州市        —     —  —            —         —         —\n"
        "〔功能区〕\n"
        "1     高新区     83.1     1  平           —         —         —\n"
        "按累计÷年度目标的准确值比较；追平还需：完成率追上前一位要增加的累计\n"
        "—（未报）：汝州市不排名次\n"
    )


def test_where_others_were_ranked_the_month_before_nobody_has_moved(city: Path, zs: Zs) -> None:
    send(load(city), "十二月", observations([("410402", 202212, "oos_funds", 390000)]))

    lines = zs("-C", city, "rank").out.splitlines()

    assert lines[4] == "1     新华区     97.5     1  —            —         —         —"
    assert lines[-1] == "—：〔县区〕本月排了1家，上月排了3家，不是同一批，升降不比"


def test_without_a_target_another_basis_is_recommended(city: Path, zs: Zs) -> None:
    send(load(city), "一月", observations([(code, 202301, "oos_funds", 1) for code in COUNTIES]))

    assert zs("-C", city, "rank").err == (
        "下一步：按总量排，不用目标：zs rank 2023-01 --by 总量；目标表用 zs ingest 收\n"
    )


def test_a_provinces_cities_are_its_children(tmp_path: Path, zs: Zs) -> None:
    cities = "".join(
        f'\n[[region]]\ncode = "{code}"\nname = "{name}"\n'
        for code, name in (("410100", "郑州市"), ("410400", "平顶山市"))
    )
    province = make(tmp_path / "省", 'format = 1\nown = "410000"\n' + cities)
    values = [("410100", 202211, "oos_funds", 5), ("410400", 202211, "oos_funds", 7)]
    send(province, "各市", observations(values))

    answers = [
        zs("-C", province.path, "rank", "--by", "总量", "--among", among)
        for among in ("province", "children")
    ]

    assert answers[0] == answers[1]
    assert "1     平顶山市" in answers[0].out


def test_json_has_every_key_in_every_row(city: Path, zs: Zs) -> None:
    answer = json.loads(zs("-C", city, "rank", "--by", "总量", "--panel", "县区", "--json").out)

    assert (answer["schema"], answer["basis"], answer["among"], answer["panel"]) == (
        "zs.rank/1", "total", "children", "县区",
    )  # fmt: skip
    assert [row["name"] for row in answer["rows"]] == ["宝丰县", "卫东区", "新华区"]
    assert answer["rows"][1] == {
        "rank": 2, "tied": False, "panel": "县区", "region": "410403", "name": "卫东区",
        "value": 406400, "unit": "万元", "previous_rank": 2, "change": 0, "to_next_above": 344500,
        "to_next_below": 24100, "money_to_next_above": 344500, "reason": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--by", "心情"], 2, "错误[value-wrong]：不能按“心情”排名\n"),
        (["--among", "全国"], 2, "错误[value-wrong]：没有“全国”这个范围\n"),
        (["--panel", "乡镇"], 2, "错误[value-wrong]：没有“乡镇”这一组\n  办法：现有的组：功能区、县区、省直管\n"),
        (["--among", "province"], 5, "错误[no-data]：台账里还没有省通报表\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(
    city: Path, zs: Zs, words: list[str], status: int, told: str
) -> None:
    run = zs("-C", city, "rank", *words)

    assert (run.status, run.out) == (status, "")
    assert run.err.startswith(told)
