"""Everyday names of autonomous regions, over all that there are."""

import pytest

from zhaoshang_cli.domain.autonomous import everyday
from zhaoshang_cli.workspace import atlas

NONE = {"鄂伦春自治旗", "鄂温克族自治旗", "东乡族自治县"}
"""These are named after a people alone."""


def test_all_but_three_have_an_everyday_name() -> None:
    provinces = {atlas.province_code(entry.code) for entry in atlas.heads()}
    names = [
        entry.name
        for code in provinces
        for entry in atlas.province(code)
        if entry.name.endswith(("自治州", "自治县", "自治旗"))
    ]

    assert len(names) == 30 + 117 + 3
    assert {name for name in names if not everyday(name)} == NONE


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("恩施土家族苗族自治州", "恩施州"),
        ("黔东南苗族侗族自治州", "黔东南州"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江县"),
        ("积石山保安族东乡族撒拉族自治县", "积石山县"),
        ("龙胜各族自治县", "龙胜县"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏州"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦旗"),
        ("管城回族区", "管城区"),
    ],
)
def test_the_peoples_are_left_out(name: str, usual: str) -> None:
    assert everyday(name)[1] == usual


@pytest.mark.parametrize(
    "name", ["叶县", "平顶山市", "广西壮族自治区", "自治县", "回民区", "两江新区"]
)
def test_other_names_stay_as_they_are(name: str) -> None:
    assert everyday(name) == ()
