import os
import sys
from pathlib import Path

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace.files import require_folder, write_whole


@pytest.mark.parametrize("content", ["叶县\n", b"\x00\xff"])
def test_a_file_is_written_whole(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "新 文件夹" / "稿.md"

    write_whole(path, content)

    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert [one.name for one in path.parent.iterdir()] == ["稿.md"]


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "稿.md"
    path.write_text("旧", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "新\udcff")

    assert path.read_text("utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "稿.md").mkdir()

    with pytest.raises(OSError, match="稿"):
        write_whole(tmp_path / "稿.md", "新")

    assert [one.name for one in tmp_path.iterdir()] == ["稿.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such permissions")
def test_permissions_are_kept_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.write_text("", encoding="utf-8")
    kept.chmod(0o640)
    mask = os.umask(0o022)

    write_whole(kept, "x")
    write_whole(new, "x")
    os.umask(mask)

    assert (kept.stat().st_mode & 0o777, new.stat().st_mode & 0o777) == (0o640, 0o644)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "held")

    write_whole(tmp_path / "link", "x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "held").read_text("utf-8") == "x"


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ZsError, match="没有这个文件夹") as caught:
        require_folder(tmp_path / "输处" / "稿.md")

    assert (caught.value.code, str(caught.value.place)) == ("file-refused", str(tmp_path / "输处"))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder that nobody can write")
def test_what_cannot_be_written_is_named_as_the_user_named_it() -> None:
    with pytest.raises(OSError, match="稿") as caught:
        write_whole(Path("/proc/稿.md"), "新")

    assert caught.value.filename == "/proc/稿.md"
