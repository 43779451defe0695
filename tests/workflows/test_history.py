"""``zs history`` and ``zs revisions``: what came, and who came back to it."""

import json
from pathlib import Path

from tests.support import Zs
from tests.workflows.office import open_office, sheet, takes


def revised(zs: Zs, folder: Path) -> None:
    open_office(zs, folder)
    sheet(folder / "改.csv", "2022年11月", {"宝丰县": 970, "卫东区": 940})
    takes(zs, "改.csv", on="2022-12-08")


def test_every_submission_is_listed_with_what_it_did(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    answer = json.loads(zs("history", "--json").out)

    told = [
        (row["submission"], row["kind"], row["file"], row["regions"], row["added"], row["changed"])
        for row in answer["submissions"]
    ]
    assert told == [
        (1, "returns", "2021年11月.csv", 5, 5, 0),
        (2, "targets", "目标.csv", 5, 5, 0),
        (3, "returns", "2022年10月.csv", 5, 5, 0),
        (4, "returns", "2022年11月.csv", 5, 5, 0),
        (5, "returns", "改.csv", 2, 0, 2),
    ]
    assert answer["submissions"][4]["command"] == "zs ingest '改.csv' --received 2022-12-08"
    assert len(answer["submissions"][4]["journal_hash"]) == 64


def test_it_can_be_narrowed_to_a_county_and_a_period(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    run = zs("history", "--region", "宝丰", "--period", "2022-11", "--json")

    assert [row["submission"] for row in json.loads(run.out)["submissions"]] == [4, 5]


def test_withdrawals_adjustments_and_publications_are_part_of_it(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)
    zs("withdraw", "5", "--reason", "误收")
    zs("adjust", "--region", "宝丰县", "--period", "2022-11", "--indicator", "省外资金",
       "--amount", "-50", "--reason", "重复", "--doc", "9号", "--approver", "王")  # fmt: skip
    zs("freeze", "2022-11", "--by", "王科长", "--date", "2022-12-20")

    answer = json.loads(zs("history", "--json").out)

    told = [(row["submission"], row["kind"], row["withdrawn_by"]) for row in answer["submissions"]]
    assert told[4:] == [
        (5, "returns", 6),
        (6, "withdrawal", None),
        (7, "restoration", None),
        (8, "adjustment", None),
    ]
    assert answer["releases"] == [
        {
            "period": "2022-11",
            "edition": 1,
            "vintage": 8,
            "released_on": "2022-12-20",
            "approver": "王科长",
        }
    ]


def test_a_revision_is_told_with_its_first_report(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)

    run = zs("revisions", "--region", "宝丰县")

    assert run.out == (
        "实际到位省外资金改报　单位：万元\n"
        "地区    期间     首报  第2次报  改动  幅度%\n"
        "-------------------------------------------\n"
        "宝丰县  2022-11   950      970    20    2.1\n"
        "\n"
        "各地改报习惯\n"
        "指标              地区    改报  上调  下调  合计幅度%  习惯\n"
        "-----------------------------------------------------------\n"
        "实际到位省外资金  宝丰县     1     1     0        2.1  —\n"
    )


def test_a_habit_is_three_revisions_one_way(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    for number, month in enumerate(("2021年11月", "2022年10月", "2022年11月")):
        sheet(tmp_path / f"改{number}.csv", month, {"宝丰县": 980})
        takes(zs, f"改{number}.csv", on="2022-12-08")

    (habit,) = json.loads(zs("revisions", "--json").out)["habits"]

    assert (habit["name"], habit["up"], habit["down"], habit["habit"]) == (
        "宝丰县", 3, 0, "总是往上改",
    )  # fmt: skip


def test_what_was_withdrawn_is_no_revision(zs: Zs, tmp_path: Path) -> None:
    revised(zs, tmp_path)
    zs("withdraw", "5", "--reason", "误收")

    assert json.loads(zs("revisions", "--json").out)["rows"] == []
