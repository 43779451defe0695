"""Cities of several provinces, with their real counties and two invented zones each."""

from functools import cache

from tests.dirty.model import City
from zhaoshang_cli.domain.region import Region, squeeze
from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.regions import tree_from

CODES = ("410400", "130800", "320300", "430400", "520300", "230600", "620500", "370100", "500000")
"""承德市 holds 承德县, 大庆市 holds 大同区, which is a city elsewhere; 济南市 holds 市中区."""

_MOST_COUNTIES = 12


@cache
def city(number: int) -> City:
    """Return one of the cities."""
    code = CODES[number % len(CODES)]
    entries = atlas.province(code)
    own = next(entry for entry in entries if entry.code == code)
    counties = [entry for entry in entries if entry.parent == code][:_MOST_COUNTIES]
    regions: list[dict[str, object]] = [
        {"code": one.code, "name": one.name, "kind": one.kind, "panel": "县区"} for one in counties
    ]
    stem = own.name.removesuffix("市")
    regions.append(_zone(f"{code[:4]}71", f"{stem}高新技术产业开发区", "高新区", stem))
    regions.append(_zone(f"{code[:4]}72", f"{stem}经济技术开发区", "经开区", stem))
    return City(tree_from({"own": code, "region": regions}, "zs.toml"))


def _zone(code: str, name: str, short: str, stem: str) -> dict[str, object]:
    aliases = [f"{stem}{short}", f"市{short}"]
    zone = {"code": code, "name": name, "short": short, "kind": "功能区", "panel": "功能区"}
    return zone | {"aliases": aliases}


def spellings(city: City, region: Region) -> tuple[str, ...]:
    """Return ways in which a county's name is written, each meaning this region and no other."""
    return _spellings(city.tree.own.code)[region.code]


@cache
def _spellings(code: str) -> dict[str, tuple[str, ...]]:
    tree = city(CODES.index(code)).tree
    taken: dict[str, set[str]] = {}
    for region in tree:
        for name in (region.name, *_others(region, tree.own)):
            taken.setdefault(squeeze(name), set()).add(region.code)
    return {
        region.code: (
            region.name,
            *(name for name in _others(region, tree.own) if len(taken[squeeze(name)]) == 1),
        )
        for region in (*tree.peers, *tree.children)
    }


def _others(region: Region, own: Region) -> list[str]:
    if region.kind == "功能区":
        return [region.short, *region.aliases]
    found = [" ".join(region.name)]
    if region.parent == own.code:
        found.append(f"{own.name}{region.name}")
    stem = region.name[:-1]
    if region.parent != own.code and not region.name.endswith("市"):
        return found
    if len(stem) > 1 and not region.name.endswith(("自治县", "新区")):
        found.append(stem)
    return found
