"""zs ingest, as a user sees it."""

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.sheets import csv_of, files_of, put
from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus

HEAD = "文件      种类      地区    期间     结果  新增  更正  未变  隔离\n"
GOOD = csv_of({"新华区": 382300})
NOTHING_FOUND = "下一步：把报表放进这个文件夹，或直接写出文件名；现在没有一个能读的表格文件\n"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Path]:
    """A workspace of five counties; the working folder lies beside it."""
    workspace_in(tmp_path / "市")
    with chdir(tmp_path):
        yield tmp_path / "市"


def test_a_sheet_is_taken_in_and_the_next_step_is_named(city: Path, zs: Zs) -> None:
    put(Path("新华.csv"), GOOD)

    run = zs("-C", city, "ingest", "新华.csv")

    assert run == (
        0,
        (
            f"收数：1 个文件\n{HEAD}{'-' * 65}\n"
            "新华.csv  县区月报  新华区  2022-11  收下     1     0     0     0\n"
        ),
        "下一步：zs status 2022-11\n",
    )


def test_ingest_twice_changes_not_a_byte(city: Path, zs: Zs) -> None:
    put(Path("新华.csv"), GOOD)
    zs("-C", city, "ingest", "新华.csv")
    before = files_of(city)

    run = zs("-C", city, "ingest", "新华.csv")

    assert run == (0, "收数：1 个文件\n1 个文件没有变化\n", "下一步：zs status 2022-11\n")
    assert files_of(city) == before


def test_a_correction_is_told_as_one(city: Path, zs: Zs) -> None:
    put(Path("初报.csv"), GOOD)
    put(Path("改报.csv"), csv_of({"新华区": 382301}))
    zs("-C", city, "ingest", "初报.csv")

    run = zs("-C", city, "ingest", "改报.csv")

    assert run.out.splitlines()[-1].split() == [
        "改报.csv", "县区月报", "新华区", "2022-11", "更正", "0", "1", "0", "0",
    ]  # fmt: skip


def test_a_file_reached_by_several_ways_is_taken_once(city: Path, zs: Zs) -> None:
    put(Path("来文/新华.csv"), GOOD)
    Path("同一个.csv").symlink_to("来文/新华.csv")
    Path("同一夹").symlink_to("来文")

    run = zs("-C", city, "ingest", "来文/新华.csv", "来文", "同一个.csv", "同一夹", "来*")

    assert run.out.splitlines()[0] == "收数：1 个文件"


def test_an_empty_folder_is_no_error_and_writes_nothing(city: Path, zs: Zs) -> None:
    Path("来文").mkdir()
    before = files_of(city)

    assert zs("-C", city, "ingest", "来文") == (0, "收数：0 个文件\n", NOTHING_FOUND)
    assert {**files_of(city), "zs.lock": b""} == {**before, "zs.lock": b""}


def test_what_is_no_sheet_is_passed_over_and_counted(city: Path, zs: Zs) -> None:
    put(Path("来文/通知.doc"), "通知")
    put(Path("来文/.隐藏/新华.csv"), GOOD)
    put(Path("来文/~$新华.xlsx"), "")

    run = zs("-C", city, "ingest", "来文")

    assert run.out == "收数：0 个文件\n文件夹里另有 1 个不是表格的文件，没有读\n"
    assert (run.status, run.err) == (0, NOTHING_FOUND)


def test_a_folder_named_like_a_file_is_a_folder(city: Path, zs: Zs) -> None:
    put(Path("月报.csv/新华.csv"), GOOD)

    assert "月报.csv/新华.csv" in zs("-C", city, "ingest", "月报.csv").out


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("没有.csv", "没有这个文件"),
        ("没有*.csv", "没有一个文件名符合这个写法"),
        ("断了.csv", "链接指向的文件不在了"),
    ],
)
def test_a_path_that_leads_nowhere_stops_the_run_before_anything_is_read(
    city: Path, zs: Zs, path: str, what: str
) -> None:
    put(Path("新华.csv"), GOOD)
    Path("断了.csv").symlink_to("不在")
    before = files_of(city)

    run = zs("-C", city, "ingest", "新华.csv", path)

    assert run == (
        3,
        "",
        (
            f"错误[file-missing]：{what}\n  在 {path}\n"
            "  办法：核对文件名和所在文件夹；一个文件也没有读\n"
        ),
    )
    assert files_of(city) == before


def test_what_is_neither_file_nor_folder_is_refused(city: Path, zs: Zs) -> None:
    os.mkfifo("管道.csv")

    run = zs("-C", city, "ingest", "管道.csv")

    assert run.status == ExitStatus.INPUT
    assert "错误[file-missing] 管道.csv：这不是普通文件" in run.err


def test_a_bad_member_of_an_archive_does_not_stop_the_good_one(city: Path, zs: Zs) -> None:
    with zipfile.ZipFile("月报.zip", "w") as archive:
        archive.writestr("新华.csv", GOOD)
        archive.writestr("坏.csv", b"%PDF-1.4\n")

    run = zs("-C", city, "ingest", "月报.zip", "--json")

    good, bad = json.loads(run.out)["submissions"]
    assert run.status == ExitStatus.INPUT
    assert (good["file"], good["status"], good["added"]) == ("月报.zip!新华.csv", "stored", 1)
    assert (bad["file"], bad["status"], bad["kind"]) == ("月报.zip!坏.csv", "rejected", None)
    assert bad["findings"][0]["code"] == "file-kind"
    assert run.err.endswith("下一步：按上面的办法改好没有收的文件，再运行一次 zs ingest\n")


def test_a_hostile_file_name_cannot_draw_on_the_screen(city: Path, zs: Zs) -> None:
    put(Path("坏\x1b[31m\n错误[x].csv"), GOOD)

    run = zs("-C", city, "ingest", "坏\x1b[31m\n错误[x].csv")

    assert "坏\\x1b[31m\\n错误[x].csv" in run.out
    assert "\x1b" not in run.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--received", "明天"), "--received 看不懂“明天”"),
        (("--received", "2022-13-01"), "--received 看不懂“2022-13-01”"),
        (("--period", "某月"), "--period 看不懂“某月”"),
        (("--kind", "日报"), "--kind 看不懂“日报”"),
        (("--unit", "块"), "--unit 看不懂“块”"),
        (("--header-rows", "0"), "--header-rows 看不懂“0”"),
        (("--header-rows", "4-3"), "--header-rows 看不懂“4-3”"),
        (("--map", "到位额"), "--map 看不懂“到位额”"),
        (("--map", "=省外资金"), "--map 看不懂“=省外资金”"),
        (("--map", "到位额=粮食"), "“到位额=粮食”里没有这样的指标或口径"),
        (("--region", "光明"), "工作区里没有“光明”这个地区"),
        (("-o", "结果.pdf"), "不会写“.pdf”格式的文件"),
        (("--json", "-o", "结果.csv"), "--json 写出的是 JSON，文件名却以“.csv”结尾"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_read(
    city: Path, zs: Zs, options: tuple[str, ...], told: str
) -> None:
    put(Path("新华.csv"), GOOD)
    before = files_of(city)

    run = zs("-C", city, "ingest", "新华.csv", *options)

    assert (run.status, run.out) == (ExitStatus.USAGE, "")
    assert told in run.err
    assert files_of(city) == before


def test_options_decide_what_a_sheet_does_not_say(city: Path, zs: Zs) -> None:
    put(Path("表.csv"), "名目,到位额,其他\n新华区,38.23,5\n")
    put(Path("目标.csv"), "地区,实际到位省外资金年度目标（万元）\n新华区,400000\n")

    run = zs(
        "-C", city, "ingest", "表.csv", "--period", "2022-11", "--kind", "月报", "--sheet", "1",
        "--unit", "亿元", "--header-rows", "1-1", "--map", "到位额=省外资金", "--map", "其他=-",
        "--plan", "--json",
    )  # fmt: skip
    aims = zs(
        "-C", city, "ingest", "目标.csv", "--kind", "目标", "--period", "2022年", "--level", "市定",
        "--plan", "--json",
    )  # fmt: skip

    (value,) = json.loads(run.out)["changes"]
    (aim,) = json.loads(aims.out)["changes"]
    assert (value["region"], value["period"], value["to"]) == ("410402", "2022-11", 382300)
    assert (aim["region"], aim["year"], aim["basis"], aim["to"]) == ("410402", 2022, "市定", 400000)


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_quarantined_cells_fail_the_run_only_where_asked(
    city: Path, zs: Zs, strict: tuple[str, ...], status: int
) -> None:
    put(Path("月报.csv"), csv_of({"新华区": 382300, "卫东区": "三十多万"}))

    run = zs("-C", city, "ingest", "月报.csv", *strict)

    assert (run.status, run.err) == (
        status,
        (
            "错误[amount-unreadable] 月报.csv!B3：“三十多万”不是数（请报送单位改成数字后重报）\n"
            "下一步：zs quarantine，看没有收进来的格子和改法\n"
        ),
    )


def test_the_day_is_todays_a_given_one_or_the_files_own(city: Path, zs: Zs) -> None:
    for name, region in (("甲", "新华区"), ("乙", "卫东区")):
        put(Path(f"{name}.csv"), csv_of({region: 5}))
        os.utime(f"{name}.csv", (1670227200, 1670227200))
    zs("-C", city, "ingest", "甲.csv", "--received", "2022-12-06")
    zs("-C", city, "ingest", "乙.csv", "--received", "文件")

    rows = json.loads(zs("-C", city, "status", "2022-11", "--json").out)["rows"]

    received = {row["name"]: row["received_at"] for row in rows}
    assert received["新华区"].startswith("2022-12-06")
    assert received["卫东区"].startswith("2022-12-05")


def test_json_has_what_scripts_rely_on(city: Path, zs: Zs) -> None:
    put(Path("新华.csv"), csv_of({"新华区": "约382300"}))

    run = zs("-C", city, "ingest", "新华.csv", "--json")

    assert json.loads(run.out) == {
        "schema": "zs.ingest/1",
        "submissions": [
            {
                "file": "新华.csv",
                "kind": "returns",
                "regions": ["410402"],
                "periods": ["2022-11"],
                "status": "stored",
                "submission": 1,
                "added": 1,
                "changed": 0,
                "unchanged": 0,
                "quarantined": 0,
                "findings": [
                    {
                        "code": "approximate",
                        "severity": "warning",
                        "where": {"file": "新华.csv", "sheet": None, "cell": "B2"},
                        "message": "“约382300”只是约数，暂按所写的数收下",
                        "hint": "请报送单位补报准确数",
                        "raw": "约382300",
                    }
                ],
                "findings_unlisted": 0,
            }
        ],
    }


def test_targets_lead_to_the_status_without_a_month(city: Path, zs: Zs) -> None:
    put(
        Path("目标.csv"),
        "2022年目标,,\n地区,级别,实际到位省外资金年度目标（万元）\n新华区,市定,4\n",
    )

    run = zs("-C", city, "ingest", "目标.csv")

    assert (run.status, run.err) == (0, "下一步：zs status\n")
    assert "年度目标  新华区  —" in run.out


def test_of_a_large_batch_only_what_must_be_looked_at_is_told(city: Path, zs: Zs) -> None:
    for month in range(1, 13):
        for year in (2019, 2020, 2021):
            heading = f"{year}年{month}月实际到位省外资金本年累计（万元）"
            put(Path(f"来文/{year}-{month:02}.csv"), csv_of({"新华区": month}, heading))
    put(Path("来文/坏.csv"), "")
    put(Path("来文/疑.csv"), csv_of({"新华区": 5, "卫东区": "多"}))

    run = zs("-C", city, "ingest", "来文")

    lines = run.out.splitlines()
    assert lines[0] == "收数：38 个文件"
    assert [line.split()[0] for line in lines[3:5]] == ["来文/坏.csv", "来文/疑.csv"]
    assert lines[5:] == ["36 个文件收下"]


def test_many_doubts_are_cut_short_and_many_hints_are_counted(city: Path, zs: Zs) -> None:
    counties = ("新华区", "卫东区", "宝丰县", "汝州市", "高新区")
    for number in range(1, 7):
        heading = f"2022年{number}月实际到位省外资金本年累计"
        put(Path(f"来文/{number}.csv"), csv_of(dict.fromkeys(counties, f"约{number}"), heading))

    run = zs("-C", city, "ingest", "来文")

    lines = run.err.splitlines()
    assert [line.partition("[")[0] for line in lines[:20]] == ["核实"] * 20
    assert lines[20:] == [
        "还有 10 条，加 --json 看全部",
        "提示：unit-assumed 6 处（zs explain 代码，看是什么意思）",
        "下一步：zs status 2022-06",
    ]


def test_of_a_file_with_very_many_doubts_the_rest_is_counted(city: Path, zs: Zs) -> None:
    counties = ("新华区", "卫东区", "宝丰县", "汝州市", "高新区")
    months = [f"{year}-{month:02}" for year in range(2003, 2023) for month in range(1, 13)]
    rows = [f"{county},{month},约3" for county in counties for month in months]
    put(Path("历年.csv"), "\n".join(["地区,月份,实际到位省外资金本年累计（万元）", *rows]))

    run = zs("-C", city, "ingest", "历年.csv", "--json")

    assert (
        run.err.splitlines()[20]
        == "还有 1180 条，加 --json 看前 1000 条；收下以后，用 zs sql 查 finding 看全部"
    )
    (file,) = json.loads(run.out)["submissions"]
    assert (len(file["findings"]), file["findings_unlisted"]) == (1000, 200)
    counted = zs("-C", city, "sql", "SELECT count(*) AS many FROM finding", "--json")
    assert json.loads(counted.out)["rows"] == [{"many": 1200}]


def test_files_of_the_workspace_are_called_from_there(city: Path, zs: Zs) -> None:
    put(city / "来文/新华.csv", GOOD)

    run = zs("-C", city, "ingest", city / "来文", "--json")

    assert json.loads(run.out)["submissions"][0]["file"] == "来文/新华.csv"


def test_two_files_called_alike_are_told_apart(city: Path, zs: Zs) -> None:
    put(Path("来文/新华.csv"), GOOD)
    put(city / "来文/新华.csv", csv_of({"卫东区": 7, "宝丰县": 8}))

    run = zs("-C", city, "ingest", "来文", city / "来文", "--json")

    assert [one["added"] for one in json.loads(run.out)["submissions"]] == [1, 2]


def test_the_answer_may_go_to_a_file(city: Path, zs: Zs) -> None:
    put(Path("新华.csv"), GOOD)

    run = zs("-C", city, "ingest", "新华.csv", "-o", "收数.md")

    assert (run.status, run.out) == (0, "")
    assert Path("收数.md").read_text(encoding="utf-8").startswith("## 收数：1 个文件\n")


def test_who_cannot_be_named_is_written_down_as_unknown(
    city: Path, zs: Zs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    put(Path("新华.csv"), GOOD)

    assert zs("-C", city, "ingest", "新华.csv").status == 0
    assert '"actor":"未知"' in (city / "journal.jsonl").read_text(encoding="utf-8").replace(" ", "")


def test_a_file_beyond_what_is_read_into_memory_is_refused_at_once(city: Path, zs: Zs) -> None:
    with Path("大.xlsx").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(201 << 20)

    run = zs("-C", city, "ingest", "大.xlsx")

    assert run.status == ExitStatus.INPUT
    assert run.err.startswith("错误[file-too-big] 大.xlsx：文件有 201 MB，上限是 200 MB")
