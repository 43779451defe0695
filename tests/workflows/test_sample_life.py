"""The sample workspace through its life: every figure can be worked out again, every cell read again."""

import json
from pathlib import Path

import pytest

from tests.support import Zs
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.history.provenance import Originals, origins
from zhaoshang_cli.workspace import open_workspace

PRESS = Path("输出", "2022-11", "新闻稿.md")


@pytest.fixture
def office(zs: Zs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo workspace with two years of returns and a press release of the last month."""
    assert zs("demo", "演示").status == 0
    monkeypatch.chdir(tmp_path / "演示")
    assert zs("ingest", "--received", "文件", "来文").status == 0
    assert zs("brief", "press", "2022-11", "--date", "2022-12-20").status == 0
    assert zs("freeze", "2022-11", "--by", "王科长").status == 0
    return Path.cwd()


def test_every_published_figure_can_be_worked_out_again(zs: Zs, office: Path) -> None:
    run = zs("drift", "--json")
    (release,) = json.loads(run.out)["releases"]

    assert office.name == "演示"
    assert run.status == 0
    assert release["figures"] > 100
    assert (release["unchecked"], release["drifted"]) == (0, [])


def test_an_adjustment_is_told_in_every_figure_that_it_moves(zs: Zs, office: Path) -> None:
    zs("adjust", "--region", "叶县", "--period", "2022-10", "--indicator", "省外资金",
       "--amount", "-3", "--unit", "亿元", "--reason", "重复", "--doc", "9号", "--approver", "王")  # fmt: skip

    run = zs("drift", "-o", "更正说明.md", "2022-11")
    text = (office / "更正说明.md").read_text("utf-8")

    assert run.status == 1
    assert "其中“607.8亿元”更正为“604.8亿元”。" in text
    assert "其中“92.3%”更正为“91.8%”。" in text


def test_every_figure_is_traced_to_cells_that_still_say_it(zs: Zs, office: Path) -> None:
    record = json.loads(office.joinpath(PRESS).with_suffix(".figures.json").read_text("utf-8"))
    with_cells = [one["id"] for one in record["figures"] if one["cells"]]

    for one in with_cells[:: len(with_cells) // 8]:
        run = zs("trace", one, PRESS, "--json")
        figure = json.loads(run.out)["figures"][0]
        assert (run.status, figure["lost"]) == (0, [])
        assert len({json.dumps(row["where"]) for row in figure["rows"]}) == len(figure["rows"])


def test_every_value_is_found_in_its_kept_original(office: Path) -> None:
    workspace = open_workspace(office)
    originals = Originals(workspace)

    with open_ledger(workspace) as ledger:
        known = [
            originals.shown(one)
            for month in (3, 6, 9, 11)
            for one in origins(ledger, Period(2022, month))
        ]

    assert len(known) > 1000
    assert all(one.around is not None and one.agrees for one in known)
