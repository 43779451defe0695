import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
import typer

from tests.support import Zs
from zhaoshang_cli.cli import streams
from zhaoshang_cli.cli.usage import in_chinese
from zhaoshang_cli.errors import ExitStatus

Use = Callable[[Callable[[], object]], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Give ``zs explain`` another body."""

    def replace(body: Callable[[], object]) -> None:
        import zhaoshang_cli.cli.explain as module

        monkeypatch.setattr(module, "explain", body)

    return replace


def failing(error: BaseException) -> Callable[[], NoReturn]:
    def explain() -> NoReturn:
        raise error

    return explain


def test_a_bug_is_one_chinese_error_and_a_log(zs: Zs, use: Use, tmp_path: Path) -> None:
    zs("init", ".", "--region", "宜昌市")
    use(failing(KeyError("x")))

    run = zs("explain")

    (log,) = (tmp_path / "日志").iterdir()
    assert run.status == ExitStatus.FINDINGS
    assert run.err == (
        "错误[unexpected]：程序自己出了错，经过已记入日志\n"
        f"  在 {log}\n"
        "  办法：重试一次；还不行就把这个日志发给维护的人，台账不受影响\n"
    )
    assert "KeyError: 'x'" in log.read_text("utf-8")
    assert "['explain']" in log.read_text("utf-8")


def test_a_bug_outside_a_workspace_is_logged_in_the_users_folder(zs: Zs, use: Use) -> None:
    use(failing(RuntimeError()))

    zs("explain")

    assert list(Path(os.environ["XDG_STATE_HOME"], "zs").glob("zs-*.log"))


def test_a_log_that_cannot_be_written_is_no_second_failure(
    zs: Zs, use: Use, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zs.toml").write_text("", encoding="utf-8")
    (tmp_path / "日志").write_text("", encoding="utf-8")
    (tmp_path / "state").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "state"))
    use(failing(RuntimeError()))

    assert "  在 （日志没有地方可写）\n" in zs("explain").err


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "没有权限"),
        (errno.ENOENT, "找不到文件"),
        (errno.ENOSPC, "磁盘满了"),
        (errno.EISDIR, "这是文件夹，不是文件"),
    ],
)
def test_what_the_system_refuses_is_told_with_the_file(
    zs: Zs, use: Use, number: int, told: str
) -> None:
    use(failing(OSError(number, "English", "叶县.xlsx")))

    run = zs("explain")

    assert run.status == ExitStatus.USAGE
    assert run.err.startswith(f"错误[file-refused]：{told}\n  在 叶县.xlsx\n  办法：")
    assert "English" not in run.err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 141),
        (typer.Exit(5), 5),
        (typer.Abort(), 130),
    ],
)
def test_some_ends_are_silent(
    zs: Zs, use: Use, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    monkeypatch.setattr(streams, "hush", lambda: None)
    use(failing(error))

    assert zs("explain") == (status, "", "")


def test_a_command_may_return_a_status(zs: Zs, use: Use) -> None:
    use(lambda: ExitStatus.NO_DATA)

    assert zs("explain").status == 5


def test_what_was_answered_before_a_failure_is_kept(use: Use, zs: Zs) -> None:
    def explain() -> NoReturn:
        sys.stdout.write("答\n")
        raise KeyError

    use(explain)

    run = zs("explain")

    assert run.out == "答\n"


def count(
    number: int = 1,
    rate: float = 0.5,
    place: Path = typer.Option(Path(), exists=True),  # noqa: B008
    level: int = typer.Option(1, min=0, max=3),
) -> None:
    """Stand for any command."""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--number", "x"], "选项 --number 不对：x 不是整数"),
        (["--rate", "x"], "选项 --rate 不对：x 不是数"),
        (["--place", "没有"], "选项 --place 不对：没有 不存在"),
        (["--level", "9"], "选项 --level 不对：9 不在范围内（0<=x<=3）"),
    ],
)
def test_typers_own_types_complain_in_chinese(arguments: list[str], told: str) -> None:
    from typer._click.exceptions import UsageError
    from typer.main import get_command

    app = typer.Typer()
    app.command()(count)

    with pytest.raises(UsageError) as failure:
        get_command(app).make_context("zs count", arguments)

    assert in_chinese(failure.value, "count").message == told
    assert re.search("[a-z]{4}", told.replace("--number", "").replace("--rate", "").replace("--place", "").replace("--level", "")) is None  # fmt: skip
