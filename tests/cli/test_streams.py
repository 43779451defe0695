import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhaoshang_cli.cli import _expanded
from zhaoshang_cli.cli.streams import encoding

ZS = [sys.executable, "-m", "zhaoshang_cli"]


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*ZS, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])
def test_chinese_is_utf_8_whatever_the_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    help_page = run("--help", folder=tmp_path, **locale)
    error = run("rnak", folder=tmp_path, **locale)

    assert help_page.stdout.decode("utf-8").startswith("用法：zs")
    assert error.stderr.decode("utf-8").startswith("错误[command-unknown]：没有这个命令：zs rnak\n")
    assert (help_page.returncode, error.returncode) == (0, 2)


def test_an_encoding_that_was_asked_for_is_kept_and_never_crashes(tmp_path: Path) -> None:
    told = run("𬭸", folder=tmp_path, PYTHONIOENCODING="gbk").stderr

    assert told.decode("gbk").startswith("错误[command-unknown]：没有这个命令：zs ?\n")


def test_a_workspace_in_a_folder_with_blanks_under_an_ascii_locale(tmp_path: Path) -> None:
    folder = tmp_path / "招 商"
    folder.mkdir()

    made = run("init", "平 台", "--region", "宜昌市", folder=folder, LC_ALL="C")
    listed = run("-C", "平 台", "region", "list", "--json", folder=folder, LC_ALL="C")

    assert (made.returncode, listed.returncode) == (0, 0)
    assert '"name": "宜昌市"' in listed.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipe")
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(
        [*ZS, "explain"], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert (closed.returncode, closed.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [*ZS, "explain"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert told.returncode == 2
    assert told.stderr.decode() == "错误[file-refused]：磁盘满了\n  办法：腾出空间再试\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' shell has no such redirection")
@pytest.mark.parametrize(
    ("line", "status"),
    [("--help >&-", 0), ("rnak 2>&-", 2), ("rnak 2>/dev/full", 2), ("explain >&- 2>&-", 0)],
)
def test_a_stream_that_is_closed_or_full_changes_nothing_else(
    tmp_path: Path, line: str, status: int
) -> None:
    shell = ["bash", "-c", f"{' '.join(ZS)} {line}"]

    left = subprocess.run(shell, cwd=tmp_path, capture_output=True, check=False)

    assert (left.returncode, left.stderr) == (status, b"")


@pytest.mark.parametrize(
    ("present", "screen", "wanted"),
    [
        ("ascii", True, "utf-8"),
        ("latin-1", True, "utf-8"),
        ("gbk", True, "gbk"),
        ("gbk", False, "utf-8"),
        ("utf-8", False, "utf-8"),
        ("nonsense", True, "utf-8"),
    ],
)
def test_the_encoding_is_the_screens_if_it_has_chinese(
    monkeypatch: pytest.MonkeyPatch,
    *,
    present: str,
    screen: bool,
    wanted: str,
) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)

    assert encoding(present, screen=screen) == wanted


def test_patterns_are_left_to_the_shell_that_has_expanded_them() -> None:
    assert _expanded(["*.xlsx"]) == ["*.xlsx"]


HEAVY = "duckdb polars rich jinja2 typer dataclasses typing"


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--version"], HEAVY),
        (["--help"], HEAVY),
        (["rank", "--help"], "duckdb polars rich jinja2 tomlkit pydantic"),
        (["region", "list"], "duckdb polars rich jinja2 pydantic"),
        (["explain"], "duckdb polars rich jinja2 tomlkit pydantic"),
    ],
)
def test_a_command_loads_no_more_than_it_needs(
    tmp_path: Path, arguments: list[str], heavy: str
) -> None:
    (tmp_path / "zs.toml").write_text('own = "420500"\n', encoding="utf-8")
    code = (
        "import sys; before = set(sys.modules)\n"
        "from zhaoshang_cli.cli import run\n"
        f"status = run({arguments!r})\n"
        f"found = [name for name in {heavy.split()!r} if name in set(sys.modules) - before]\n"
        "print(status, found, file=sys.stderr)\n"
    )

    seen = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True
    )

    assert seen.stderr.splitlines()[-1] == b"0 []"
