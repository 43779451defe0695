"""The country's regions as shipped: ``data/regions/<province>.csv``, one file a province.

Codes are GB/T 2260. A county that the province administers directly (its code reads ``xx90xx``,
as 济源 in 河南 or 仙桃 in 湖北) stands beside the cities and is of the kind 省直辖: provincial
tables list it with them.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zhaoshang_cli import resources
from zhaoshang_cli.domain.autonomous import everyday

_CODE = re.compile(r"[1-9][0-9]{5}")
_SUFFIX = re.compile(r"(?:省|市|地区|盟|特别行政区|自治区|自治州)$")
_PEOPLES = re.compile(r"(?:自治区|自治州)$")
_SHORTEST = 2


class Entry(NamedTuple):
    """One line of the shipped tables."""

    code: str
    name: str
    kind: str
    """省, 自治区, 直辖市, 特别行政区; 地级市, 地区, 自治州, 盟, 省直辖; 市辖区, 县, 县级市, 旗 …"""

    parent: str
    """Empty for a province."""


def province_code(code: str) -> str:
    """Return the code of the province that a region lies in.

    >>> province_code("411381")
    '410000'
    """
    return f"{code[:2]}0000"


def province(code: str) -> tuple[Entry, ...]:
    """Return a province and everything in it, by the code of any region in it; empty if unknown."""
    path = resources.folder("data") / "regions" / f"{province_code(code)}.csv"
    return tuple(_read(path)) if path.is_file() else ()


def aliases() -> dict[str, tuple[str, ...]]:
    """Return the other names that official tables give to shipped regions, by code.

    河南's tables call 济源市 by the name of its zone, 济源示范区.
    """
    found: dict[str, tuple[str, ...]] = {}
    for code, alias in _rows(resources.folder("data") / "regions" / "aliases.csv"):
        found[code] = (*found.get(code, ()), alias)
    return found


def heads() -> tuple[Entry, ...]:
    """Return the regions that can be a workspace's own: provinces, and what stands below them.

    A municipality (直辖市) stands for itself: its districts are its children.
    """
    return tuple(_heads())


def find_heads(text: str) -> tuple[Entry, ...]:
    """Return the regions that ``text`` may mean: by code, by full name, or by a short name."""
    wanted = re.sub(r"\s+", "", text)
    entries = heads()
    names = {entry.code: entry.name for entry in entries}
    for test in (_is_code, _is_name, _is_short):
        found = tuple(
            entry for entry in entries if test(wanted, entry, names.get(entry.parent, ""))
        )
        if found:
            return found
    return ()


def is_code(text: str) -> bool:
    """Whether a text has the form of a region's code: six digits, the first not 0."""
    return _CODE.fullmatch(text) is not None


def _heads() -> Iterator[Entry]:
    for path in sorted((resources.folder("data") / "regions").glob("*0000.csv")):
        entries = tuple(_read(path))
        top = entries[0]
        yield top
        if top.kind != "直辖市":
            yield from (entry for entry in entries if entry.parent == top.code)


def _read(path: Path) -> Iterator[Entry]:
    yield from (Entry(*row) for row in _rows(path))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _is_code(wanted: str, entry: Entry, _: str) -> bool:
    return entry.code == wanted


def _is_name(wanted: str, entry: Entry, above: str) -> bool:
    return wanted in (entry.name, above + entry.name, _SUFFIX.sub("", above) + entry.name)


def _is_short(wanted: str, entry: Entry, above: str) -> bool:
    stems = (_SUFFIX.sub("", entry.name), *everyday(entry.name))
    top = _SUFFIX.sub("", above)
    if any(wanted in (stem, top + stem) for stem in stems):
        return True
    # 恩施 for 恩施土家族苗族自治州: the peoples between are rarely spoken.
    long = _PEOPLES.search(entry.name) is not None
    return long and len(wanted) >= _SHORTEST and entry.name.startswith(wanted)
