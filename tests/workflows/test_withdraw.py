"""``zs withdraw`` and ``zs adjust``: decisions about what came."""

import json
from pathlib import Path

import pytest

from tests.support import Run, Zs
from tests.workflows.office import open_office, sheet, takes


def revised(zs: Zs, folder: Path) -> None:
    open_office(zs, folder)
    sheet(folder / "改.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "改.csv", on="2022-12-08")


def shown(zs: Zs, *more: str) -> dict[str, object]:
    answer = json.loads(zs("show", "--region", "宝丰县", "--json", *more).out)
    row: dict[str, object] = answer["rows"][0]
    return row


def adjusts(zs: Zs, *amount: str, region: str = "宝丰县", period: str = "2022-10") -> Run:
    return zs(
        "adjust", "--region", region, "--period", period, "--indicator", "省外资金",
        "--amount", *amount, "--reason", "重复统计", "--doc", "平商〔2022〕9号", "--approver", "王局长",
    )  # fmt: skip


def test_the_earlier_value_stands_again_with_the_name_of_its_file(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    run = zs("withdraw", "第5次", "--reason", "误收")

    assert run.status == 0
    assert run.out.splitlines()[:4] == [
        "已撤回第 5 次报送，原件和记录都还在",
        "撤回  文件    恢复为原来的数  不再有数  记为第几次  原因",
        "--------------------------------------------------------",
        "   5  改.csv               1         0           6  误收",
    ]
    assert shown(zs)["ytd"] == 950
    traced = json.loads(zs("trace", "--region", "宝丰县", "--indicator", "省外资金", "--json").out)
    (row,) = traced["figures"][0]["rows"]
    assert row["where"] == {"file": "2022年11月.csv", "sheet": "", "cell": "C4"}
    assert row["kept"]["text"] == "950"


def test_who_reported_only_what_was_withdrawn_has_not_reported(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("withdraw", "4", "--reason", "误收")

    rows = json.loads(zs("status", "2022-11", "--json").out)["rows"]

    assert {row["state"] for row in rows} == {"missing"}


def test_the_withdrawn_file_is_heard_again(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)
    zs("withdraw", "5", "--reason", "误收")

    takes(zs, "改.csv", on="2022-12-08")

    assert shown(zs)["ytd"] == 970


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [("99", 5, "submission-unknown"), ("五", 5, "submission-unknown"), ("6", 2, "not-withdrawable"),
     ("5", 2, "already-withdrawn")],
)  # fmt: skip
def test_what_cannot_be_withdrawn_is_told(
    zs: Zs, tmp_path: Path, number: str, status: int, code: str
) -> None:
    revised(zs, tmp_path)
    zs("withdraw", "5", "--reason", "误收")

    run = zs("withdraw", number, "--reason", "再来")

    assert run.status == status
    assert run.err.startswith(f"错误[{code}]")


def test_an_adjustment_holds_for_the_rest_of_the_year(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    run = adjusts(zs, "-50")

    assert run.status == 0
    assert run.out.splitlines()[:5] == [
        "已记为第 5 次：核减（平商〔2022〕9号，王局长批准，重复统计）",
        "地区    期间     指标              口径  报数  调整  认定数  单位",
        "-----------------------------------------------------------------",
        "宝丰县  2022-10  实际到位省外资金  累计   900   -50     850  万元",
        "宝丰县  2022-11  实际到位省外资金  累计   950   -50     900  万元",
    ]
    assert shown(zs)["ytd"] == 900
    assert shown(zs, "--as-of", "4")["ytd"] == 950


def test_next_year_the_base_carries_it(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    adjusts(zs, "-50", period="2021-11")

    assert shown(zs)["base_ytd"] == 750


def test_show_says_that_a_value_is_confirmed_and_not_reported(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    adjusts(zs, "-50")

    run = zs("show", "--region", "宝丰县")
    answer = json.loads(zs("show", "--region", "宝丰县", "--json").out)

    assert "宝丰县为认定数，核减50万元（平商〔2022〕9号）\n" in run.out
    assert answer["adjustments"][0]["amount"] == -50


def test_trace_shows_the_reported_value_and_the_adjustment(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    adjusts(zs, "-50")

    run = zs("trace", "--region", "宝丰县", "--indicator", "省外资金", "--json")
    (figure,) = json.loads(run.out)["figures"]

    assert (figure["rows"][0]["value"], figure["rows"][0]["reported"]) == (900, 950)
    assert figure["adjustments"][0]["document"] == "平商〔2022〕9号"


def test_an_amount_is_converted_exactly(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    adjusts(zs, "-0.005", "--unit", "亿元")

    assert shown(zs)["ytd"] == 900


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (("0",), "adjust-amount"),
        (("若干",), "adjust-amount"),
        (("-1", "--unit", "万美元"), "adjust-amount"),
        (("-1", "--kind", "抹掉"), "adjust-amount"),
        (("-901",), "adjust-below-zero"),
    ],
)
def test_what_cannot_be_adjusted_is_told_and_not_written(
    zs: Zs, tmp_path: Path, amount: tuple[str, ...], code: str
) -> None:
    open_office(zs, tmp_path)
    before = (tmp_path / "journal.jsonl").read_bytes()

    run = adjusts(zs, *amount)

    assert run.status == 2
    assert run.err.startswith(f"错误[{code}]")
    assert (tmp_path / "journal.jsonl").read_bytes() == before


def test_a_total_cannot_be_adjusted(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    run = adjusts(zs, "-1", region="平顶山市")

    assert run.status == 2
    assert run.err == (
        "错误[adjust-total]：平顶山市的数不能直接调整\n  办法：写是哪个下级地区的数\n"
    )


def test_an_adjustment_can_be_withdrawn(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    adjusts(zs, "-50")

    zs("withdraw", "5", "--reason", "文件作废")

    assert shown(zs)["ytd"] == 950


@pytest.mark.parametrize("setting", ["targets.levels=一,二,三,四,五", "prose.headline=没有的"])
def test_a_decision_counts_although_its_effect_cannot_be_shown(
    zs: Zs, tmp_path: Path, setting: str
) -> None:
    revised(zs, tmp_path)

    run = zs("--set", setting, "withdraw", "5", "--reason", "误收", "--json")

    assert run.status == 0, run.err
    assert json.loads(run.out)["submission"] == 6
    assert run.err.splitlines()[0].startswith("已经记下；影响没有算出来：")


def test_what_a_withdrawal_restores_is_among_its_effects(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    answer = json.loads(zs("withdraw", "5", "--reason", "误收", "--json").out)

    assert answer["counts"]["changed"] == 1
    assert [one["period"] for one in answer["effects"]] == ["2022-11"]


def test_the_reported_value_stands_beside_the_confirmed_one(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    adjusts(zs, "-50")

    run = zs("show", "2022-11", "-i", "省外资金", "--reported")
    answer = json.loads(zs("show", "2022-11", "-i", "省外资金", "--reported", "--json").out)

    assert run.out.splitlines()[1].split()[:3] == ["地区", "报数", "累计"]
    held = {row["name"]: (row["reported_ytd"], row["ytd"]) for row in answer["rows"]}
    assert held["宝丰县"] == (950, 900)
    assert held["平顶山市"] == (4750, 4700)
    assert held["新华区"] == (950, 950)


@pytest.mark.parametrize("place", ["没有的文件夹/撤回.xlsx", "撤回.exe"])
def test_nothing_is_decided_whose_answer_has_no_place(zs: Zs, tmp_path: Path, place: str) -> None:
    open_office(zs, tmp_path)
    before = zs("history").out

    runs = (
        zs("withdraw", "4", "--reason", "误收", "-o", place),
        adjusts(zs, "-50", "-o", place),
        zs("freeze", "2022-11", "--by", "王科长", "-o", place),
    )

    assert [run.status for run in runs] == [2, 2, 2], runs
    assert zs("history").out == before
