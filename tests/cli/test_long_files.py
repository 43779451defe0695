"""A text of more cells than are held in memory, as a user sees it: here 24,000 rows count as such."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.sheets import files_of
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus

HEADING = "县区,年月,指标,口径,数值,单位\n"
REGIONS = ("新华区", "卫东区", "宝丰县", "汝州市", "高新区")
ROWS = 24_000


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace of five counties; the working folder lies beside it."""
    monkeypatch.setattr("zhaoshang_cli.readers.long.text.CELLS", 60_000)
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        yield tmp_path / "市"


def row(at: int) -> str:
    """Return one of the rows: a value of its own for every region, indicator, basis and month."""
    region, rest = REGIONS[at % 5], at // 5
    indicator, rest = ("省外资金", "内资")[rest % 2], rest // 2
    basis, month = ("本年累计", "本月")[rest % 2], rest // 2
    value = at + 100_000 if basis == "本年累计" else at
    return f"{region},{1900 + month // 12}-{month % 12 + 1:02},{indicator},{basis},{value},万元\n"


def rows() -> list[str]:
    return [row(at) for at in range(ROWS)]


def write(lines: list[str], name: str = "全部.csv", encoding: str = "utf-8") -> None:
    Path(name).write_text(HEADING + "".join(lines), encoding=encoding)


def test_it_is_taken_in_value_by_value_and_traced_to_its_cells(city: Path, zs: Zs) -> None:
    write(rows(), encoding="gb18030")

    run = zs("-C", city, "ingest", "全部.csv", "--json")

    assert run.status == 0, run.err
    (file,) = json.loads(run.out)["submissions"]
    assert (file["status"], file["added"], file["quarantined"]) == ("stored", ROWS, 0)
    far = "SELECT period, value, cell FROM observation WHERE cell IN ('E2', 'E23982')"
    found = json.loads(zs("-C", city, "sql", far, "--json").out)["rows"]
    assert sorted((one["cell"], one["period"], float(one["value"])) for one in found) == [
        ("E2", 190001, 100_000.0),
        ("E23982", 199912, 123_980.0),
    ]


def test_the_same_file_again_changes_nothing(city: Path, zs: Zs) -> None:
    write(rows())
    zs("-C", city, "ingest", "全部.csv")
    before = files_of(city)

    run = zs("-C", city, "ingest", "全部.csv")

    assert (run.status, run.out) == (0, "收数：1 个文件\n1 个文件没有变化\n")
    assert files_of(city) == before


def test_rows_far_apart_that_contradict_each_other_are_both_left_out(city: Path, zs: Zs) -> None:
    again, other = row(1), row(0).replace(",100000,", ",100001,")
    write([*rows(), again, other])

    run = zs("-C", city, "ingest", "全部.csv", "--json")

    (file,) = json.loads(run.out)["submissions"]
    conflicts = [one for one in file["findings"] if one["code"] == "cell-conflict"]
    assert [one["where"]["cell"] for one in conflicts] == ["E2", f"E{ROWS + 3}"]
    assert file["added"] == ROWS - 1


def test_a_member_of_an_archive_is_read_the_same_way(city: Path, zs: Zs) -> None:
    with zipfile.ZipFile("全部.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("里面.csv", HEADING + "".join(rows()))

    run = zs("-C", city, "ingest", "全部.zip", "--json")

    (file,) = json.loads(run.out)["submissions"]
    assert (file["file"], file["status"], file["added"]) == ("全部.zip!里面.csv", "stored", ROWS)
    assert zs("-C", city, "audit", "verify").status == 0


def test_one_that_cannot_be_read_to_its_end_changes_nothing(city: Path, zs: Zs) -> None:
    write([*rows(), '新华区,"2022-11\n'])

    run = zs("-C", city, "ingest", "全部.csv")

    assert run.status == ExitStatus.INPUT
    assert f"第 {ROWS + 2} 行的引号没有配对" in run.err
    assert not (city / "journal.jsonl").exists()


def test_inspect_shows_its_layout_and_counts_all_of_it(city: Path, zs: Zs) -> None:
    write([*rows(), "新华区,2022-11,省外资金,本年累计,约莫,万元\n", "填报人：张三\n"])

    run = zs("-C", city, "inspect", "全部.csv", "--json")

    (file,) = json.loads(run.out)["files"]
    (table,) = file["sheets"][0]["tables"]
    assert table["rows"] == [2, ROWS + 3]
    assert table["cells"]["loaded"] == ROWS
    assert file["signatures"] == {"填报人": "张三"}
    (finding,) = file["findings"]
    assert (finding["code"], finding["where"]["cell"]) == ("amount-unreadable", f"E{ROWS + 2}")


def test_it_does_not_fit_into_a_sheet_to_be_sent_back(city: Path, zs: Zs) -> None:
    write(rows())

    run = zs("-C", city, "return", "全部.csv", "-o", "退回.xlsx")

    assert run.status == ExitStatus.INPUT
    assert run.err.startswith("错误[file-too-big]：表太大")
    assert "退回表放不下" in run.err
    assert not Path("退回.xlsx").exists()


def test_what_was_decided_is_kept_for_the_next_one(city: Path, zs: Zs) -> None:
    write([line.replace(",万元", ",") for line in rows()])

    run = zs("-C", city, "inspect", "全部.csv", "--unit", "亿元", "--save-profile", "全部")

    assert run.status == 0, run.err
    assert 'unit = "亿元"' in (city / "profiles" / "全部.toml").read_text(encoding="utf-8")
    again = zs("-C", city, "inspect", "全部.csv", "--json")
    assert "profile-applied" in [
        one["code"] for one in json.loads(again.out)["files"][0]["findings"]
    ]
