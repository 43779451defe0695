"""The region tree of a workspace: its own region, the children of ``zs.toml``, and the peers."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhaoshang_cli.domain.region import Region, RegionTree, squeeze
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.toml import tables

_WORDS = {
    "code": str,
    "name": str,
    "short": str,
    "kind": str,
    "panel": str,
    "counts_in_total": bool,
    "aliases": list,
}


def tree_from(table: Mapping[str, Any], file: str) -> RegionTree:
    """Build the tree from the tables of ``zs.toml``.

    Raises:
        ZsError: ``region-wrong``, ``region-unknown``, ``region-code-twice`` or
            ``region-alias-ambiguous``.
    """
    code = str(table.get("own", ""))
    shipped = {entry.code: entry for entry in atlas.province(code)}
    if code not in shipped:
        raise ZsError(
            "region-unknown",
            f"不认识本级的代码“{code}”" if code else "没有写本级是哪里",
            Place(file),
            '在 zs.toml 里写上本级的六位代码，例如 own = "110000"',
        )
    changes = _by_code(tables(table, "peer"), file)
    head = shipped[code]
    province = _shipped(shipped[atlas.province_code(code)], changes)
    children = _by_code(tables(table, "region"), file).values()
    tree = RegionTree(
        own=_shipped(head, changes),
        children=tuple(_region(child, head.code, file) for child in children),
        peers=_peers(head, shipped.values(), changes, file),
        province=None if province.code == code else province,
    )
    _check_names(tree, file)
    return tree


def _by_code(entries: Iterable[Mapping[str, Any]], file: str) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        code = str(entry.get("code", ""))
        if not atlas.is_code(code):
            raise ZsError(
                "region-wrong",
                f"地区“{entry.get('name', '')}”的代码“{code}”不是六位数字",
                Place(file),
                '写成加引号的六位代码，例如 code = "110101"',
            )
        if code in found:
            raise ZsError(
                "region-code-twice",
                f"代码 {code} 写了两次：{found[code].get('name', '')} 和 {entry.get('name', '')}",
                Place(file),
                "改掉其中一个的代码，或删去重复的一节",
            )
        found[code] = entry
    return found


def _peers(
    head: atlas.Entry,
    shipped: Iterable[atlas.Entry],
    changes: Mapping[str, Mapping[str, Any]],
    file: str,
) -> tuple[Region, ...]:
    """Everything that stands under the same province, and what ``[[peer]]`` adds.

    河南's provincial table lists 17 cities and 济源: the county of direct administration is one.
    """
    if not head.parent:
        return ()
    beside = {entry.code: entry for entry in shipped if entry.parent == head.parent}
    known = [_shipped(entry, changes) for entry in beside.values()]
    outside = beside.keys() | {head.parent}
    added = [entry for code, entry in changes.items() if code not in outside]
    return (*known, *(_region(entry, head.parent, file) for entry in added))


def _shipped(entry: atlas.Entry, changes: Mapping[str, Mapping[str, Any]]) -> Region:
    change = changes.get(entry.code, {})
    return Region(
        code=entry.code,
        name=str(change.get("name", entry.name)),
        kind=str(change.get("kind", entry.kind)),
        parent=entry.parent or None,
        panel=str(change.get("panel", "")),
        aliases=(*atlas.aliases().get(entry.code, ()), *map(str, change.get("aliases", ()))),
        short=str(change.get("short", "")),
    )


def _region(entry: Mapping[str, Any], parent: str, file: str) -> Region:
    for key, value in entry.items():
        if not isinstance(value, _WORDS.get(key, type(None))):
            raise _wrong(entry, key, file)
    if not entry.get("name"):
        raise _wrong(entry, "name", file)
    return Region(
        code=entry["code"],
        name=entry["name"],
        kind=entry.get("kind", "县"),
        parent=parent,
        panel=entry.get("panel", ""),
        counts_in_total=entry.get("counts_in_total", True),
        aliases=tuple(map(str, entry.get("aliases", ()))),
        short=entry.get("short", ""),
    )


def _wrong(entry: Mapping[str, Any], key: str, file: str) -> ZsError:
    which = entry.get("name") or entry.get("code")
    if key not in _WORDS:
        return ZsError(
            "region-wrong",
            f"地区“{which}”里没有 {key} 这一项",
            Place(file),
            f"可以写的有 {'、'.join(_WORDS)}",
        )
    return ZsError(
        "region-wrong",
        f"地区“{which}”的 {key} 缺少或写法不对",
        Place(file),
        '文字加引号，counts_in_total 写 true 或 false，aliases 写成 ["…", "…"]',
    )


def _check_names(tree: RegionTree, file: str) -> None:
    """One given name may mean one region only."""
    owners: dict[str, Region] = {}
    for region in tree:
        for name in {squeeze(name) for name in (region.name, region.short, *region.aliases)}:
            other = owners.setdefault(name, region) if name else region
            if other.code != region.code:
                raise ZsError(
                    "region-alias-ambiguous",
                    f"“{name}”同时是{other.name}（{other.code}）和{region.name}（{region.code}）",
                    Place(file),
                    "从其中一个的 aliases 或 short 里删去它",
                )
