from pathlib import Path

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace import Workspace, atlas
from zhaoshang_cli.workspace.drafting import draft
from zhaoshang_cli.workspace.editing import RegionChange, change_region
from zhaoshang_cli.workspace.opening import load


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    text = draft(atlas.find_heads("420500")[0])
    (tmp_path / "zs.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_a_new_zone_stands_at_the_end_and_nothing_else_changes(workspace: Workspace) -> None:
    before = workspace.file.read_text("utf-8")

    change_region(workspace, RegionChange("宜昌高新区", "420571", aliases=("高新区",)))

    assert workspace.file.read_text("utf-8") == before + (
        '\n[[region]]\ncode = "420571"\nname = "宜昌高新区"\nkind = "功能区"\n'
        'panel = "功能区"\naliases = ["高新区"]\n'
    )


def test_an_alias_is_added_to_a_known_region_and_comments_stay(workspace: Workspace) -> None:
    before = workspace.file.read_text("utf-8")
    change_region(workspace, RegionChange("夷陵区", aliases=("夷陵市",)))
    change_region(
        load(workspace.path), RegionChange("夷陵", counts_in_total=False, aliases=("夷", "夷陵市"))
    )

    lines = workspace.file.read_text("utf-8")
    entry = 'name = "夷陵区"\nkind = "市辖区"\npanel = "县区"\n'
    added = 'aliases = ["夷陵市", "夷"]\ncounts_in_total = false\n'
    assert lines == before.replace(entry, entry + added)


def test_a_peer_gets_a_table_of_its_own(workspace: Workspace) -> None:
    changed = change_region(workspace, RegionChange("仙桃市", aliases=("仙桃直管市",)))
    again = change_region(changed, RegionChange("仙桃市", aliases=("仙桃",)))

    assert again.regions.by_code["429004"].aliases == ("仙桃直管市", "仙桃")
    assert again.file.read_text("utf-8").count("[[peer]]") == 2  # one is the comment's


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (RegionChange("宜昌高新区"), "region-unknown"),
        (RegionChange("高新区", "4205"), "region-wrong"),
        (RegionChange("高新区", "420502"), "region-code-twice"),
        (RegionChange("夷陵区", aliases=("西陵区",)), "region-alias-ambiguous"),
    ],
)
def test_what_does_not_hold_together_is_not_written(
    workspace: Workspace, change: RegionChange, code: str
) -> None:
    before = workspace.file.read_bytes()

    with pytest.raises(ZsError) as failure:
        change_region(workspace, change)

    assert failure.value.code == code
    assert workspace.file.read_bytes() == before


def test_a_name_that_two_regions_may_bear_is_not_guessed(tmp_path: Path) -> None:
    text = (
        'own = "220000"\n[[region]]\ncode = "220171"\nname = "长春东区"\nshort = "东"\n'
        '[[region]]\ncode = "220172"\nname = "长春东县"\nshort = "东县"\n'
    )
    (tmp_path / "zs.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ZsError) as failure:
        change_region(load(tmp_path), RegionChange("长春东", aliases=("x",)))

    assert failure.value.code == "region-ambiguous"
