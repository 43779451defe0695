"""The names of indicators and of regions, ready to be looked up."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.region import Region, RegionTree
from zhaoshang_cli.readers.cells.text import plain, remembered
from zhaoshang_cli.readers.layout.facets import Match

_NEAREST = 3
_MOST_ASKED = 1_000
"""A column of a million strange names would be compared with all that are known for hours."""

_SHORTEST_NAME = 2
_FOOTNOTE = re.compile("(?:[*\uff0a※★☆①-⑳]|[(（]?注?[0-9]{1,2}[)）]|注[0-9]{1,2})+$")


class IndicatorNames:
    """Finds the indicator that a word names."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.indicators = indicators
        self._exact = {one.name: one.code for one in indicators.values()}
        self._plain: dict[str, str] = {}
        self._synonyms: dict[str, set[str]] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        for one in indicators.values():
            self._plain |= {plain(one.name): one.code, plain(one.code): one.code}
            for synonym in one.synonyms:
                self._synonyms.setdefault(plain(synonym).replace("/", ""), set()).add(one.code)

    def find(self, word: str) -> tuple[str, Match] | None:
        """Find the one indicator a word names, blanks and brackets' shapes aside."""
        if code := self._exact.get(word):
            return code, Match.EXACT
        if code := self._plain.get(word):
            return code, Match.NORMALISED
        codes = self._synonyms.get(word, set())
        return (next(iter(codes)), Match.SYNONYM) if len(codes) == 1 else None

    def inside(self, text: str) -> set[str]:
        """Find the indicators whose names stand in a title, longer names before shorter."""
        found: set[str] = set()
        rest = plain(text)
        for word, codes in self._by_length:
            if word in rest:
                rest = rest.replace(word, " ")
                found |= codes
        return found

    def nearest(self, word: str) -> tuple[str, ...]:
        """Name the known indicators most like a word; none once very many were asked for."""
        known = self._near.get(word)
        if known is None and len(self._near) < _MOST_ASKED:
            known = self._near[word] = self._nearest(word)
        return known or ()

    def _nearest(self, word: str) -> tuple[str, ...]:
        names = difflib.get_close_matches(plain(word), self._all, _NEAREST, 0.4)
        codes = [self._plain.get(name) or min(self._synonyms[name]) for name in names]
        return tuple(dict.fromkeys(self.indicators[code].name for code in codes))

    @cached_property
    def _all(self) -> list[str]:
        return [*self._plain, *self._synonyms]

    @cached_property
    def _by_length(self) -> list[tuple[str, set[str]]]:
        words = {name: {code} for name, code in self._plain.items()}
        words |= {name: set(codes) for name, codes in self._synonyms.items()}
        return sorted(words.items(), key=lambda entry: -len(entry[0]))


class RegionNames:
    """Finds regions by name, alone or inside a text, within the workspace's own tree only."""

    def __init__(self, tree: RegionTree) -> None:
        self.tree = tree
        self._found: dict[str, tuple[str, ...]] = {}
        self._inside: dict[str, tuple[str, ...]] = {}
        self._near: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes of the regions a whole cell may mean."""
        known = self._found.get(text)
        if known is None:
            word = plain(text)
            found = self.tree.find(word) or self.tree.find(word.strip("()")) or self._trimmed(text)
            known = remembered(self._found, text, tuple(one.code for one in found))
        return known

    def _trimmed(self, text: str) -> tuple[Region, ...]:
        """Find a name with its province before it, a footnote's mark or its own panel behind it."""
        above = self.tree.province
        word = plain(_FOOTNOTE.sub("", text.strip()))
        word = word.removeprefix(plain(above.name)) if above else word
        name, _, remark = word.partition("(")
        if not remark:
            return self.tree.find(word)
        found = self.tree.find(name)
        return found if found and all(one.panel and one.panel in remark for one in found) else ()

    def inside(self, text: str) -> tuple[str, ...]:
        """Return the codes of the regions that a title, a file's name or an office's name speaks of.

        A region below the one that is named with it goes first: 平顶山市叶县 is 叶县. More than one
        code is more than one region, or one name of several.
        """
        if (known := self._inside.get(text)) is None:
            known = remembered(self._inside, text, self._search(plain(text)))
        return known

    def _search(self, text: str) -> tuple[str, ...]:
        if whole := self.find(text):
            return whole
        for names in (self._names, self._stems):
            if codes := self._longest(text, names):
                children = [code for code in codes if code in self._children]
                return tuple(children or codes)
        return ()

    def _longest(self, text: str, names: Mapping[str, tuple[str, ...]]) -> list[str]:
        found: dict[str, None] = {}
        at = 0
        longest = max(map(len, names), default=0)
        while at < len(text):
            for size in range(min(longest, len(text) - at), _SHORTEST_NAME - 1, -1):
                if codes := names.get(text[at : at + size]):
                    found |= dict.fromkeys(codes)
                    at += size - 1
                    break
            at += 1
        return list(found)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Name the known regions most like a word; none once very many were asked for."""
        known = self._near.get(word)
        if known is None and len(self._near) < _MOST_ASKED:
            known = self._near[word] = self._nearest(word)
        return known or ()

    def _nearest(self, word: str) -> tuple[str, ...]:
        names = [*self._names, *self._stems]
        close = difflib.get_close_matches(plain(word), names, _NEAREST, 0.5)
        codes = [(self._names.get(name) or self._stems[name])[0] for name in close]
        return tuple(dict.fromkeys(self.tree.by_code[code].name for code in codes))

    def label(self, code: str) -> str:
        """Name a region as tables do."""
        return self.tree.by_code[code].label

    @cached_property
    def _children(self) -> frozenset[str]:
        return frozenset(child.code for child in self.tree.children)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return _table(
            (name, region)
            for region in self.tree
            for name in (region.name, region.short, *region.aliases)
        )

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        return _table(
            (region.name[:-1], region) for region in self.tree if region.name[-1:] in "省市县区旗盟"
        )


def _table(pairs: Iterable[tuple[str, Region]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, region in pairs:
        word = plain(name)
        if len(word) >= _SHORTEST_NAME and region.code not in table.get(word, ()):
            table[word] = (*table.get(word, ()), region.code)
    return table
