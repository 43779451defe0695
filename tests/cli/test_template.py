from pathlib import Path

import pytest

from tests.support import Zs
from zhaoshang_cli import resources
from zhaoshang_cli.errors import ExitStatus


@pytest.fixture
def made(zs: Zs) -> Zs:
    zs("init", "--region", "420500")
    return zs


def shipped(kind: str) -> dict[str, bytes]:
    folder = resources.folder("templates") / kind
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_kind_is_copied_whole_and_then_listed_as_the_workspaces_own(
    made: Zs, tmp_path: Path
) -> None:
    before = made("template", "list").out

    run = made("template", "eject", "press")

    copied = {path.name: path.read_bytes() for path in (tmp_path / "templates/press").iterdir()}
    assert copied == shipped("press")
    assert run.err == "下一步：改工作区里的这一份；zs brief 会先用它\n"
    assert "工作区" not in before
    assert made("template", "list").out.count("工作区") == len(copied)


def test_one_template_is_copied_and_nothing_is_overwritten(made: Zs, tmp_path: Path) -> None:
    name = f"press/{min(shipped('press'))}"
    made("template", "eject", name)
    path = tmp_path / "templates" / name
    path.write_text("我的", encoding="utf-8")

    run = made("template", "eject", "press")

    assert run == (
        ExitStatus.USAGE,
        "",
        f"错误[template-exists]：工作区里已有这个模板\n  在 {path}\n  办法：直接改它，或先改名\n",
    )
    assert path.read_text("utf-8") == "我的"
    assert len(list(path.parent.iterdir())) == 1


def test_an_unknown_template_is_told_with_the_nearest(made: Zs) -> None:
    assert made("template", "eject", "pres") == (
        ExitStatus.USAGE,
        "",
        (
            "错误[template-unknown]：没有“pres”这个模板\n"
            "  办法：你是不是想写 press？全部模板见 zs template list\n"
        ),
    )
