"""Provinces, cities, counties and zones, and finding the one that a sheet means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zhaoshang_cli.domain.autonomous import everyday

_SUFFIXES = ("自治县", "自治州", "地区", "新区", "县", "区", "市", "盟", "旗")
_SHORTEST_STEM = 2
"""叶县 keeps its 县: a name of one character is no name."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city, county or zone."""

    code: str
    """Six digits: GB/T 2260, or the statistical code of a zone."""

    name: str
    kind: str
    """省, 市, 区, 县, 县级市 or 功能区."""

    parent: str | None
    panel: str = ""
    """县区, 功能区, 省直管 …: ranked apart."""

    counts_in_total: bool = True
    aliases: tuple[str, ...] = ()
    short: str = ""
    """The name in tables and prose: 高新区 for 平顶山高新技术产业开发区."""

    @property
    def label(self) -> str:
        """The name as tables and prose print it."""
        return self.short or self.name


def squeeze(text: str) -> str:
    """Take out all blanks: ``叶 县`` is 叶县."""
    return re.sub(r"[\s\u3000]+", "", text)


@dataclass(frozen=True)
class RegionTree:
    """The regions a workspace knows: its own, its children, and the peers of its own level.

    Names are looked up in here only: 新华区 exists in many cities.
    """

    own: Region
    children: tuple[Region, ...]
    peers: tuple[Region, ...] = ()
    """All regions of the own level under the same parent, one's own among them."""

    province: Region | None = None

    def __iter__(self) -> Iterator[Region]:
        yield self.own
        yield from self.children
        yield from (peer for peer in self.peers if peer.code != self.own.code)
        if self.province is not None:
            yield self.province

    @cached_property
    def by_code(self) -> dict[str, Region]:
        """Every region by its code."""
        return {region.code: region for region in self}

    @cached_property
    def counted(self) -> tuple[Region, ...]:
        """The children whose sum is the own region's total; itself where there are none."""
        return tuple(one for one in self.children or (self.own,) if one.counts_in_total)

    def panels(self) -> tuple[str, ...]:
        """The panels of the children, in the order they first appear."""
        return tuple(dict.fromkeys(child.panel for child in self.children))

    def find(self, text: str) -> tuple[Region, ...]:
        """Return the regions that ``text`` may mean: one when it is clear, none when unknown.

        A code, a full name, an alias, a name without its suffix or with its city before it. A
        full name goes before an alias, and that before a shortened name.
        """
        wanted = squeeze(text)
        if found := self.by_code.get(wanted):
            return (found,)
        for names in self._names:
            if found_all := names.get(wanted):
                return tuple(self.by_code[code] for code in found_all)
        return ()

    @cached_property
    def _names(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        """Three tables of names, the surest first."""
        full = _table((squeeze(region.name), region.code) for region in self)
        given = _table(
            (squeeze(alias), region.code)
            for region in self
            for alias in (*region.aliases, region.short)
            if alias
        )
        derived = _table((name, region.code) for region in self for name in self._derived(region))
        return full, given, derived

    def _derived(self, region: Region) -> Iterator[str]:
        name = squeeze(region.name)
        yield from _stems(name)
        parent = self.by_code.get(region.parent or "")
        yield from _everyday(name, parent)
        if parent is None:
            return
        for before in (squeeze(parent.name), *_stems(squeeze(parent.name))):
            usual = everyday(name)[1:]
            for own in (name, *map(squeeze, region.aliases), squeeze(region.short), *usual):
                if own and not own.startswith(before):
                    yield before + own
                elif own.startswith(before):
                    rest = own.removeprefix(before)
                    yield from (rest, rest.removeprefix("市"))


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, code in pairs:
        if name and code not in table.get(name, ()):
            table[name] = (*table.get(name, ()), code)
    return table


def _everyday(name: str, parent: Region | None) -> Iterator[str]:
    """Yield 石柱县 and 石柱; but only 恩施州, since 恩施 is a city in it, and 阜新县 in 阜新市."""
    bare, *usual = everyday(name) or ("",)
    yield from usual
    above = () if parent is None else tuple(_stems(squeeze(parent.name)))
    if bare and not name.endswith("州") and bare not in above:
        yield bare


def _stems(name: str) -> Iterator[str]:
    for suffix in _SUFFIXES:
        stem = name.removesuffix(suffix)
        if stem != name and len(stem) >= _SHORTEST_STEM:
            yield stem
            return
