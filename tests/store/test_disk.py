"""A full disk and a read-only folder: one sentence, and everything as it was."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.runs import came, contents, files, new_workspace, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.files.disk import digest, spoken
from zhaoshang_cli.workspace import Workspace

TAKE = """
import resource, signal, sys
from pathlib import Path
from tests.store.runs import came, take, value
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace.opening import load

if limit := int(sys.argv[2]):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    take(load(Path(sys.argv[1])), came("叶县.xlsx", value(2), data=bytes(range(256)) * 4000))
except ZsError as error:
    print(error.code)
else:
    print("taken")
"""
REPOSITORY = Path(__file__).parents[2]


def take_elsewhere(workspace: Workspace, *, limit: int = 0) -> str:
    """Take a file of 1 MB in another process, and return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", TAKE, workspace.path, str(limit)],
        capture_output=True, text=True, check=False, cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("limit", [0, 1_000, 100_000, 270_000, 600_000, 900_000])
def test_a_limit_on_file_size_leaves_everything_as_it_was(workspace: Workspace, limit: int) -> None:
    take(workspace, came("以前.xlsx", value(1)))
    before, held = files(workspace), contents(workspace)

    said = take_elsewhere(workspace, limit=limit)

    if limit == 0:
        assert said == "taken"
        return
    assert said == "disk-full"
    after = files(workspace)
    assert {name: after[name] for name in before if name != "zs.sum"} == {
        name: data for name, data in before.items() if name != "zs.sum"
    }
    assert set(after) - set(before) <= {"archive/000002.zip"}
    take(workspace)
    assert contents(workspace) == held


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Mount a disk of 6 MB, where this is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder],
            capture_output=True, check=False,
        )  # fmt: skip
        if mounted.returncode:
            pytest.skip("只有管理员能挂一个小磁盘")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_everything_as_it_was(small_disk: Path) -> None:
    workspace = new_workspace(small_disk / "工作区")
    take(workspace, came("以前.xlsx", value(1)))
    before = contents(workspace)
    journal = workspace.journal.read_bytes()
    spare = shutil.disk_usage(small_disk).free
    said = set()
    for left in range(0, 4_500_000, 300_000):
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"0" * (spare - left))
        said.add(take_elsewhere(workspace))
        ballast.unlink()
        if workspace.journal.read_bytes() != journal:
            break
        assert contents(workspace) == before

    assert said == {"disk-full", "taken"}


def test_a_read_only_disk_is_told_and_can_still_be_read(small_disk: Path) -> None:
    workspace = new_workspace(small_disk / "工作区")
    take(workspace, came("以前.xlsx", value(1)))
    before = contents(workspace)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    assert take_elsewhere(workspace) == "workspace-read-only"
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EROFS, "workspace-read-only"),
        (errno.EIO, "workspace-read-only"),
    ],
)
def test_what_the_system_says_of_a_disk_is_told_in_chinese(
    tmp_path: Path, number: int, code: str
) -> None:
    with pytest.raises(ZsError) as caught, spoken(tmp_path):
        raise OSError(number, os.strerror(number))

    assert caught.value.code == code


def test_a_digest_is_that_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc")

    assert digest(path).startswith("ba7816bf")
