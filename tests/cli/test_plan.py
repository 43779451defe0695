"""zs ingest --plan: it tells what would change, and changes nothing."""

import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import workspace_in
from tests.sheets import csv_of, files_of, put
from tests.store.runs import query
from tests.support import Zs
from zhaoshang_cli.workspace.opening import load

TARGETS = "2022年目标,,\n地区,级别,实际到位省外资金年度目标（万元）\n{}"
AIMS = TARGETS.format("平顶山市,省定,2500000\n新华区,市定,400000\n卫东区,市定,400000\n")


@pytest.fixture
def city(tmp_path: Path, zs: Zs) -> Iterator[Path]:
    """A workspace that knows targets and two counties, and a folder of what came since."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("先/目标.csv"), AIMS)
        put(Path("先/月报.csv"), csv_of({"新华区": 382300, "卫东区": 300000}))
        assert zs("-C", "市", "ingest", "先").status == 0
        put(Path("后/改报.csv"), csv_of({"新华区": 382300, "卫东区": 406400, "宝丰县": "约5"}))
        put(Path("后/目标.csv"), TARGETS.format("新华区,市定,410000\n"))
        yield tmp_path / "市"


def test_a_plan_changes_not_a_byte_of_the_workspace(city: Path, zs: Zs) -> None:
    before = files_of(city)

    assert zs("-C", city, "ingest", "后", "--plan").status == 0
    assert files_of(city) == before


def test_a_plan_tells_every_value_the_totals_and_the_ranks(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "ingest", "后", "--plan")

    assert run.out == (
        "收数：2 个文件\n"
        "文件         种类      地区     期间     结果  新增  更正  未变  隔离\n"
        "---------------------------------------------------------------------\n"
        "后/改报.csv  县区月报  3个地区  2022-11  待收     1     1     1     0\n"
        "后/目标.csv  年度目标  新华区   —        待收     0     1     0     0\n"
        "\n"
        "逐格变化：3 处（没有写入）\n"
        "地区    期间     指标              时段     原数     新数  单位  出处\n"
        "-------------------------------------------------------------------------------\n"
        "卫东区  2022-11  实际到位省外资金  累计  300,000  406,400  万元  后/改报.csv!B3\n"
        "宝丰县  2022-11  实际到位省外资金  累计        —        5  万元  后/改报.csv!B4\n"
        "新华区  2022年   实际到位省外资金  市定  400,000  410,000  万元  后/目标.csv!C3\n"
        "\n"
        "对合计的影响\n"
        "期间    指标             范围      原累计  新累计 原完成率 新完成率 原同比 新同比\n"
        "---------------------------------------------------------------------------------\n"
        "2022-11 实际到位省外资金 本级合计 682,300 788,705        —        —      —      —\n"
        "\n"
        "对位次的影响\n"
        "期间     指标              组别  地区    依据  原位次  新位次\n"
        "-------------------------------------------------------------\n"
        "2022-11  实际到位省外资金  县区  卫东区  进度       2       1\n"
        "2022-11  实际到位省外资金  县区  新华区  进度       1       2\n"
    )
    assert run.err == (
        "核实[approximate] 后/改报.csv!B4：“约5”只是约数，暂按所写的数收下（请报送单位补报准确数）\n"
        "下一步：同样的命令去掉 --plan，就照此写入\n"
    )


def test_what_a_plan_says_is_what_the_ledger_then_holds(city: Path, zs: Zs) -> None:
    before = _standing(city)
    planned = json.loads(zs("-C", city, "ingest", "后", "--plan", "--json").out)["changes"]

    zs("-C", city, "ingest", "后")

    after = _standing(city)
    assert planned
    assert {_key(one): (one["from"], one["to"]) for one in planned} == {
        key: (before.get(key), value) for key, value in after.items() if before.get(key) != value
    }


def test_a_plan_marks_its_files_as_planned(city: Path, zs: Zs) -> None:
    plan = json.loads(zs("-C", city, "ingest", "后", "--plan", "--json").out)

    assert [one["status"] for one in plan["submissions"]] == ["planned", "planned"]
    assert plan["changes"][0]["where"] == {"file": "后/改报.csv", "sheet": None, "cell": "B3"}
    (effect,) = plan["effects"]
    assert (effect["before"]["ytd"], effect["after"]["ytd"]) == (682300, 788705)
    assert {"name": "卫东区", "panel": "县区", "from": 2, "to": 1} in effect["ranks"]


def test_a_plan_of_what_is_known_says_there_is_nothing_to_write(city: Path, zs: Zs) -> None:
    run = zs("-C", city, "ingest", "先", "--plan")

    assert run == (
        0,
        "收数：2 个文件\n2 个文件没有变化\n",
        "下一步：台账里已经是这些数，没有要写入的\n",
    )


def test_a_plan_of_nothing_readable_ends_like_the_run_itself(city: Path, zs: Zs) -> None:
    put(Path("坏.csv"), "")

    run = zs("-C", city, "ingest", "坏.csv", "--plan")

    assert run.status == 3
    assert run.err.endswith("下一步：按上面的办法改好没有收的文件，再运行一次 zs ingest\n")


def _key(change: dict[str, Any]) -> tuple[Any, ...]:
    span = change["year"] or int(change["period"].replace("-", ""))
    return change["region"], span, change["indicator"], change["basis"]


def _standing(city: Path) -> dict[tuple[Any, ...], Any]:
    """Return every value that stands, by region, span, indicator and basis or level."""
    workspace = load(city)
    rows = query(
        workspace,
        "SELECT region, period, indicator, basis, value FROM ledger.observation"
        " WHERE retired_by IS NULL UNION ALL"
        " SELECT region, year, indicator, level, value FROM ledger.target WHERE retired_by IS NULL",
    )
    return {tuple(row[:4]): float(row[4]) for row in rows}


def test_a_plan_tells_the_rates_before_and_after(city: Path, zs: Zs) -> None:
    everyone = ("新华区", "卫东区", "宝丰县", "汝州市", "高新区")
    put(Path("齐.csv"), csv_of(dict.fromkeys(everyone, 500000)))
    zs("-C", city, "ingest", "齐.csv")
    put(Path("改.csv"), csv_of({"新华区": 250000}))

    plan = json.loads(zs("-C", city, "ingest", "改.csv", "--plan", "--json").out)
    told = zs("-C", city, "ingest", "改.csv", "--plan").out

    (effect,) = plan["effects"]
    assert (effect["before"]["completion_pct"], effect["after"]["completion_pct"]) == (100, 90)
    assert "2,500,000 2,250,000    100.0     90.0" in told


def test_the_first_values_of_all_have_nothing_before_them(
    tmp_path: Path, sample_data: Path, zs: Zs
) -> None:
    workspace_in(tmp_path / "新市")

    run = zs(
        "-C", tmp_path / "新市", "ingest", sample_data / "province/2022-11.xlsx", "--plan", "--json"
    )

    effect = json.loads(run.out)["effects"][0]
    assert (effect["among"], effect["before"]["ytd"], effect["after"]["ytd"]) == (
        "province", None, 6078000,
    )  # fmt: skip
    assert {one["from"] for one in effect["ranks"]} == {None}
