"""Whose row it is, from all the cells that name its region: codes and names must agree."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.text import alternatives, plain
from zhaoshang_cli.readers.layout.names import RegionNames

_CODE = re.compile(r"([0-9]{6})((?:000){0,2})")
"""A code of GB/T 2260, or the statistical code of nine or twelve digits that begins with it."""

_SEAL = re.compile(r"[(（](?:盖章|公章)[)）]$")


@dataclass(frozen=True, slots=True)
class Meant:
    """The region that the key cells of a row mean."""

    label: str
    codes: tuple[str, ...]
    doubt: str = ""
    """Why it is not clear although every name is known."""


@dataclass(frozen=True, slots=True)
class _Key:
    text: str
    codes: tuple[str, ...]
    coded: bool
    """It stands in a column of codes."""


class RegionKeys:
    """Reads the key cells of rows."""

    def __init__(
        self, vocabulary: Vocabulary, regions: RegionNames, is_sum: Callable[[str], object]
    ) -> None:
        self.regions, self.is_sum = regions, is_sum
        offices = alternatives(vocabulary.rows.offices)
        self._read: dict[tuple[tuple[str, ...], tuple[str, ...]], Meant | None] = {}
        self._office = re.compile(rf"(?:{offices.pattern})$")

    def one(self, text: str) -> tuple[str, ...]:
        """Return the codes that a single cell may mean: a code, a name, or the name of an office."""
        if found := self.regions.find(text):
            return found
        if code := _CODE.fullmatch(text.strip()):
            return self.regions.find(code[1])
        bare = self._office.sub("", _SEAL.sub("", plain(text)))
        return self.regions.find(bare) if bare else ()

    def several(self, codes: Sequence[str], names: Sequence[str]) -> Meant | None:
        """Bring the cells of several key columns together; None where none of them is known."""
        said = (tuple(codes), tuple(names))
        if said not in self._read:
            self._read[said] = self._together(*said)
        return self._read[said]

    def _together(self, codes: Sequence[str], names: Sequence[str]) -> Meant | None:
        keys = [_Key(text, self.one(text), coded=True) for text in codes]
        keys += [_Key(text, self.one(text), coded=False) for text in names]
        known = self._deepest([key for key in keys if key.codes])
        strange = [key for key in keys if not key.codes and self._wants_region(key)]
        if not known:
            return None
        first = known[-1]
        common = [code for code in first.codes if all(code in key.codes for key in known)]
        if not common:
            other = next(key for key in known if not set(key.codes) & set(first.codes))
            return Meant(first.text, (), self._apart(other, first))
        unsettled = self._unsettled(known, strange)
        if unsettled is None:
            return Meant(first.text, tuple(common))
        if self._is_above(common) and not unsettled.coded:
            return None if self.is_sum(unsettled.text) else Meant(unsettled.text, ())
        return Meant(first.text, (), self._apart(first, unsettled))

    def _unsettled(self, known: Sequence[_Key], strange: Sequence[_Key]) -> _Key | None:
        """Return the cell that keeps a row from being that of the known ones.

        An unknown word in a second column of names may be a 片区; beside a code it may be another
        county, and a code that is not known may be that of another city's 新华区.
        """
        named = any(not key.coded for key in known)
        above = self._is_above([code for key in known for code in key.codes])
        for key in strange:
            if key.coded or not named or above or self.is_sum(key.text):
                return key
        return None

    def _wants_region(self, key: _Key) -> bool:
        return not key.coded or bool(_CODE.fullmatch(key.text.strip()))

    def _deepest(self, known: Sequence[_Key]) -> list[_Key]:
        """Drop names of a city or province that stand beside one of theirs."""
        parents = {code for key in known for one in key.codes for code in self._over(one)}
        deep = [key for key in known if key.coded or not parents.issuperset(key.codes)]
        return deep or list(known)

    def _over(self, code: str) -> set[str]:
        by_code = self.regions.tree.by_code
        region, over = by_code.get(code), set[str]()
        while region is not None and region.parent and region.parent not in over:
            over.add(region.parent)
            region = by_code.get(region.parent)
        return over

    def _is_above(self, codes: Sequence[str]) -> bool:
        """Whether only the own region, or the province, is meant."""
        tree = self.regions.tree
        above = {tree.own.code} | ({tree.province.code} if tree.province else set())
        return bool(tree.children) and above.issuperset(codes)

    def _apart(self, one: _Key, other: _Key) -> str:
        shown = [self._shown(one), self._shown(other)]
        return f"{shown[0]}和{shown[1]}对不上，说不清这一行是哪个地区的"

    def _shown(self, key: _Key) -> str:
        text = key.text.strip()
        if not key.codes:
            return f"“{text}”（不认识）"
        labels = "、".join(map(self.regions.label, key.codes))
        return f"“{text}”" if labels == text else f"“{text}”（{labels}）"
