"""``zs freeze`` and ``zs drift``: what was published stays, and what is no longer so is told."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support import Run, Zs
from tests.workflows.office import open_office, put, sheet, takes
from tests.workflows.test_withdraw import adjusts
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.decisions.releasing import kept_of
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workflows.briefs.brief import Request, write_press
from zhaoshang_cli.workflows.briefs.publishing import taken_up
from zhaoshang_cli.workspace.opening import load

HOME = Path("输出", "2022-11")


def publishes(zs: Zs, folder: Path) -> Run:
    open_office(zs, folder)
    assert zs("brief", "press", "2022-11", "--date", "2022-12-20").status == 0
    return zs("freeze", "2022-11", "--by", "王科长")


def documents() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(HOME.iterdir())}


def test_it_keeps_the_date_and_the_vintage_of_the_documents(zs: Zs, tmp_path: Path) -> None:
    run = publishes(zs, tmp_path)

    assert run.status == 0
    assert run.out.splitlines()[0] == "2022-11 第 1 次发布：2022-12-20，王科长定，用到第 4 次报送"
    assert run.err == (
        "下一步：以后看发布时的数：zs show 2022-11 --as-of 发布:2022-11；看变没变：zs drift\n"
    )


def test_the_documents_are_written_again_byte_for_byte(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    before = documents()
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 990})
    takes(zs, "改.csv", on="2022-12-25")
    toml = (tmp_path / "zs.toml").read_text("utf-8")
    put(
        tmp_path / "zs.toml", toml.replace("[prose]", '[rates]\nplaces = 3\n\n[prose]\ndash = "～"')
    )
    (tmp_path / "templates" / "press").mkdir(parents=True)
    put(tmp_path / "templates" / "press" / "press.md.j2", "坏了\n")

    run = zs("brief", "press", "2022-11", "--as-of", "发布:2022-11")

    assert run.status == 0, run.err
    assert documents() == before


def test_a_publication_with_the_appendix_is_written_again_with_it(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("brief", "press", "2022-11", "--date", "2022-12-20", "--sources")
    before = documents()
    zs("freeze", "2022-11", "--by", "王科长")

    zs("brief", "press", "2022-11", "--as-of", "发布:2022-11")

    assert documents() == before
    assert "附：数据来源" in before["新闻稿.md"].decode()


def test_a_later_edit_never_enters_what_was_published(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")

    now = json.loads(zs("show", "2022-11", "--json").out)
    then = json.loads(zs("show", "2022-11", "--as-of", "发布:2022-11", "--json").out)

    assert (now["rows"][0]["ytd"], then["rows"][0]["ytd"]) == (4700, 4750)
    assert now["released"] == then["released"]
    assert now["released"]["vintage"] == 4


def test_a_published_period_says_so_wherever_it_is_shown(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")
    said = "2022-11 已于 2022-12-20 发布，用的是第 4 次报送时的数，要看加 --as-of 发布:2022-11\n"

    for command in ("show", "rank", "status"):
        assert zs(command, "2022-11").out.endswith(said)
    assert zs("show", "--as-of", "发布:2022-11").out.endswith(
        "2022-11 已于 2022-12-20 发布，这里就是发布时的数\n"
        "时点：第 4 次报送时（--as-of 发布:2022-11），以后的没有用\n"
    )
    assert json.loads(zs("show", "2022-10", "--json").out)["released"] is None


def test_the_same_again_is_not_recorded_twice(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    journal = (tmp_path / "journal.jsonl").read_bytes()

    run = zs("freeze", "2022-11", "--by", "王科长")

    assert run.status == 0
    assert run.err.startswith("与上次记下的完全一样，没有再记\n")
    assert (tmp_path / "journal.jsonl").read_bytes() == journal


def test_a_corrected_release_is_another_edition(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")
    zs("brief", "press", "2022-11", "--date", "2022-12-28")

    run = zs("freeze", "2022-11", "--by", "王科长")

    assert run.out.splitlines()[0] == "2022-11 第 2 次发布：2022-12-28，王科长定，用到第 5 次报送"
    for text, expected in (("发布:2022-11", 4700), ("发布：2022-11:1", 4750)):
        rows = json.loads(zs("show", "2022-11", "--as-of", text, "--json").out)["rows"]
        assert rows[0]["ytd"] == expected


def test_documents_of_two_vintages_are_refused(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("brief", "press", "2022-11", "-o", "旧.md")
    adjusts(zs, "-50")
    zs("brief", "press", "2022-11", "-o", "新.md")

    run = zs("freeze", "2022-11", "--by", "王", "--document", "旧.md", "--document", "新.md")

    assert run.status == 2
    assert run.err.startswith("错误[freeze-mixed]")


def test_a_document_that_was_worked_on_is_kept_as_it_is(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("brief", "press", "2022-11")
    with (HOME / "新闻稿.md").open("a", encoding="utf-8") as file:
        file.write("（此稿已审）\n")

    run = zs("freeze", "2022-11", "--by", "王科长", "--date", "2022-12-20")

    assert run.err.startswith("新闻稿.md 在 zs 写出以后改动过，按现在的样子存档\n")


def test_numbers_alone_can_be_frozen(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    run = zs("freeze", "2022-10", "--by", "王科长", "--date", "2022-11-20")

    assert run.status == 0
    assert run.err.startswith("没有稿子，只记下了数")


def test_the_store_can_be_made_again_with_its_releases(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")
    before = zs("history", "--json").out

    assert zs("rebuild").status == 0

    assert zs("history", "--json").out == before
    assert zs("audit", "verify").status == 0


def test_nothing_drifts_while_nothing_changes(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)

    run = zs("drift")

    assert run.status == 0
    assert run.out.splitlines()[0].endswith("个数：都没有变")
    assert run.err == "下一步：不必发更正说明；看变了什么：zs diff 发布:期间\n"


def test_every_published_figure_that_changed_is_listed(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")

    run = zs("drift", "--json")
    (release,) = json.loads(run.out)["releases"]

    assert run.status == 1
    assert release["unchecked"] == 0
    found = {(one["region"], one["field"]): (one["from"], one["to"]) for one in release["drifted"]}
    assert found["410400", "completion_pct"] in {("95.0%", "94.0%"), ("95.0", "94.0")}
    assert found["410421", "rank_completion_children"] == ("1", "3")


def test_as_of_the_publication_itself_nothing_has_drifted(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")

    then = zs("drift", "--as-of", "发布:2022-11")

    assert then.status == 0
    assert then.out.splitlines()[0].endswith("个数：都没有变")


def test_the_correction_is_drafted(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")

    run = zs("drift", "2022-11", "-o", "更正说明.md")
    lines = (tmp_path / "更正说明.md").read_text("utf-8").splitlines()

    assert run.status == 1
    assert lines[:3] == [
        "# 关于更正2022年1-11月招商引资有关数据的说明",
        "",
        "2022年12月20日发布的2022年1-11月招商引资数据，因核减、补报，以下各数有变，现予更正。",
    ]
    assert any("其中“95.0%”更正为“94.0%”" in line for line in lines)
    assert (
        lines[-4:]
        == [
            "更正前的数以2022年1-11月发布时（第4次报送）为准，更正后的数截至第5次报送。",
            "",
            "平顶山市商务局",
            "",
        ]
        or lines[-1] == "〔更正日期〕"
    )


def test_what_was_never_published_cannot_drift(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)

    assert zs("drift").out.startswith("还没有发布过\n")
    assert zs("drift", "2022-11").status == 2


def test_a_workspace_says_from_when_on_a_correction_is_due(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    adjusts(zs, "-50")
    toml = (tmp_path / "zs.toml").read_text("utf-8")
    assert json.loads(zs("drift", "--json").out)["due"] is True

    high = "\n[correction]\namount_pct = 100\npoints = 99.5\nplaces = 100\nturned = false\n"
    put(tmp_path / "zs.toml", toml + high)

    answer = json.loads(zs("drift", "--json").out)
    assert (answer["due"], bool(answer["releases"][0]["drifted"])) == (False, True)


@pytest.mark.parametrize(
    "wrong", ["points = -1", 'places = "x"', "turned = 1", "amount = 1", 'amount_pct = "１"']
)
def test_a_wrong_threshold_is_told(zs: Zs, tmp_path: Path, wrong: str) -> None:
    publishes(zs, tmp_path)
    toml = (tmp_path / "zs.toml").read_text("utf-8")
    put(tmp_path / "zs.toml", f"{toml}\n[correction]\n{wrong}\n")

    run = zs("drift")

    assert (run.status, run.err.partition("]")[0]) == (2, "错误[correction-wrong")


def test_a_publication_from_before_a_setting_is_written_again(zs: Zs, tmp_path: Path) -> None:
    publishes(zs, tmp_path)
    workspace = load(tmp_path)
    with open_ledger(workspace) as ledger:
        (release,) = releases(ledger)
    kept = dict(kept_of(workspace, release.run))
    name = "shipped/data/defaults.toml"
    table, newest, rest = kept[name].partition(b"[store.wait_seconds]")
    assert newest
    assert b"\n[" not in rest

    with taken_up(workspace, {**kept, name: table}) as was:
        write_press(was, Request(period="2022-11", released=date(2022, 12, 20)))

    assert was.settings == workspace.settings


def test_a_new_draft_of_a_published_period_says_so(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("brief", "press", "2022-11", "--date", "2022-12-06")
    zs("freeze", "2022-11", "--by", "王科长")
    same = zs("brief", "press", "2022-11", "--date", "2022-12-06")
    sheet(tmp_path / "改.csv", "2022年11月", {"宝丰县": 970})
    takes(zs, "改.csv", on="2022-12-08")

    new = zs("brief", "press", "2022-11", "--date", "2022-12-09")

    assert "2022-11 已于 2022-12-06 发布，这里就是发布时的数" in same.err
    assert "用的是第 4 次报送时的数，要看加 --as-of 发布:2022-11" in new.err
    assert "这份用到第 5 次报送，是新稿；发布过的变了哪些：zs drift 2022-11" in new.err


def test_a_traced_number_of_a_published_period_says_so(zs: Zs, tmp_path: Path) -> None:
    open_office(zs, tmp_path)
    zs("freeze", "2022-11", "--by", "王科长", "--date", "2022-12-06")
    cell = ("trace", "--region", "宝丰", "--period", "2022-11", "--indicator", "省外资金")

    assert "2022-11 已于 2022-12-06 发布，这里就是发布时的数" in zs(*cell).out
    assert json.loads(zs(*cell, "--json").out)["released"]["vintage"] == 4
