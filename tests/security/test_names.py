"""Names of files, archives, profiles and templates that want to be elsewhere."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.ledgers import observations, send, workspace_in
from tests.support import Zs
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.profiles import load_profile
from zhaoshang_cli.workspace import Workspace

SHEET = "新华区2022年11月,,\n指标,本年累计,单位\n实际到位省外资金,9999,万元\n"
OUTWARD = (
    "../外.csv",
    "/外.csv",
    "..\\外.csv",
    "C:\\外.csv",
    "a/../../外.csv",
    "\x1b[2J.csv",
    "a\nb.csv",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_in(tmp_path / "工作区")


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("name", OUTWARD)
def test_an_archive_of_sheets_is_never_laid_out(
    workspace: Workspace, tmp_path: Path, zs: Zs, name: str
) -> None:
    with zipfile.ZipFile(tmp_path / "来文.zip", "w") as archive:
        archive.writestr(name, SHEET)
    before = everything(tmp_path)

    run = zs("-C", workspace.path, "ingest", tmp_path / "来文.zip")

    assert run.status == 0, run.err
    assert "\x1b" not in run.out + run.err
    made = everything(tmp_path) - before
    assert made == {f"工作区/{one}" for one in ("archive", "archive/000001.zip", "journal.jsonl")}
    with zipfile.ZipFile(workspace.archive / "000001.zip") as kept:
        assert all(".." not in one and "\n" not in one for one in kept.namelist())


@pytest.mark.parametrize(
    "name", ["\x1b[31m红.csv", "a\nb.csv", "=1+1.csv", "<b>.csv", "\u202e.csv"]
)
def test_a_file_name_is_shown_and_not_obeyed(workspace: Workspace, zs: Zs, name: str) -> None:
    path = workspace.path / name
    path.write_text(SHEET, encoding="utf-8")

    run = zs("-C", workspace.path, "ingest", path)
    told = zs("-C", workspace.path, "history", "--json")

    assert run.status == 0, run.err
    shown = (run.out + run.err).replace("\n", "").replace("\u3000", "")
    assert shown.isprintable()
    assert json.loads(told.out)["submissions"][0]["file"] == name
    assert "\x1b" not in told.out


def forged(path: Path, name: str) -> None:
    """Add an entry to a backup, and to its list."""
    with zipfile.ZipFile(path) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    manifest = json.loads(held["manifest.json"])
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    manifest["files"].append({"name": name, "bytes": 1, "sha256": digest})
    held["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in {**held, name: b"x"}.items():
            archive.writestr(one, data)


@pytest.mark.parametrize(
    "name",
    ["../外.txt", "archive/../../外.txt", "/外.txt", "C:\\外.txt", "archive\\..\\..\\外", "外.txt"],
)
def test_a_backup_cannot_lay_anything_elsewhere(
    workspace: Workspace, tmp_path: Path, zs: Zs, name: str
) -> None:
    send(workspace, "一.csv", observations([("410402", 202211, "oos_funds", 5)]))
    assert zs("-C", workspace.path, "backup", "-o", tmp_path / "备份.zip").status == 0
    forged(tmp_path / "备份.zip", name)
    before = everything(tmp_path)

    run = zs("restore", tmp_path / "备份.zip", tmp_path / "新")

    assert (run.status, run.out) == (3, "") or run.status == 6
    assert run.err.startswith("错误[backup-damaged]：")
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["../外", "/etc/外", "a/b", "..\\外", "C:外"])
def test_a_profile_is_looked_for_in_its_folder_only(tmp_path: Path, name: str) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "外.toml").write_text('unit = "亿元"', encoding="utf-8")
    (tmp_path / "profiles" / "叶县.toml").write_text(f"base = '{name}'", encoding="utf-8")

    with pytest.raises(ZsError) as refusal:
        load_profile(tmp_path / "profiles", "叶县")

    assert refusal.value.code == "profile-unknown"


@pytest.mark.parametrize("name", ["../外", "/外", "a/b", "..", ".", "con:", "a\nb"])
def test_no_profile_is_saved_elsewhere(
    workspace: Workspace, tmp_path: Path, zs: Zs, name: str
) -> None:
    (tmp_path / "表.csv").write_text(SHEET, encoding="utf-8")
    before = everything(tmp_path)
    words = ("ingest", tmp_path / "表.csv", "--unit", "亿元", "--save-profile", name)

    run = zs("-C", workspace.path, *words)

    assert (run.status, everything(tmp_path)) == (2, before)


@pytest.mark.parametrize("name", ["../press", "press/../../zs.toml", "/etc/passwd", "..", ""])
def test_no_template_is_copied_from_elsewhere(workspace: Workspace, zs: Zs, name: str) -> None:
    before = everything(workspace.path)

    run = zs("-C", workspace.path, "template", "eject", name)

    assert (run.status, everything(workspace.path)) == (2, before)


def test_a_region_called_like_a_path_writes_nothing_elsewhere(tmp_path: Path, zs: Zs) -> None:
    workspace = workspace_in(tmp_path / "工作区")
    toml = workspace.file.read_text("utf-8").replace('"新华区"', '"../../外"')
    workspace.file.write_text(toml, encoding="utf-8")
    send(workspace, "一.csv", observations([("410402", 202211, "oos_funds", 5)]))
    before = {one for one in everything(tmp_path) if not one.startswith("工作区/")}

    zs("-C", workspace.path, "form", "../../外", "2022-12")
    zs("-C", workspace.path, "brief", "press", "--partial")

    after = {one for one in everything(tmp_path) if not one.startswith("工作区/")}
    assert after == before
