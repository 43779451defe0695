"""A backup is whole and read back; a restored workspace answers the same."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.store.runs import SECOND, came, contents, files, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.checks.audit import audit
from zhaoshang_cli.store.packages.backup import MANIFEST, back_up, restore
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    take(workspace, came("甲.xlsx", value(1)))
    take(workspace, came("乙.xlsx", value(2), on=SECOND))
    for folder, name in ((workspace.profiles, "叶县.toml"), (workspace.templates / "函", "a.j2")):
        folder.mkdir(parents=True)
        folder.joinpath(name).write_text("x = 1\n", encoding="utf-8")
    workspace.output.mkdir()
    workspace.output.joinpath("稿.md").write_text("稿", encoding="utf-8")
    return workspace


@pytest.fixture
def backup(filled: Workspace, tmp_path: Path) -> Path:
    return back_up(filled, tmp_path / "备份.zip").path


def rewrite(backup: Path, entries: dict[str, bytes], *, manifest: bool = True) -> Path:
    """Write a backup anew with other entries, listed as they are."""
    import hashlib

    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    listing = json.loads(held.pop(MANIFEST))
    held |= entries
    listing["files"] = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in held.items()
    ]
    target = backup.with_name("别的.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
        if manifest:
            archive.writestr(MANIFEST, json.dumps(listing))
    return target


def test_a_backup_holds_everything_but_documents_and_locks(filled: Workspace, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        names = set(archive.namelist())

    assert names == {
        "zs.toml", "zs.duckdb", "zs.sum", "journal.jsonl", "archive/000001.zip",
        "archive/000002.zip", "profiles/叶县.toml", "templates/函/a.j2", MANIFEST,
    }  # fmt: skip
    assert not filled.lock.with_suffix(".holder").exists()


def test_a_backup_tells_its_head(filled: Workspace, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "备份.zip")

    assert made.head == audit(filled).head
    assert (made.files, made.size) == (8, made.path.stat().st_size)


def test_a_restored_workspace_is_the_same(filled: Workspace, backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "新" / "工作区")

    restored = load(tmp_path / "新" / "工作区")
    assert contents(restored) == contents(filled)
    assert audit(restored).sound
    assert files(restored) == {
        name: data for name, data in files(filled).items() if not name.startswith("输出/")
    }
    take(restored, came("丙.xlsx", value(3), on=SECOND))
    assert audit(restored).sound


def test_a_backup_never_replaces_a_file(filled: Workspace, backup: Path) -> None:
    before = backup.read_bytes()

    with pytest.raises(ZsError) as caught:
        back_up(filled, backup)

    assert caught.value.code == "output-exists"
    assert backup.read_bytes() == before


def test_a_restore_never_touches_a_folder_with_something_in_it(
    filled: Workspace, backup: Path, tmp_path: Path
) -> None:
    before = files(filled)
    occupied = tmp_path / "有东西"
    occupied.mkdir()
    occupied.joinpath("x").write_text("x", encoding="utf-8")

    for folder in (filled.path, occupied, backup):
        with pytest.raises(ZsError) as caught:
            restore(backup, folder)
        assert caught.value.code == "restore-exists"

    assert files(filled) == before
    assert [path.name for path in occupied.iterdir()] == ["x"]


def test_an_empty_folder_may_be_restored_into(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()

    restore(backup, folder)

    assert audit(load(folder)).sound


@pytest.mark.parametrize(
    "name",
    ["../逃.txt", "/etc/zs-escape", "archive/../../逃", "C:\\逃", "archive\\..\\逃", "别的/x", "archive",
     "./zs.toml", "archive//x", "zs.lock"],
)  # fmt: skip
def test_nothing_lands_outside(backup: Path, tmp_path: Path, name: str) -> None:
    crafted = rewrite(backup, {name: b"escaped"})

    with pytest.raises(ZsError) as caught:
        restore(crafted, tmp_path / "a" / "b" / "c")

    assert caught.value.code == "backup-damaged"
    assert not list(tmp_path.rglob("逃*"))
    assert not Path("/etc/zs-escape").exists()
    assert not list((tmp_path / "a" / "b").iterdir())


def test_a_file_that_is_no_backup_is_told(backup: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.txt"
    text.write_text("不是备份", encoding="utf-8")

    for source in (text, rewrite(backup, {}, manifest=False)):
        with pytest.raises(ZsError) as caught:
            restore(source, tmp_path / "新")
        assert caught.value.code == "backup-damaged"

    with pytest.raises(ZsError) as caught:
        restore(tmp_path / "没有.zip", tmp_path / "新")
    assert caught.value.code == "file-missing"


def test_no_changed_byte_of_a_backup_goes_into_a_workspace(
    filled: Workspace, backup: Path, tmp_path: Path
) -> None:
    whole, held = backup.read_bytes(), files(filled)
    held = {name: data for name, data in held.items() if not name.startswith("输出/")}
    for number, at in enumerate(range(0, len(whole), len(whole) // 60)):
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :])
        folder = tmp_path / f"r{number}"
        try:
            restore(backup, folder)
        except ZsError:
            assert not folder.exists()
        else:
            assert files(load(folder)) == held


def test_a_backup_while_others_write_is_one_moment(filled: Workspace, tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.store.test_kill import REPOSITORY

    script = (
        "import sys; from pathlib import Path; from tests.store.runs import *;"
        "from zhaoshang_cli.workspace.opening import load\n"
        "for n in range(9): take(load(Path(sys.argv[1])), came(str(n), value(n), data=b'%d' % n))"
    )
    with subprocess.Popen([sys.executable, "-c", script, filled.path], cwd=REPOSITORY) as writer:
        for number in range(4):
            target = tmp_path / f"{number}.zip"
            back_up(filled, target)
            restore(target, tmp_path / f"r{number}")
            found = audit(load(tmp_path / f"r{number}"))
            assert (found.sound, found.findings) == (True, ())
    assert writer.returncode == 0
