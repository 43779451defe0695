"""``--as-of``: a number, a day or a publication, on every answer."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import Zs
from tests.workflows.office import open_office, sheet, takes
from zhaoshang_cli.cli import COMMANDS


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


WITH_VINTAGE = (
    ("show", "2022-11"),
    ("rank", "2022-11"),
    ("status", "2022-11"),
    ("metric", "run", "values_by_ledger"),
    ("sql", "SELECT count(*) AS n FROM observation"),
    ("brief", "press", "2022-11", "--partial", "--date", "2022-12-20"),
    ("trace", "--region", "宝丰", "--period", "2022-11", "--indicator", "省外资金"),
    ("history",),
    ("revisions",),
    ("quarantine",),
    ("drift",),
    ("audit", "export"),
)
"""Every command that answers from the ledger."""

FROM_NOW = {"freeze": "what it records is a vintage itself"}


@pytest.fixture
def published(zs: Zs, tmp_path: Path) -> Zs:
    """Publish 2022-11 from the fourth submission; a fifth comes three days later."""
    open_office(zs, tmp_path)
    assert zs("freeze", "2022-11", "--by", "王科长", "--date", "2022-12-06").status == 0
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "改.csv", on="2022-12-08")
    return zs


@pytest.mark.parametrize("words", WITH_VINTAGE, ids=lambda words: words[0])
def test_every_answer_takes_all_three_spellings_and_says_so(
    published: Zs, tmp_path: Path, words: tuple[str, ...]
) -> None:
    document = words[0] == "brief"
    form = () if document else ("--json",)
    answers = [
        published(*words, "--as-of", one, *form) for one in ("4", "2022-12-07", "发布:2022-11")
    ]

    assert [run.status for run in answers] == [0, 0, 0], answers[0].err
    assert answers[0].out == answers[1].out == answers[2].out
    # A document is told by its name; its bytes are held against each other below.
    assert document or answers[0].out != published(*words, *form).out
    told = published(*words, "--as-of", "2022-12-07").out
    if document:
        told = (tmp_path / "输出" / "2022-11" / "新闻稿.html").read_text(encoding="utf-8")
    assert re.search(r"第 ?4 ?次报送", told), told


def test_a_document_is_the_same_to_the_byte_by_each_spelling(published: Zs, tmp_path: Path) -> None:
    written = set()
    for one in ("4", "2022-12-07", "发布:2022-11"):
        path = tmp_path / "稿.md"
        words = ("brief", "press", "2022-11", "--partial", "--date", "2022-12-06", "--as-of", one)
        assert published(*words, "-o", path).status == 0
        written.add((path.read_bytes(), path.with_suffix(".html").exists()))
        path.unlink()

    assert len(written) == 1


def every_command() -> Iterator[str]:
    for entries in COMMANDS.values():
        yield from entries


def test_a_command_without_vintages_says_why(published: Zs) -> None:
    known = {words[0] for words in WITH_VINTAGE} | FROM_NOW.keys()
    for name in sorted({*every_command()} - known - {"region", "config", "template"}):
        run = published(name, "--as-of", "4")

        assert run.status == 2
        assert "没有 --as-of 这个选项：" in run.err, name
    assert "用 --head 写早先的哈希" in published("audit", "verify", "--as-of", "4").err


def test_the_ledger_of_an_earlier_vintage_is_written_for_an_inspector(
    published: Zs, tmp_path: Path
) -> None:
    then = json.loads(published("audit", "export", "--json", "--as-of", "4").out)
    now = json.loads(published("audit", "export", "--json").out)

    assert (then["as_of"], now["as_of"]) == (4, 5)
    assert [row["id"] for row in then["submission"]] == [1, 2, 3, 4]
    assert [row["seq"] for row in then["journal"]] == [1, 2]
    assert [row["seq"] for row in now["journal"]] == [1, 2, 3]
    assert [row["period"] for row in then["release"]] == [202211]
    assert {row["retired_by"] for row in then["observation"]} == {None}
    assert {row["retired_by"] for row in now["observation"]} == {None, 5}
    assert then["head"] == then["journal"][0]["hash"]

    published("audit", "export", "--as-of", "发布:2022-11", "-o", tmp_path / "台账.csv")
    text = (tmp_path / "台账.csv").read_text(encoding="utf-8-sig")
    assert "970" not in text
    assert "时点：第 4 次报送时（--as-of 发布:2022-11）" in text


def test_what_came_earlier_but_was_recorded_later_is_told(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    sheet(tmp_path / "晚到.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "晚到.csv", on="2022-12-20")
    sheet(tmp_path / "补记.csv", "2022年11月", {"宝丰县": 990})
    takes(zs, "补记.csv", on="2022-12-06")

    run = zs("show", "2022-11", "--as-of", "2022-12-10")

    assert run.out.endswith(
        "时点：第 4 次报送时（--as-of 2022-12-10），以后的没有用；"
        "另有 1 次收到日期更早，但排在后面才记下，也没有用，见 zs history\n"
    )
