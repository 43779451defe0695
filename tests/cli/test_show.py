"""zs show, as a user sees it."""

import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import ALONE, COUNTIES, observations, send, targets, workspace_in
from tests.support import Zs
from zhaoshang_cli.domain.returns import Basis, Source
from zhaoshang_cli.workflows.office.init import make
from zhaoshang_cli.workspace import open_workspace

OWN = "410400"
NEXT = "下一步：看名次：zs rank 2022-11；写稿：zs brief press 2022-11\n"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Path]:
    """A workspace with two years of 省外资金, and the working folder inside it."""
    workspace = workspace_in(tmp_path)
    now = zip(COUNTIES, (382300, 406400, 750900, 913400, None), strict=True)
    send(workspace, "去年", observations((code, 202111, "oos_funds", 400000) for code in COUNTIES))
    held = [(code, 202211, "oos_funds", amount) for code, amount in now if amount is not None]
    send(workspace, "今年", observations(held))
    send(workspace, "本月", observations([("410402", 202211, "oos_funds", 44100)], Basis.MONTH))
    aims = [
        (OWN, 2022, "oos_funds", "省定", 2500000),
        ("410402", 2022, "oos_funds", "市定", 400000),
    ]
    send(workspace, "目标", aims=targets(aims))
    with chdir(tmp_path):
        yield tmp_path


def test_the_newest_period_says_how_many_have_reported(city: Path, zs: Zs) -> None:
    assert zs("-C", city, "show").err == (
        "注意：2022-11 未收齐，应报5家，只到了4家\n下一步：看谁没报：zs status 2022-11\n"
    )
    send(open_workspace(city), "上月", observations([("410402", 202210, "oos_funds", 1)]))
    assert zs("-C", city, "rank", "--by", "total").err.startswith(
        "注意：2022-11 未收齐，应报5家，只到了4家；看上一期：zs rank 2022-10\n"
    )
    assert zs("-C", city, "show", "2022-11").err == NEXT


def test_the_latest_period_is_shown_and_every_dash_is_explained(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "show")

    assert run.status == 0
    assert run.out == (
        "实际到位省外资金　2022年1-11月　单位：亿元、%　序时进度91.7%\n"
        "地区         累计  本月    目标  完成率  序时  差距   同比  灯\n"
        "---------------------------------------------------------------\n"
        "合计缺1家  245.30     —  250.00       —  91.7     —      —  —\n"
        "〔县区〕\n"
        "新华区      38.23  4.41   40.00    95.6  91.7   3.9   -4.4  绿●\n"
        "卫东区      40.64     —       —       —  91.7     —    1.6  —\n"
        "宝丰县      75.09     —       —       —  91.7     —   87.7  —\n"
        "〔省直管〕\n"
        "汝州市      91.34     —       —       —  91.7     —  128.4  —\n"
        "〔功能区〕\n"
        "高新区          —     —       —       —  91.7     —      —  —\n"
        "合计为平顶山市4家之和，含汝州市，缺1家：高新区\n"
        "目标：合计为省定，新华区为市定\n"
        "—（未报）：高新区\n"
        "—（不全）：合计的本月、完成率、同比\n"
        "—（上月未报）：卫东区、宝丰县、汝州市的本月\n"
        "—（无年度目标）：卫东区、宝丰县、汝州市的完成率\n"
    )


def test_json_has_every_key_in_every_row(city: Path, zs: Zs) -> None:
    answer = json.loads(zs("-C", city, "show", "2022-11", "--json").out)

    keys = {
        "region", "name", "indicator", "period", "ytd", "month", "unit", "base_ytd", "yoy_pct",
        "target", "target_level", "completion_pct", "schedule_pct", "gap_pp", "contract",
        "arrival_rate_pct", "light",
    }  # fmt: skip
    assert answer["schema"] == "zs.show/1"
    assert [row["region"] for row in answer["rows"]] == [OWN, *COUNTIES]
    assert all(keys <= row.keys() for row in answer["rows"])
    assert answer["rows"][0]["ytd"] == 2453000
    assert answer["rows"][0]["completion_pct"] is None


def test_one_region_and_one_indicator_can_be_asked_for(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "show", "11月", "--region", "新华", "-i", "省外资金", "--json")

    (row,) = json.loads(run.out)["rows"]
    assert (row["name"], row["completion_pct"], row["light"]) == ("新华区", 95.6, "green")
    assert (row["gap_pp"], row["target_level"]) == (3.9, "市定")


def test_an_indicator_without_a_number_is_shown_when_it_is_asked_for(city: Path, zs: Zs) -> None:
    rows = json.loads(zs("-C", city, "show", "-i", "fdi_used", "--json").out)["rows"]

    assert len(rows) == 6
    assert {row["ytd"] for row in rows} == {None}


def test_a_city_beside_the_own_one_is_answered_from_the_provinces_table(city: Path, zs: Zs) -> None:
    from zhaoshang_cli.workspace.opening import load

    held = [("411000", 202211, "oos_funds", 5520300)]
    send(load(city), "全省", observations(held, source=Source.PROVINCE))

    (row,) = json.loads(zs("-C", city, "show", "--region", "许昌", "--json").out)["rows"]

    assert (row["name"], row["ytd"]) == ("许昌市", 5520300)


def test_a_provincial_figure_that_differs_is_to_be_explained(tmp_path: Path, zs: Zs) -> None:
    workspace = workspace_in(tmp_path)
    send(workspace, "县区", observations((code, 202211, "oos_funds", 10000) for code in COUNTIES))
    send(
        workspace,
        "全省.xlsx",
        observations([(OWN, 202211, "oos_funds", 60000)], source=Source.PROVINCE),
    )

    run = zs("-C", tmp_path, "show")

    assert "核实：实际到位省外资金的下级合计是5.0亿元，省通报是6.0亿元\n" in run.out
    assert run.err.startswith(
        "核实[province-differs] 全省.xlsx!表!B1："
        "实际到位省外资金的下级合计是5.0亿元，省通报是6.0亿元（与省里核对口径和补报）\n"
    )


def test_the_same_bytes_go_to_a_file(city: Path, zs: Zs) -> None:
    shown = zs("-C", city, "show").out
    run = zs("-C", city, "show", "-o", city / "进度.txt")

    assert (run.status, run.out) == (0, "")
    assert (city / "进度.txt").read_text(encoding="utf-8") == shown


def test_an_earlier_state_of_knowledge_can_be_asked_for(city: Path, zs: Zs) -> None:
    def of(when: str) -> str:
        return zs("-C", city, "show", "--as-of", when, "--json").out

    assert json.loads(of("1"))["period"] == "2021-11"
    assert json.loads(of("2022-11-30"))["period"] == "2021-11"
    assert json.loads(of("2022-12-01"))["period"] == "2022-11"


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["2020-01"], 5, "错误[no-data]：没有 2020-01 的县区报表\n  办法：有数的期间：2021-11、2022-11\n"),
        (["二十月"], 2, "错误[period-wrong]：看不出“二十月”是哪个月\n"),
        (["--region", "叶县"], 2, "错误[region-not-found]：工作区里没有“叶县”这个地区\n"),
        (["-i", "外资"], 2, "错误[indicator-not-found]：没有“外资”这个指标\n  办法：是不是想写实际使用外资、合同外资\n"),
        (["--as-of", "昨天"], 2, "错误[as-of-wrong]：看不出“昨天”是什么时候\n"),
        (["-o", "a.pdf"], 2, "错误[output-format]：不会写“.pdf”格式的文件\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told(
    city: Path, zs: Zs, words: list[str], status: int, told: str
) -> None:
    run = zs("-C", city, "show", *words)

    assert (run.status, run.out) == (status, "")
    assert run.err.startswith(told)


def test_what_only_the_city_itself_has_reported_is_not_taken_for_its_counties(
    tmp_path: Path, zs: Zs
) -> None:
    zone = '\n[[region]]\ncode = "419071"\nname = "高新区"\n'
    city = make(tmp_path / "城", ALONE + zone)
    send(city, "甲", observations([("419001", 202211, "oos_funds", 75000)]))

    assert zs("-C", city.path, "show") == (
        5,
        "",
        (
            "错误[no-data]：2022-11 没有要看的地区的数\n"
            "  办法：看谁报了：zs status 2022-11；本级报的数不算，合计由下级相加\n"
        ),
    )


def test_rates_have_as_many_decimals_as_the_workspace_says(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "--set", "rates.places=2", "show", "--region", "新华", "--json")

    (row,) = json.loads(run.out)["rows"]
    assert (row["completion_pct"], row["schedule_pct"], row["gap_pp"]) == (95.58, 91.67, 3.91)


def test_a_city_without_counties_shows_what_it_reported_itself(tmp_path: Path, zs: Zs) -> None:
    city = make(tmp_path / "城", ALONE)
    send(city, "甲", observations([("419001", 202211, "oos_funds", 75000)]))
    send(city, "目标", aims=targets([("419001", 2022, "oos_funds", "省定", 100000)]))

    shown, status = zs("-C", city.path, "show"), zs("-C", city.path, "status")
    ranked = zs("-C", city.path, "rank")

    assert shown.out == (
        "实际到位省外资金　2022年1-11月　单位：亿元、%　序时进度91.7%\n"
        "地区    累计  本月   目标  完成率  序时   差距  同比  灯\n"
        "---------------------------------------------------------\n"
        "济源市  7.50     —  10.00    75.0  91.7  -16.7     —  红▼\n"
        "目标：省定\n"
        "—（上月未报）：济源市的本月\n"
        "—（无上年同期数）：济源市的同比\n"
    )
    assert shown.err == "下一步：写稿：zs brief press 2022-11\n"
    assert status.out.endswith("济源市  已报         1  2022-12-01     0\n应报1家，已到1家\n")
    assert (ranked.status, ranked.err.splitlines()[0]) == (
        5,
        "错误[region-childless]：济源市没有下级地区可以排名",
    )
    send(city, "省", observations([("419001", 202211, "oos_funds", 1)], source=Source.PROVINCE))
    assert zs("-C", city.path, "show", "2022-11").err.endswith(
        "下一步：看名次：zs rank 2022-11 --among province；写稿：zs brief press 2022-11\n"
    )
