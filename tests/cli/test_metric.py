"""The catalogue of metrics, and one of them answered."""

import json
from pathlib import Path

import pytest

from tests.ledgers import observations, send, targets, workspace_in
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.store.answers.catalogue import metric_names
from zhaoshang_cli.workspace import Workspace


@pytest.fixture
def ledger(tmp_path: Path) -> Workspace:
    workspace = workspace_in(tmp_path)
    values = [("410402", 202111, "oos_funds", 1000), ("410402", 202211, "oos_funds", "1250.50")]
    send(workspace, "一.csv", observations(values))
    send(workspace, "目标.csv", aims=targets([("410402", 2022, "oos_funds", "市定", 2000)]))
    return workspace


def test_every_metric_is_listed(zs: Zs) -> None:
    told = json.loads(zs("metric", "list", "--json").out)

    assert [one["name"] for one in told["metrics"]] == metric_names()


@pytest.mark.parametrize("name", metric_names())
def test_every_metric_is_shown_with_all_it_takes_and_gives(zs: Zs, name: str) -> None:
    run = zs("metric", "show", name)

    told = json.loads(zs("metric", "show", name, "--json").out)
    assert run.status == 0
    assert all(one["name"] in run.out for one in told["params"] + told["columns"])
    assert told["sql"].splitlines()[-1] in run.out
    assert "\nSQL\n-- title: " in run.out


def test_a_rate_is_shown_as_a_formula(zs: Zs) -> None:
    run = zs("metric", "show", "progress_by_region")

    assert (
        "yoy_pct           (ytd - base_ytd) / base_ytd × 100%  1 位小数，四舍五入一次\n" in run.out
    )


def test_a_metric_is_answered_with_its_rates(ledger: Workspace, zs: Zs) -> None:
    words = ("period=2022年11月", "indicator=省外资金")

    run = zs("-C", ledger.path, "metric", "run", "progress_by_region", *words, "--json")

    told = json.loads(run.out)
    row = next(one for one in told["rows"] if one["region"] == "410402")
    assert told["params"]["period"] == 202211
    assert told["params"]["among"] == "children"
    assert (row["ytd"], row["annual_target"]) == (1250.5, 2000)
    assert (row["yoy_pct"], row["completion_pct"]) == (25.1, 62.5)


def test_regions_and_days_are_taken_as_people_write_them(ledger: Workspace, zs: Zs) -> None:
    found = zs("-C", ledger.path, "metric", "run", "reported_by_region", "region=新华区")

    assert (found.status, "1000" in found.out) == (0, True)
    assert zs("-C", ledger.path, "metric", "run", "vintages_by_day", "day=2022-12-20").status == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("vintages_by_day",),
            "错误[metric-param-missing]：还缺 day（日期）\n  办法：写成 zs metric run vintages_by_day day=值\n",
        ),
        (
            ("vintages_by_day", "day=x"),
            "错误[metric-param-wrong]：day 不能是“x”\n  办法：要写日期，如 2022-12-20\n",
        ),
        (
            ("vintages_by_day", "dya=2022-12-20"),
            "错误[metric-param-wrong]：没有参数“dya”\n  办法：参数有 day\n",
        ),
        (
            ("vintages_by_day", "2022-12-20"),
            "错误[metric-param-wrong]：“2022-12-20”里没有等号\n  办法：参数有 day\n",
        ),
        (
            ("cells_by_target", "year=今年"),
            "错误[metric-param-wrong]：year 不能是“今年”\n  办法：要写整数\n",
        ),
    ],
)
def test_a_wrong_param_is_told(
    ledger: Workspace, zs: Zs, words: tuple[str, ...], told: str
) -> None:
    assert zs("-C", ledger.path, "metric", "run", *words) == (ExitStatus.USAGE, "", told)


def test_an_unknown_metric_is_told_with_the_nearest(zs: Zs) -> None:
    run = zs("metric", "show", "progress_by_regoin")

    assert run.status == ExitStatus.USAGE
    assert "是不是想用 progress_by_region" in run.err
