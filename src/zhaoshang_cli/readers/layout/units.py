"""Units in headings, in lines such as 单位：万元, and in cells of a column of units."""

import re

from zhaoshang_cli.domain.quantity import UNITS
from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.text import plain

_BRACKETS = re.compile(r"[(\[【〔{<《]([^()\[\]【】〔〕{}<>《》]*)[)\]】〕}>》]")
_SPLIT = re.compile(r"[,、;/和|:]+")
_PERCENT = frozenset({"%", "‰", "百分比", "个百分点", "百分点"})


class HeadingUnits:
    """Finds units, in any of their spellings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._counting = frozenset(vocabulary.counting)
        self._units = {plain(unit): unit for unit in (*UNITS, *vocabulary.counting)}
        self._units |= {plain(other): unit for other, unit in vocabulary.units.items()}
        longest = sorted(self._units, key=lambda unit: -len(unit))
        money = [unit for unit in longest if self.kept_in(self._units[unit]) in {"万元", "万美元"}]
        self._at_end = re.compile(rf"[/_\-]?({'|'.join(map(re.escape, money))})$")
        self._labels = frozenset(map(plain, vocabulary.labels.unit))
        labels = "|".join(map(re.escape, sorted(self._labels, key=lambda one: (-len(one), one))))
        self._label = re.compile(rf"^(?:{labels}):")
        either = "|".join(map(re.escape, longest))
        self._told = re.compile(rf"(?:{labels}):({either})")
        listed = rf"((?:{either})(?:[,、;/和及](?:{either}))*)"
        self._phrases = (
            re.compile(
                rf"(?:{labels}|(?:金额|数额)(?=[:为是\-—–]))(?:均|统一|都|一律)?(?:为|是|以|按|用)?[:\-—–~]?{listed}(?!\w)"
            ),
            re.compile(rf"[以按用]{listed}(?:为单位|计算|填报|填列|统计|计)"),
        )

    def find(self, text: str) -> str | None:
        """Return the unit that a whole text names."""
        return self._units.get(plain(text))

    def labels(self, text: str) -> bool:
        """Whether a whole text only announces a unit: 计量单位."""
        return plain(text).strip("():") in self._labels

    def phrased(self, text: str) -> tuple[str, ...]:
        """Return the units that a line or a note names in its own words: 以上金额单位为亿元."""
        word = plain(text)
        found = [match[1] for phrase in self._phrases for match in phrase.finditer(word)]
        return tuple(dict.fromkeys(unit for one in found for unit in self.several(one)))

    def alone(self, text: str) -> tuple[str, ...]:
        """Return the units that a whole cell names, in brackets or with 单位 before them."""
        word = plain(text)
        bare = word.strip("()[]【】〔〕{}<>《》")
        whole = next((found[0] for one in self._phrases if (found := one.fullmatch(bare))), "")
        return self.phrased(whole) or self.several(bare)

    def several(self, text: str) -> tuple[str, ...]:
        """Return the units of a list such as 万元、万美元、个; none if any word is no unit."""
        words = [word for word in _SPLIT.split(plain(text)) if word and word not in _PERCENT]
        units = [self._units.get(word) for word in words]
        return tuple(unit for unit in units if unit) if all(units) else ()

    def take(self, text: str) -> tuple[str | None, bool, str]:
        """Take the unit out of a heading: the unit, whether % was named, and the rest."""
        unit, percent, rest = None, False, text
        if told := self._told.match(text):
            return self._units[told[1]], False, text[told.end() :]
        for match in _BRACKETS.finditer(text):
            words = [w for w in _SPLIT.split(self._label.sub("", match[1])) if w]
            if words and all(word in self._units or word in _PERCENT for word in words):
                unit = next((self._units[word] for word in words if word in self._units), unit)
                percent = percent or any(word in _PERCENT for word in words)
                rest = rest.replace(match[0], "", 1)
        if rest in self._units:
            return self._units[rest], percent, ""
        if unit is None and (found := self._at_end.search(rest)) and found.start():
            unit, rest = self._units[found[1]], rest[: found.start()]
        if rest.endswith("%"):
            percent, rest = True, rest[:-1]
        return unit, percent, rest

    def bracketed(self, text: str) -> tuple[str, ...]:
        """Return the units in the brackets of a title: （万元、万美元）."""
        lists = (self.several(self._label.sub("", match[1])) for match in _BRACKETS.finditer(text))
        return next((units for units in lists if units), ())

    def kept_in(self, unit: str) -> str:
        """Return the canonical unit of the same dimension; ``个`` for all that is counted."""
        if unit in self._counting:
            return "个"
        return UNITS[unit][0] if unit in UNITS else unit

    def fits(self, unit: str, canonical: str) -> bool:
        """Whether values in ``unit`` can be kept in ``canonical``."""
        return self.kept_in(unit) == self.kept_in(canonical)

    def counts(self, unit: str) -> bool:
        """Whether the unit counts things."""
        return unit in self._counting
