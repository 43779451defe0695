import tomllib
from pathlib import Path

import pytest

from tests.support import Zs
from zhaoshang_cli import __version__
from zhaoshang_cli.cli import COMMANDS
from zhaoshang_cli.cli.command import load_command


def test_the_version_is_the_one_of_the_project(zs: Zs) -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))

    assert project["project"]["version"] == __version__
    assert zs("--version") == (0, f"zs {__version__}\n", "")


def test_zs_alone_shows_its_help(zs: Zs) -> None:
    assert zs() == zs("--help") == zs("-h")
    assert zs("-C", ".").status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["rnak"],
            (
                "错误[command-unknown]：没有这个命令：zs rnak\n"
                "  办法：你是不是想用 zs rank？所有命令见 zs --help\n"
            ),
        ),
        (
            ["写稿"],
            "错误[command-unknown]：没有这个命令：zs 写稿\n  办法：所有命令见 zs --help\n",
        ),
        (
            ["region"],
            "错误[command-missing]：zs region 后面缺少命令\n  办法：有哪些命令见 zs region --help\n",
        ),
        (
            ["region", "lst"],
            (
                "错误[command-unknown]：没有这个命令：zs region lst\n"
                "  办法：你是不是想用 zs region list？所有命令见 zs region --help\n"
            ),
        ),
        (
            ["--jsn"],
            "错误[option-unknown]：zs 没有 --jsn 这个选项\n  办法：全局选项见 zs --help\n",
        ),
        (
            ["config", "show", "--jsn"],
            (
                "错误[option-unknown]：zs config show 没有 --jsn 这个选项\n"
                "  办法：你是不是想用 --json？全部选项见 zs config show --help\n"
            ),
        ),
        (
            ["config", "show", "-x"],
            (
                "错误[option-unknown]：zs config show 没有 -x 这个选项\n"
                "  办法：全部选项见 zs config show --help\n"
            ),
        ),
        (
            ["config", "show", "-o"],
            "错误[option-value-missing]：选项 -o 后面缺少值\n  办法：用法见 zs config --help\n",
        ),
        (
            ["config", "show", "--json=1"],
            "错误[value-wrong]：选项 --json 后面不要值\n  办法：用法见 zs config --help\n",
        ),
        (
            ["init"],
            "错误[argument-missing]：zs init 缺少选项 --region\n  办法：用法见 zs init --help\n",
        ),
        (
            ["region", "add"],
            (
                "错误[argument-missing]：zs region add 缺少参数“名称”\n"
                "  办法：用法见 zs region add --help\n"
            ),
        ),
        (
            ["config", "show", "全部", "设置"],
            (
                "错误[argument-extra]：zs config show 用不着“全部 设置”\n"
                "  办法：用法见 zs config show --help\n"
            ),
        ),
        (
            ["-C", "没有", "config", "show"],
            "错误[workspace-missing]：没有“没有”这个文件夹\n  办法：检查 -C 后面的文件夹名\n",
        ),
        (["config", "-C"], "错误[option-value-missing]：-C 后面缺少值\n  办法：-C 见 zs --help\n"),
        (
            ["--color=red", "config", "show"],
            "错误[value-wrong]：--color 不能是“red”\n  办法：可以是 auto、always、never\n",
        ),
        (
            ["--set", "places", "config", "show"],
            (
                "错误[value-wrong]：--set 不能是“places”\n"
                "  办法：写成 --set 名称=值，例如 rates.places=2\n"
            ),
        ),
        (
            ["config", "show", "--set", "rates.place=1"],
            (
                "错误[setting-unknown]：没有 rates.place 这个设置\n  在 命令行\n"
                "  办法：你是不是想写 rates.places？所有设置见 zs config show\n"
            ),
        ),
    ],
)
def test_a_wrong_command_line_is_answered_in_chinese(
    zs: Zs, arguments: list[str], told: str
) -> None:
    assert zs(*arguments) == (2, "", told)


def test_a_workspace_is_named_before_or_after_the_command(zs: Zs) -> None:
    zs("init", "甲", "--region", "宜昌市")

    before, after = zs("-C", "甲", "region", "list"), zs("region", "list", "-C", "甲")

    assert before == after
    assert before.status == 0
    assert zs("region", "list").status == 2


def test_colour_is_an_extra(zs: Zs) -> None:
    plain, coloured = zs("-C", "无"), zs("--color", "always", "rnak")

    assert "\x1b" not in plain.err
    assert coloured.err.startswith("错误[command-unknown]")


def test_every_command_of_the_table_can_be_loaded() -> None:
    known = {name: entry for entries in COMMANDS.values() for name, entry in entries.items()}

    for name in known:
        assert load_command(name, known).name == name
