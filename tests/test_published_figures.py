"""Figures that bureaus published, worked out again from a sheet: reading, ledger, SQL and rounding.

The rows are public: 平顶山 2019 and 2022, 许昌 2017 and 2018, 信阳 2016, 郑州 2009 and 2024,
开封 2019, 驻马店 2023. Where only a rate was printed, the target is the one it implies.
"""

import json
from pathlib import Path

import pytest

from tests.support import Zs

MONEY = "实际到位省外资金"
FOREIGN = "实际使用外资"


def city(zs: Zs, name: str) -> Path:
    """Make the workspace of a city that reports for itself."""
    assert zs("init", name, "--region", name).status == 0
    folder = Path(name)
    settings = folder / "zs.toml"
    settings.write_text(settings.read_text("utf-8").split("[[region]]\ncode")[0], encoding="utf-8")
    return folder


def told(zs: Zs, folder: Path, period: str, code: str, *options: str) -> dict[str, float | None]:
    """Return the city's row of ``zs show``."""
    run = zs("-C", folder, *options, "show", period, "-i", code, "--json")
    assert run.status == 0, run.err
    row: dict[str, float | None] = json.loads(run.out)["rows"][0]
    return row


def take_in(zs: Zs, folder: Path, text: str, *options: str) -> None:
    """Send a sheet of the city to its ledger."""
    sheet = folder / "表.csv"
    sheet.write_text(text, encoding="utf-8-sig")
    run = zs("-C", folder, "ingest", sheet, *options)
    assert run.status == 0, run.err


COMPLETED = [
    ("平顶山市", "2022-11", MONEY, "oos_funds", "亿元", "607.8", "658.5", 92.3, 0.6),
    ("平顶山市", "2022-11", FOREIGN, "fdi_used", "万美元", "5555", "4664", 119.1, 27.4),
    ("许昌市", "2017-03", MONEY, "oos_funds", "亿元", "130", "471.0", 27.6, 2.6),
    ("许昌市", "2017-10", MONEY, "oos_funds", "亿元", "400.6", "471.8", 84.9, 1.6),
    ("许昌市", "2017-10", FOREIGN, "fdi_used", "万美元", "61328", "71981", 85.2, 1.9),
    ("许昌市", "2018-10", MONEY, "oos_funds", "亿元", "426.2", "502.0", 84.9, 1.6),
    ("信阳市", "2016-12", MONEY, "oos_funds", "亿元", "211.7", "210.0", 100.8, 0.8),
    ("信阳市", "2016-12", FOREIGN, "fdi_used", "亿美元", "4.96", "4.88", 101.6, 1.6),
    ("郑州市", "2009-12", MONEY, "oos_funds", "亿元", "370.8", "296.2", 125.2, 25.2),
    ("郑州市", "2009-12", "市外境内资金", "ooc_funds", "亿元", "609.3", "503.1", 121.1, 21.1),
]


@pytest.mark.parametrize("row", COMPLETED, ids=lambda row: f"{row[0]}{row[1]}{row[3]}")
def test_completion_and_its_gap_to_the_schedule_are_the_published_ones(
    zs: Zs, row: tuple[str, str, str, str, str, str, str, float, float]
) -> None:
    name, period, words, code, unit, ytd, target, completion, gap = row
    folder = city(zs, name)
    heading = f"地区,{words}年度目标（{unit}）,{words}本年累计（{unit}）"
    sheet = f"{heading}\n{name},{target},{ytd}\n"
    take_in(zs, folder, sheet, "--kind", "returns", "--period", period)

    shown = told(zs, folder, period, code, "--set", "targets.levels=自报")

    assert (shown["completion_pct"], shown["gap_pp"]) == (completion, gap)


def test_growth_from_one_published_year_to_the_next_is_the_published_one(zs: Zs) -> None:
    folder = city(zs, "许昌市")
    sheet = "地区,月份,省外资金累计（亿元）\n许昌市,2017年10月,400.6\n许昌市,2018年10月,426.2\n"
    take_in(zs, folder, sheet, "--kind", "returns")

    assert told(zs, folder, "2018-10", "oos_funds")["yoy_pct"] == 6.4


@pytest.mark.parametrize(
    ("name", "period", "arrived", "contract", "rate"),
    [
        ("平顶山市", "2019-12", "581.72", "1303.7", 44.62),
        ("许昌市", "2017-10", "370", "1077", 34.35),
    ],
)
def test_the_arrival_rate_is_the_published_one(
    zs: Zs, name: str, period: str, arrived: str, contract: str, rate: float
) -> None:
    folder = city(zs, name)
    sheet = f"地区,省外资金累计（亿元）,合同省外资金累计（亿元）\n{name},{arrived},{contract}\n"
    take_in(zs, folder, sheet, "--kind", "returns", "--period", period)

    row = told(zs, folder, period, "oos_funds", "--set", "rates.places=2")

    assert row["arrival_rate_pct"] == rate


@pytest.mark.parametrize(
    ("name", "period", "counts", "rates"),
    [
        ("平顶山市", "2019-12", "163,150,135", ("92%", "83%")),
        ("许昌市", "2017-10", "247,244,222", ("99%", "90%")),
        ("开封市", "2019-10", "73,66,59", ("90%", "81%")),
    ],
)
def test_the_rates_of_projects_are_the_published_ones_without_decimals(
    zs: Zs, name: str, period: str, counts: str, rates: tuple[str, str]
) -> None:
    folder = city(zs, name)
    heading = "地区,省外资金累计（亿元）,新签约项目数,履约项目数,开工项目数"
    sheet = f"{heading}\n{name},100,{counts}\n"
    take_in(zs, folder, sheet, "--kind", "returns", "--period", period)

    assert zs("-C", folder, "brief", "press", period, "-o", "稿.md").status == 0

    text = Path("稿.md").read_text("utf-8")
    assert f"履约率为{rates[0]}" in text or f"履约率{rates[0]}" in text
    assert f"开工率为{rates[1]}" in text or f"开工率{rates[1]}" in text
