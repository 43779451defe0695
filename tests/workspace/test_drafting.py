import tomllib
from pathlib import Path

import pytest

from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.drafting import draft
from zhaoshang_cli.workspace.opening import load
from zhaoshang_cli.workspace.schema import all_settings


@pytest.mark.parametrize(
    ("head", "children"),
    [("江西省", 11), ("宜昌市", 13), ("北京市", 16), ("东莞市", 0), ("济源市", 0), ("台湾省", 0)],
)
def test_a_draft_lists_the_children(head: str, children: int, tmp_path: Path) -> None:
    workspace = load(tmp_path, draft(atlas.find_heads(head)[0]))

    assert len(workspace.regions.children) == children
    assert ("zs region add 名称 --code 代码 逐个添加" in draft(atlas.find_heads(head)[0])) == (
        children == 0
    )


def test_every_head_has_a_draft_that_can_be_read_back(tmp_path: Path) -> None:
    for entry in atlas.heads():
        workspace = load(tmp_path, draft(entry))
        assert workspace.regions.own.code == entry.code


def test_a_draft_shows_every_setting_with_its_default() -> None:
    text = draft(atlas.find_heads("宜昌市")[0])
    shown = "\n".join(
        line.removeprefix("# ") if " = " in line.partition("  # ")[0] else line
        for line in text.partition("# ── 同级地区")[0].splitlines()
    )

    table = tomllib.loads(shown)

    given = {f"{section}.{key}": value for section in table if isinstance(table[section], dict)
             for key, value in table[section].items()}  # fmt: skip
    assert given == {name: setting.default for name, setting in all_settings().items()}


def test_county_level_cities_are_told_apart_in_a_comment() -> None:
    text = draft(atlas.find_heads("宜昌市")[0])

    assert text.count('panel = "省直管"；') == 3


def test_what_the_province_calls_a_city_is_drafted_as_its_alias(tmp_path: Path) -> None:
    workspace = load(tmp_path, draft(atlas.find_heads("河南省")[0]))

    assert [one.code for one in workspace.regions.find("济源示范区")] == ["419001"]
