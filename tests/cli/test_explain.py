import json

from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.tables.codes import all_codes


def test_a_code_is_explained(zs: Zs) -> None:
    run = zs("explain", "region-code-twice")

    assert run == (
        ExitStatus.OK,
        (
            "region-code-twice：两个地区用了同一个代码\n"
            "\n"
            "  代码是地区的身份，两个地区不能相同。\n"
            "\n"
            "办法：\n"
            "  改掉其中一个，或删去重复的一节。功能区没有国标代码时用统计用区划代码。\n"
            "\n"
            "退出码：2\n"
        ),
        "下一步：照办以后，再运行一次原来的命令\n",
    )


def test_a_long_explanation_is_folded(zs: Zs) -> None:
    lines = zs("explain", "workspace-missing").out.splitlines()

    assert max(map(width, lines)) <= 80


def test_an_unknown_code_is_told_with_the_nearest(zs: Zs) -> None:
    assert zs("explain", "workspace-mising") == (
        ExitStatus.USAGE,
        "",
        (
            "错误[code-unknown]：没有“workspace-mising”这个代码\n"
            "  办法：你是不是想看 workspace-missing？所有代码见 zs explain\n"
        ),
    )


def test_without_a_code_all_are_listed(zs: Zs) -> None:
    run = zs("explain", "--json")

    assert [one["code"] for one in json.loads(run.out)["codes"]] == list(all_codes())
    assert run.err == "下一步：看一个代码：zs explain 代码\n"
