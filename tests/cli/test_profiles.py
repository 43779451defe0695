"""--save-profile: what was decided of one month's sheet is known of the next."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.sheets import csv_of, put
from tests.support import Zs

ODD = "招商统计表,,\n2022年{month}月,,\n名目,到位额,备注\n新华区,{value},无\n"
OPTIONS = ("--map", "到位额=省外资金", "--unit", "亿元")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Path]:
    """A workspace, and a county's odd sheet beside it."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        put(Path("新华报表2022.11.csv"), ODD.format(month=11, value=38.23))
        yield tmp_path / "市"


def test_next_months_odd_sheet_is_read_by_itself(city: Path, zs: Zs) -> None:
    assert zs("-C", city, "ingest", "新华报表2022.11.csv").status == 3
    first = zs("-C", city, "ingest", "新华报表2022.11.csv", *OPTIONS, "--save-profile", "新华")
    put(Path("新华报表12月.csv"), ODD.format(month=12, value=40))

    run = zs("-C", city, "ingest", "新华报表12月.csv")

    assert (first.status, first.err) == (
        0,
        "存下了读表设定 profiles/新华.toml\n下一步：zs status 2022-11\n",
    )
    assert (run.status, run.err) == (
        0,
        "提示[profile-applied] 新华报表12月.csv：按读表设定“新华”读\n下一步：zs status 2022-12\n",
    )
    (row,) = json.loads(zs("-C", city, "show", "2022-12", "--region", "新华", "--json").out)["rows"]
    assert (row["ytd"], row["unit"]) == (400000, "万元")


def test_a_profile_holds_the_decisions_but_never_the_month(city: Path, zs: Zs) -> None:
    run = zs(
        "-C", city, "inspect", "新华报表2022.11.csv", *OPTIONS, "--period", "2022-11",
        "--region", "新华", "--kind", "returns", "--header-rows", "3", "--save-profile", "新华",
    )  # fmt: skip

    assert run.status == 0, run.err
    assert tomllib.loads((city / "profiles/新华.toml").read_text(encoding="utf-8")) == {
        "match": ["新华报表*"],
        "headings": ["名目", "到位额", "备注"],
        "kind": "returns",
        "region": "410402",
        "unit": "亿元",
        "header_rows": "3-3",
        "mapping": {"到位额": "省外资金"},
    }


def test_options_go_before_the_profile(city: Path, zs: Zs) -> None:
    zs("-C", city, "inspect", "新华报表2022.11.csv", *OPTIONS, "--save-profile", "新华")

    run = zs("-C", city, "ingest", "新华报表2022.11.csv", "--unit", "万元", "--plan", "--json")

    assert json.loads(run.out)["changes"][0]["to"] == 38.23


def test_another_senders_sheet_is_left_alone(city: Path, zs: Zs) -> None:
    zs("-C", city, "inspect", "新华报表2022.11.csv", *OPTIONS, "--save-profile", "新华")
    put(Path("卫东报表2022.11.csv"), ODD.format(month=11, value=1).replace("新华", "卫东"))
    put(Path("新华报表2022.10.csv"), csv_of({"新华区": 5}))

    other = zs("-C", city, "ingest", "卫东报表2022.11.csv", "--plan")
    regular = zs("-C", city, "ingest", "新华报表2022.10.csv", "--period", "2022-11", "--plan")

    assert other.status == 3
    assert "profile-applied" not in regular.err


def test_a_plan_saves_no_profile(city: Path, zs: Zs) -> None:
    zs("-C", city, "ingest", "新华报表2022.11.csv", *OPTIONS, "--plan", "--save-profile", "新华")

    assert not (city / "profiles").exists()


def test_nothing_is_saved_of_a_sheet_that_cannot_be_read(city: Path, zs: Zs) -> None:
    put(Path("坏.csv"), "")

    for command in ("ingest", "inspect"):
        assert zs("-C", city, command, "坏.csv", *OPTIONS, "--save-profile", "坏").status == 3
    assert not (city / "profiles").exists()


@pytest.mark.parametrize("name", ["../新华", ".新华", "a b", "", "新\n华", "-新华"])
def test_a_profiles_name_is_a_name(city: Path, zs: Zs, name: str) -> None:
    run = zs("-C", city, "inspect", "新华报表2022.11.csv", *OPTIONS, f"--save-profile={name}")

    assert run.status == 2
    assert run.err.startswith("错误[value-wrong]：--save-profile 不能是")
    assert not (city / "profiles").exists()


def test_a_name_without_the_sender_will_do_where_no_region_is_decided(city: Path, zs: Zs) -> None:
    put(Path("202211.csv"), ODD.format(month=11, value=38.23))
    zs("-C", city, "inspect", "202211.csv", *OPTIONS, "--save-profile", "奇表")
    put(Path("别的.csv"), ODD.format(month=12, value=38.23))

    assert "按读表设定“奇表”读" in zs("-C", city, "ingest", "别的.csv", "--plan").err


def test_a_profile_may_build_on_another(city: Path, zs: Zs) -> None:
    put(city / "profiles/底.toml", 'unit = "亿元"\n\n[mapping]\n"到位额" = "省外资金"\n')
    put(city / "profiles/新华.toml", 'base = "底"\nmatch = "新华*"\n')

    run = zs("-C", city, "ingest", "新华报表2022.11.csv", "--plan", "--json")

    assert json.loads(run.out)["changes"][0]["to"] == 382300
