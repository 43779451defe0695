import csv
from datetime import datetime
from pathlib import Path

from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.workflows.office.demo import FOLDERS
from zhaoshang_cli.workspace import open_workspace


def test_demo_makes_a_workspace_of_the_sample_data(
    zs: Zs, tmp_path: Path, sample_data: Path
) -> None:
    run = zs("demo", "演 示")

    folder = tmp_path / "演 示"
    tree = open_workspace(folder).regions
    assert run.status == ExitStatus.OK
    assert run.err == '下一步：cd "演 示"，再运行 zs ingest 来文 --received 文件\n'
    assert (tree.own.code, len(tree.children), len(tree.peers)) == ("410400", 12, 18)
    assert tree.panels() == ("县区", "省直管", "功能区")
    copied = {path.name for path in (folder / "来文").rglob("*") if path.is_file()}
    given = [sample_data / name for name in ("returns", "province", "targets")]
    assert copied == {path.name for one in given for path in one.rglob("*") if path.is_file()}


def test_every_file_is_dated_by_the_day_it_came_in(
    zs: Zs, tmp_path: Path, sample_data: Path
) -> None:
    zs("demo")

    with (sample_data / "arrivals.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            top, _, rest = row["file"].partition("/")
            copied = tmp_path / "zs-demo" / FOLDERS[top] / rest
            came = datetime.fromtimestamp(copied.stat().st_mtime).astimezone()
            assert came.date().isoformat() == row["received"]


def test_demo_never_writes_into_a_folder_that_holds_anything(zs: Zs, tmp_path: Path) -> None:
    (tmp_path / "zs-demo").mkdir()
    (tmp_path / "zs-demo" / "稿.md").write_text("稿", encoding="utf-8")

    run = zs("demo")

    assert run.status == ExitStatus.USAGE
    assert run.err == (
        "错误[workspace-exists]：这里已经有东西了\n"
        f"  在 {tmp_path / 'zs-demo'}\n"
        "  办法：换一个空的或新的文件夹\n"
    )
    assert [path.name for path in tmp_path.rglob("*")] == ["zs-demo", "稿.md"]


def test_demo_may_fill_an_empty_folder(zs: Zs, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()

    assert zs("demo", "空").status == ExitStatus.OK
    assert (tmp_path / "空" / "zs.toml").exists()


def test_the_names_the_sample_sheets_use_are_known(zs: Zs) -> None:
    zs("demo")

    find = open_workspace(Path("zs-demo")).regions.find
    names = ["高新区", "市高新区", "新城区", "示范区", "汝州", "济源示范区", "叶 县"]
    assert [[found.code for found in find(name)] for name in names] == [
        ["410471"], ["410471"], ["410472"], ["410472"], ["410482"], ["419001"], ["410422"],
    ]  # fmt: skip
