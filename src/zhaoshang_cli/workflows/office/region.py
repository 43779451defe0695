"""List the regions of a workspace, and add to them."""

from zhaoshang_cli.domain.region import Region, RegionTree
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.workspace import open_workspace
from zhaoshang_cli.workspace.editing import RegionChange, change_region

_COLUMNS = tuple(map(Column, ("关系", "代码", "名称", "简称", "类别", "组", "计入合计", "别名")))
_ROLES = {"own": "本级", "child": "下级", "peer": "同级", "province": "上级"}


def list_regions() -> Answer:
    """Answer with every region the workspace knows."""
    tree = open_workspace().regions
    return _answer(tree, list(tree))


def add_region(change: RegionChange) -> Answer:
    """Add a region or change a known one, and answer with what is now said of it."""
    workspace = change_region(open_workspace(), change)
    return _answer(workspace.regions, list(workspace.regions.find(change.code or change.name)))


def role_of(tree: RegionTree, region: Region) -> str:
    """Say how a region stands to the workspace's own."""
    if region.code == tree.own.code:
        return "own"
    if region in tree.children:
        return "child"
    return "province" if region == tree.province else "peer"


def _answer(tree: RegionTree, regions: list[Region]) -> Answer:
    roles = [role_of(tree, region) for region in regions]
    rows = [_object(region, role) for region, role in zip(regions, roles, strict=True)]
    lines = [_line(region, role) for region, role in zip(regions, roles, strict=True)]
    table = Table(f"地区：{tree.own.name}", _COLUMNS, tuple(lines))
    return Answer("region", {"region": tree.own.code, "rows": rows}, (table,))


def _object(region: Region, role: str) -> dict[str, object]:
    return {
        "region": region.code,
        "name": region.name,
        "short": region.short or None,
        "kind": region.kind,
        "role": role,
        "parent": region.parent,
        "panel": region.panel or None,
        "counts_in_total": region.counts_in_total if role == "child" else None,
        "aliases": list(region.aliases),
    }


def _line(region: Region, role: str) -> tuple[Cell, ...]:
    counts = ("是" if region.counts_in_total else "否") if role == "child" else "—"
    texts = (
        _ROLES[role],
        region.code,
        region.name,
        region.short or "—",
        region.kind,
        region.panel or "—",
        counts,
        "、".join(region.aliases) or "—",
    )
    return tuple(map(Cell, texts))
