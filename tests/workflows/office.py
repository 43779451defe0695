"""A small office for the tests of the ledger's life: five counties, three months, a table of targets."""

import os
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

from tests.ledgers import workspace_in
from tests.support import Run, Zs

COUNTIES = ("新华区", "卫东区", "宝丰县", "汝州市", "高新区")
SETTINGS = '[prose]\nheadline = ["oos_funds"]'
_HEAD = "地区,月份,实际到位省外资金本年累计（万元）\n"

Amounts = Mapping[str, object]


def open_office(zs: Zs, folder: Path) -> None:
    """Make the workspace, and take in last November, targets, and this year's October and November."""
    workspace_in(folder, SETTINGS)
    aims = "".join(f"2022,{name},实际到位省外资金,市定,1000,万元\n" for name in COUNTIES)
    put(folder / "目标.csv", "年度,地区,指标,级别,目标值,单位\n" + aims)
    days = {"目标.csv": date(2022, 1, 20)}
    for month, amount, day in (
        ("2021年11月", 800, date(2021, 12, 5)),
        ("2022年10月", 900, date(2022, 11, 5)),
        ("2022年11月", 950, date(2022, 12, 5)),
    ):
        sheet(folder / f"{month}.csv", month, dict.fromkeys(COUNTIES, amount))
        days[f"{month}.csv"] = day
    for name, day in days.items():
        noon = datetime.combine(day, time(12)).timestamp()
        os.utime(folder / name, (noon, noon))
    run = zs("ingest", *days, "--received", "文件")
    assert run.status == 0, run.err


def sheet(path: Path, month: str, amounts: Amounts) -> None:
    """Write a collated sheet of one month."""
    put(path, _HEAD + "".join(f"{name},{month},{value}\n" for name, value in amounts.items()))


def put(path: Path, text: str) -> None:
    """Write a file as offices do."""
    path.write_text(text, encoding="utf-8")


def takes(zs: Zs, name: str, *, on: str) -> Run:
    """Take a file in, received on a day."""
    run = zs("ingest", name, "--received", on)
    assert run.status == 0, run.err
    return run
