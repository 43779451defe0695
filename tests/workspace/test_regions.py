from typing import Any

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.regions import tree_from

EAST = {"code": "410422", "name": "叶县", "panel": "县区"}
ZONE = {"code": "410471", "name": "某某高新技术产业开发区", "short": "高新区", "panel": "功能区"}


def test_the_peers_of_a_city_are_the_cities_of_its_province_and_its_direct_counties() -> None:
    tree = tree_from({"own": "410400"}, "zs.toml")

    # 各省辖市 and 济源示范区, the eighteen that the province's tables address.
    assert [peer.name for peer in tree.peers] == [
        "郑州市", "开封市", "洛阳市", "平顶山市", "安阳市", "鹤壁市", "新乡市", "焦作市", "濮阳市",
        "许昌市", "漯河市", "三门峡市", "南阳市", "商丘市", "信阳市", "周口市", "驻马店市", "济源市",
    ]  # fmt: skip
    assert tree.peers[-1].kind == "省直辖"
    assert tree.province is not None
    assert tree.province.name == "河南省"
    assert [found.code for found in tree.find("济源示范区")] == ["419001"]


def test_autonomous_regions_go_by_their_everyday_names() -> None:
    """As 湖北's tables write 恩施州, and 重庆's 石柱县; 恩施 stays the city in it."""
    hubei = tree_from({"own": "420500"}, "zs.toml")
    stone = {"code": "500240", "name": "石柱土家族自治县"}
    chongqing = tree_from({"own": "500000", "region": [stone]}, "zs.toml")
    city = {"code": "422801", "name": "恩施市"}
    enshi = tree_from({"own": "422800", "region": [city]}, "zs.toml")
    mongol = {"code": "210921", "name": "阜新蒙古族自治县"}
    fuxin = tree_from({"own": "210900", "region": [mongol]}, "zs.toml")

    assert [one.code for one in hubei.find("恩施州")] == ["422800"]
    for name in ("石柱县", "石柱", "石柱自治县", "重庆市石柱县"):
        assert [one.code for one in chongqing.find(name)] == ["500240"]
    assert [enshi.find(name)[0].code for name in ("恩施", "恩施州")] == ["422801", "422800"]
    assert [fuxin.find(name)[0].code for name in ("阜新", "阜新县")] == ["210900", "210921"]


def test_children_keep_what_zs_toml_says_of_them() -> None:
    ruled = {**EAST, "aliases": ["叶邑"], "counts_in_total": False, "kind": "县"}

    tree = tree_from({"own": "410400", "region": [ruled, ZONE]}, "zs.toml")

    east, zone = tree.children
    assert (east.aliases, east.counts_in_total, east.parent) == (("叶邑",), False, "410400")
    assert (zone.label, zone.panel) == ("高新区", "功能区")
    assert tree.counted == (zone,)


def test_a_province_has_no_peers_and_stands_at_the_top() -> None:
    tree = tree_from({"own": "420000"}, "zs.toml")

    assert (tree.own.name, tree.peers, tree.province) == ("湖北省", (), None)


def test_a_peer_may_get_aliases_and_a_new_one_may_be_added() -> None:
    peers = [
        {"code": "410300", "aliases": ["洛"]},
        {"code": "410173", "name": "航空港区", "kind": "功能区"},
        {"code": "410400", "short": "鹰城"},
    ]

    tree = tree_from({"own": "410400", "peer": peers}, "zs.toml")

    assert tree.find("洛")[0].name == "洛阳市"
    assert tree.peers[-1].name == "航空港区"
    assert tree.own.label == "鹰城"


@pytest.mark.parametrize(
    ("table", "code", "message"),
    [
        ({"own": ""}, "region-unknown", "没有写本级是哪里"),
        ({"own": "999999"}, "region-unknown", "不认识本级的代码“999999”"),
        (
            {"region": [{"code": "41042", "name": "叶县"}]},
            "region-wrong",
            "地区“叶县”的代码“41042”不是六位数字",
        ),
        (
            {"region": [EAST, {**ZONE, "code": "410422"}]},
            "region-code-twice",
            "代码 410422 写了两次：叶县 和 某某高新技术产业开发区",
        ),
        (
            {"region": [{**EAST, "pannel": "县区"}]},
            "region-wrong",
            "地区“叶县”里没有 pannel 这一项",
        ),
        (
            {"region": [{**EAST, "counts_in_total": "是"}]},
            "region-wrong",
            "地区“叶县”的 counts_in_total 缺少或写法不对",
        ),
        ({"region": [{"code": "410422"}]}, "region-wrong", "地区“410422”的 name 缺少或写法不对"),
        (
            {"region": [{**EAST, "aliases": ["新城区"]}, {**ZONE, "aliases": ["新 城区"]}]},
            "region-alias-ambiguous",
            "“新城区”同时是叶县（410422）和某某高新技术产业开发区（410471）",
        ),
    ],
)
def test_a_wrong_region_is_named(table: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(ZsError) as failure:
        tree_from({"own": "410400", **table}, "zs.toml")

    assert (failure.value.code, failure.value.message) == (code, message)


def test_every_head_makes_a_tree() -> None:
    for entry in atlas.heads():
        assert tree_from({"own": entry.code}, "zs.toml").own.name == entry.name
