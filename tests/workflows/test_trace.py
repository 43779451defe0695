"""``zs trace``: from a printed number to the cell of the kept original."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tests.support import Zs
from tests.workflows.office import open_office, put, sheet, takes
from zhaoshang_cli.render.screen.folding import width

PRESS = Path("输出", "2022-11", "新闻稿.md")


def writes(zs: Zs, folder: Path) -> None:
    open_office(zs, folder)
    assert zs("brief", "press", "2022-11", "--date", "2022-12-20").status == 0


def test_a_number_of_a_document_is_followed_to_its_cells(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)

    run = zs("trace", "95.0%", PRESS, "--json")
    figure = json.loads(run.out)["figures"][0]

    assert run.status == 0
    assert (figure["id"], figure["value"], figure["field"]) == ("f2", 95, "completion_pct")
    assert figure["sentences"][1].startswith("今年1-11月份，全市实际到位省外资金0.5亿元")
    assert figure["metric"]["about"] == "完成率 = 累计 ÷ 年度目标，四舍五入"
    assert figure["metric"]["sql"] == "sql/metrics/progress_by_region.sql"
    assert {row["source"] for row in figure["rows"]} == {"county", "target"}
    assert figure["lost"] == []


def test_every_row_says_who_when_and_from_which_file(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)
    sent = (tmp_path / "2022年11月.csv").read_bytes()
    line = json.loads((tmp_path / "journal.jsonl").read_text("utf-8"))

    run = zs(
        "trace", "--region", "宝丰县", "--period", "2022-11", "--indicator", "省外资金", "--json"
    )
    (row,) = json.loads(run.out)["figures"][0]["rows"]

    assert row["sha256"] == hashlib.sha256(sent).hexdigest()
    assert (row["raw"], row["value"], row["submission"]) == ("950", 950, 4)
    assert row["journal_hash"] == line["h"]
    assert row["received_on"] == "2022-12-05"


def test_the_cell_is_shown_in_the_kept_original_even_when_the_file_is_gone(
    zs: Zs, tmp_path: Path
) -> None:
    open_office(zs, tmp_path)
    for path in tmp_path.glob("*.csv"):
        path.unlink()

    run = zs("trace", "--region", "宝丰县", "--period", "2022-11", "--indicator", "省外资金")

    assert run.out.endswith(
        "原件 2022年11月.csv!C4\n"
        "行  A       B           C\n"
        "-------------------------------\n"
        " 2  新华区  2022年11月  950\n"
        " 3  卫东区  2022年11月  950\n"
        " 4  宝丰县  2022年11月  【950】\n"
        " 5  汝州市  2022年11月  950\n"
        " 6  高新区  2022年11月  950\n"
    )


def test_the_total_comes_from_every_counted_county(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    run = zs("trace", "--region", "平顶山市", "--indicator", "省外资金", "--json")
    (figure,) = json.loads(run.out)["figures"]

    assert figure["value"] == 4750
    assert len(figure["rows"]) == 5


def test_a_month_that_nobody_reported_is_the_difference_of_two(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    run = zs("trace", "--region", "宝丰县", "--indicator", "省外资金", "--basis", "month", "--json")
    (figure,) = json.loads(run.out)["figures"]

    assert figure["value"] == 50
    assert [row["period"] for row in figure["rows"]] == ["2022-11", "2022-10"]


def test_a_figure_is_traced_at_the_vintage_of_its_document(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 990})
    takes(zs, "改.csv", on="2022-12-25")

    (figure,) = json.loads(zs("trace", "f1", PRESS, "--json").out)["figures"]

    assert figure["as_of"] == 4
    assert {row["value"] for row in figure["rows"]} == {950}


def test_a_number_alone_is_looked_for_in_the_newest_documents(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)

    answer = json.loads(zs("trace", "95.0%", "--json").out)

    assert answer["document"].endswith("输出/2022-11/新闻稿.md")
    assert answer["figures"][0]["id"] == "f2"


def test_the_page_can_be_named_instead(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)

    run = zs("trace", "f2", PRESS.with_suffix(".html"), "--json")

    sentences = json.loads(run.out)["figures"][0]["sentences"]
    assert any(one.startswith("今年1-11月份") for one in sentences)
    assert not any("<" in one for one in sentences)


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("95.1%", str(PRESS)), 5, "figure-unknown"),
        (("f999", str(PRESS)), 5, "figure-unknown"),
        (("95.0%", "没有.md"), 5, "figures-missing"),
        (("95.1%",), 2, "trace-incomplete"),
        ((), 2, "trace-incomplete"),
        (("--region", "宝丰县", "--indicator", "实际使用外资"), 5, "trace-nothing"),
        (("--region", "宝丰县", "--indicator", "省外资金", "--basis", "年"), 2, "trace-incomplete"),
    ],
)
def test_what_cannot_be_traced_is_told(
    zs: Zs, tmp_path: Path, arguments: tuple[str, ...], status: int, code: str
) -> None:
    writes(zs, tmp_path)

    run = zs("trace", *arguments)

    assert run.status == status
    assert run.err.startswith(f"错误[{code}]")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"figures": [{"id": "f1"}]}', '{"figures": 1}'])
def test_a_record_that_is_not_one_is_told(zs: Zs, tmp_path: Path, text: str) -> None:
    open_office(zs, tmp_path)
    put(tmp_path / "稿.figures.json", text)

    run = zs("trace", "f1", "稿.md")

    assert run.status == 3
    assert run.err.startswith("错误[figures-broken]")


def test_an_original_that_was_tampered_with_is_a_finding(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    (archive,) = (tmp_path / "archive").glob("*.zip")
    with zipfile.ZipFile(archive) as file:
        held = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(archive, "w") as file:
        for name, data in held.items():
            file.writestr(name, data.replace(b",950\n", b",951\n"))

    run = zs("trace", "--region", "宝丰县", "--period", "2022-11", "--indicator", "省外资金")

    assert run.status == 1
    assert run.err.startswith("错误[archive-damaged]")


def test_the_tables_fit_a_screen_and_the_files_come_last(zs: Zs, tmp_path: Path) -> None:
    writes(zs, tmp_path)

    tables = zs("trace", "95.0%", PRESS).out.split("\n\n")

    assert tables[1].splitlines()[1].split() == [
        "地区", "指标", "时段", "原文", "数", "单位", "第几次", "格子",
    ]  # fmt: skip
    assert tables[2].splitlines()[1].split() == [
        "第几次", "收到", "记录", "谁", "SHA-256", "流水", "文件",
    ]  # fmt: skip
    assert all(width(line) <= 120 for table in tables[1:3] for line in table.splitlines())
