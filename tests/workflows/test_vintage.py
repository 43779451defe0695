"""``--as-of``: a number, a day or a publication, on every answer."""

import json
from pathlib import Path

import pytest

from tests.support import Zs
from tests.workflows.office import open_office, sheet, takes


def total(zs: Zs, *more: str) -> object:
    run = zs("show", "2022-11", "--json", *more)
    assert run.status == 0, run.err
    return json.loads(run.out)["rows"][0]["ytd"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("4", 4750), ("5", 4770), ("2022-12-05", 4750), ("2022-12-07", 4750), ("20221208", 4770)],
)
def test_an_answer_can_be_asked_as_of_a_number_or_a_day(
    zs: Zs, tmp_path: Path, as_of: str, expected: int
) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "改.csv", on="2022-12-08")

    assert total(zs, "--as-of", as_of) == expected


def test_a_day_is_the_state_before_the_first_submission_after_it(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "晚到.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "晚到.csv", on="2022-12-20")
    sheet(tmp_path / "补记.csv", "2022年11月", {"宝丰县": 990})
    takes(zs, "补记.csv", on="2022-12-06")

    assert total(zs, "--as-of", "2022-12-10") == 4750


@pytest.mark.parametrize(
    ("as_of", "code", "hint"),
    [
        ("99", "as-of-unknown", "现有第 1 至 4 次"),
        ("0", "as-of-unknown", "现有第 1 至 4 次"),
        ("2020-01-01", "as-of-unknown", "收到日期在 2021-12-05 至 2022-12-05 之间"),
        ("发布:2022-11", "as-of-unknown", "发布时用 zs freeze 期间 --by 姓名 记下"),
        ("发布:十一月", "as-of-wrong", "写第几次报送（12）、日期（2022-12-05）或 发布:2022-11"),
        ("上周", "as-of-wrong", "写第几次报送（12）、日期（2022-12-05）或 发布:2022-11"),
    ],
)
def test_a_vintage_that_does_not_exist_is_told_with_what_does(
    zs: Zs, tmp_path: Path, as_of: str, code: str, hint: str
) -> None:
    open_office(zs, tmp_path)

    run = zs("show", "--as-of", as_of)

    assert run.status == 2
    assert run.err.startswith(f"错误[{code}]")
    assert run.err.endswith(f"  办法：{hint}\n")


def test_an_empty_ledger_has_no_vintage(zs: Zs) -> None:
    zs("init", ".", "--region", "平顶山市")

    run = zs("show", "--as-of", "2022-12-05")

    assert (run.status, run.err) == (
        2,
        "错误[as-of-unknown]：台账里还没有报送\n  办法：先收表：zs ingest 文件或文件夹\n",
    )
