"""``zs quarantine``: what waits, and what clears it."""

import json
from pathlib import Path

from tests.support import Zs
from tests.workflows.office import open_office, sheet, takes

NOTHING = "没有隔离的格子\n次  单元格  原文  问题  办法\n----------------------------\n"


def test_a_cell_that_cannot_be_read_waits_with_its_remedy(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "坏.csv", "2022年11月", {"宝丰县": 970, "新华区": "很多"})
    takes(zs, "坏.csv", on="2022-12-08")

    run = zs("quarantine")
    (row,) = json.loads(zs("quarantine", "--json").out)["rows"]

    assert run.status == 0
    assert run.out.splitlines()[0] == "隔离的格子：1 个文件 1 处"
    assert run.err == "下一步：按“办法”改好，再收一次：zs ingest 坏.csv\n"
    assert row["where"] == {"file": "坏.csv", "sheet": None, "cell": "C3"}
    assert (row["raw"], row["region"], row["period"]) == ("很多", "410402", "2022-11")


def test_the_mended_file_clears_it(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "坏.csv", "2022年11月", {"宝丰县": 970, "新华区": "很多"})
    takes(zs, "坏.csv", on="2022-12-08")
    sheet(tmp_path / "坏.csv", "2022年11月", {"宝丰县": 970, "新华区": 1000})
    takes(zs, "坏.csv", on="2022-12-09")

    run = zs("quarantine")

    assert (run.out, run.err) == (NOTHING, "下一步：zs status\n")


def test_a_withdrawn_file_waits_for_nothing(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "坏.csv", "2022年11月", {"宝丰县": 970, "新华区": "很多"})
    takes(zs, "坏.csv", on="2022-12-08")
    zs("withdraw", "5", "--reason", "误收")

    assert zs("quarantine").out == NOTHING
    assert "很多" in zs("quarantine", "--as-of", "5").out


def test_it_can_be_sent_back_as_a_workbook(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    assert zs("quarantine", "-o", "请核对.xlsx").status == 0
    assert (tmp_path / "请核对.xlsx").read_bytes().startswith(b"PK")
