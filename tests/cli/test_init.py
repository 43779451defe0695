from pathlib import Path

import pytest

from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus, ZsError
from zhaoshang_cli.workflows.office import init as workflow
from zhaoshang_cli.workspace import open_workspace


def test_init_makes_a_workspace_with_its_store(zs: Zs, tmp_path: Path) -> None:
    run = zs("init", "招 商", "--region", "宜昌")

    folder = tmp_path / "招 商"
    assert run.status == ExitStatus.OK
    shown = [line.split(maxsplit=1) for line in run.out.splitlines()]
    assert shown[:2] + shown[3:] == [
        ["建好了工作区"],
        ["项目", "内容"],
        ["工作区", str(folder)],
        ["本级", "宜昌市（420500）"],
        ["下级地区", "13个"],
        ["同省各地", "17个，含本级"],
    ]
    assert run.err == "下一步：把县区报来的表放进一个文件夹，运行 zs ingest 文件夹\n"
    assert {"zs.toml", "zs.duckdb"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("region", "code", "children"),
    [
        ("江西省", "360000", 11),
        ("120000", "120000", 16),
        ("恩施州", "422800", 8),
        ("延边", "222400", 8),
    ],
)
def test_a_province_a_municipality_or_a_prefecture_may_be_ones_own(
    zs: Zs, region: str, code: str, children: int, tmp_path: Path
) -> None:
    assert zs("init", ".", "--region", region).status == ExitStatus.OK

    tree = open_workspace(tmp_path).regions
    assert (tree.own.code, len(tree.children)) == (code, children)


def test_a_city_without_counties_is_told_how_to_go_on(zs: Zs) -> None:
    run = zs("init", "--region", "东莞市")

    assert run.err == (
        "下一步：没有现成的下级名单：有下级就用 zs region add 名称 --code 代码 逐个添加，"
        "没有就直接 zs ingest 本级的表\n"
    )


@pytest.mark.parametrize(
    ("region", "told"),
    [
        (
            "吉林",
            (
                "错误[region-ambiguous]：“吉林”可以指吉林省（220000）、吉林市（220200）\n"
                "  办法：写全名或六位代码\n"
            ),
        ),
        (
            "平顶山县",
            (
                "错误[region-unknown]：没有叫“平顶山县”的省、市、州、盟\n"
                "  办法：你是不是想写平顶山市？写省或地级市的全名或六位代码\n"
            ),
        ),
        (
            "某地",
            (
                "错误[region-unknown]：没有叫“某地”的省、市、州、盟\n"
                "  办法：写省或地级市的全名或六位代码\n"
            ),
        ),
    ],
)
def test_a_name_that_is_not_clear_makes_nothing(
    zs: Zs, region: str, told: str, tmp_path: Path
) -> None:
    assert zs("init", "新", "--region", region) == (ExitStatus.USAGE, "", told)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_workspace_is_left_as_it_is(zs: Zs, tmp_path: Path) -> None:
    zs("init", "--region", "宜昌市")
    (tmp_path / "zs.toml").write_text('own = "420500"\n', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    run = zs("init", "--region", "襄阳市")

    assert run.status == ExitStatus.USAGE
    assert run.err == (
        "错误[workspace-exists]：这里已经有工作区\n"
        f"  在 {tmp_path}\n"
        "  办法：换一个文件夹；要改设置或地区，直接改那里的 zs.toml\n"
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_with_other_files_may_become_a_workspace(zs: Zs, tmp_path: Path) -> None:
    (tmp_path / "叶县.xlsx").write_bytes(b"")

    assert zs("init", "--region", "宜昌市").status == ExitStatus.OK


def test_init_may_be_repeated_when_it_was_killed_before_the_store(zs: Zs, tmp_path: Path) -> None:
    zs("init", "--region", "宜昌市")
    (tmp_path / "zs.duckdb").unlink()

    assert zs("init", "--region", "襄阳市").status == ExitStatus.USAGE
    assert zs("init", "--region", "宜昌市").status == ExitStatus.OK


def test_a_store_that_cannot_be_made_leaves_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise ZsError("workspace-read-only", "文件夹写不进去")

    monkeypatch.setattr(workflow, "create_store", refuse)

    with pytest.raises(ZsError):
        workflow.init(tmp_path, "宜昌市")

    assert list(tmp_path.iterdir()) == []


def test_init_answers_scripts(zs: Zs, tmp_path: Path) -> None:
    run = zs("init", "--region", "东莞市", "--json")

    assert run.out.startswith(
        f'{{\n  "schema": "zs.init/1",\n  "path": "{tmp_path}",\n  "region": "441900",\n'
    )
