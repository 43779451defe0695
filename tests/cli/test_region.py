import json

import pytest

from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus


@pytest.fixture
def made(zs: Zs) -> Zs:
    zs("init", "--region", "420500")
    return zs


def test_list_shows_everyone_and_how_they_stand(made: Zs) -> None:
    rows = json.loads(made("region", "list", "--json").out)["rows"]

    roles = [row["role"] for row in rows]
    assert (roles.count("own"), roles.count("child"), roles.count("peer")) == (1, 13, 16)
    assert rows[-1] == {
        "region": "420000",
        "name": "湖北省",
        "short": None,
        "kind": "省",
        "role": "province",
        "parent": None,
        "panel": None,
        "counts_in_total": None,
        "aliases": [],
    }


def test_add_shows_what_is_now_said_of_the_region(made: Zs) -> None:
    run = made(
        "region", "add", "宜昌高新区", "--code", "420571", "--alias", "高新区", "--no-counts"
    )

    assert run == (
        ExitStatus.OK,
        (
            "地区：宜昌市\n"
            "关系  代码    名称        简称  类别    组      计入合计  别名\n"
            "----------------------------------------------------------------\n"
            "下级  420571  宜昌高新区  —     功能区  功能区  否        高新区\n"
        ),
        "下一步：先前认不出它的报表，再收一次：zs ingest 文件\n",
    )
    assert made("region", "list").out.count("高新区") == 2


def test_an_unknown_name_without_a_code_is_told_how_to_add_it(made: Zs) -> None:
    run = made("region", "add", "光明区")

    assert run == (
        ExitStatus.USAGE,
        "",
        "错误[region-unknown]：工作区里没有“光明区”\n  办法：新地区要写代码：加上 --code 六位代码\n",
    )
