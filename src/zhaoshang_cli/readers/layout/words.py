"""Headings into what they say: key, indicator, basis, unit, span, or a rate beside the values.

A heading is a path of words, one a level: ``("实际到位省外资金（亿元）", "本年累计")``. The words of
basis, target, rate and unit are taken out of every level first; what is left must then *be* the
name of an indicator. Nothing is taken because it is only near.
"""

import re
from dataclasses import fields, replace

from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.dates import cut_spans
from zhaoshang_cli.readers.cells.text import alternatives, plain, remembered, without_mark
from zhaoshang_cli.readers.layout.facets import UNKNOWN, Heading, Match, Role
from zhaoshang_cli.readers.layout.levels import DECIDING, Level, said, tidy
from zhaoshang_cli.readers.layout.names import IndicatorNames, RegionNames
from zhaoshang_cli.readers.layout.units import HeadingUnits

_OTHER_QUARTERS = re.compile(r"(?<!前)(?<!-)第?[二三四2-4]季度")
_WHOLE_YEAR = re.compile("全年(?=目标|任务|计划)")
"""全年目标 is the target for the year, and says nothing of December."""

_UNTIL = re.compile(r"截至|截止|年初|月(?:底|末|止)")


class Words:
    """Reads headings with the words of a vocabulary and the names of a workspace."""

    def __init__(
        self, vocabulary: Vocabulary, indicators: IndicatorNames, regions: RegionNames
    ) -> None:
        words = vocabulary.headings
        self.indicators, self.regions = indicators, regions
        self.units = HeadingUnits(vocabulary)
        self._keys = _keys(vocabulary)
        self._projects = frozenset(map(plain, vocabulary.rows.projects))
        self._levels = {plain(name): name for name in vocabulary.levels.names}
        self._level_names = alternatives(vocabulary.levels.names)
        self._roles = {
            plain(word): role for role in DECIDING for word in getattr(words, role.value)
        }
        self._role = alternatives(tuple(self._roles))
        self._target = alternatives(words.target)
        self._bases = {
            Basis.YTD: alternatives(words.ytd),
            Basis.MONTH: alternatives(words.month),
            Basis.STOCK: alternatives(words.stock),
        }
        self._clash = frozenset(map(plain, words.clash))
        # 1-本月累计 is clear although 本月累计 is not: the longer word is met first.
        self._span = alternatives((*words.ytd, *words.clash))
        self._noise = alternatives(words.noise)
        self._of_which = re.compile(rf"^(?:{alternatives(words.of_which).pattern})[:,、]?")
        self._qualifiers = alternatives(words.qualifiers)
        self._subjects = alternatives(words.subjects)
        self._groups = frozenset(map(plain, words.groups))
        self._totals = frozenset(map(plain, (*vocabulary.rows.total, *vocabulary.rows.whole)))
        self._subtotal = re.compile(rf"(?:{alternatives(vocabulary.rows.subtotal).pattern})$")
        self._read: dict[tuple[str, ...], Heading] = {}

    def read(self, path: tuple[str, ...]) -> Heading:
        """Read a heading, its levels from the top down."""
        heading = self._read.get(path)
        if heading is None:
            heading = self._heading([text for text in path if text.strip()])
            remembered(self._read, path, heading)
        return heading

    def basis(self, text: str) -> Basis | None:
        """Return the basis that a cell of a column of bases names; None if it names none, or two."""
        word = plain(text)
        named = [basis for basis, pattern in self._bases.items() if pattern.search(word)]
        return named[0] if len(named) == 1 and word not in self._clash else None

    def is_project(self, text: str) -> bool:
        """Whether a heading shows that each row is a project or a company."""
        return without_mark(plain(text)) in self._projects

    def basis_alone(self, text: str) -> Basis | None:
        """Return the basis that a text names if it names nothing else."""
        heading = self.read((text,))
        return None if heading.indicator or heading.month else heading.basis

    def level(self, text: str) -> str | None:
        """Return the level of targets that a cell names: 省定 for 省定目标."""
        found = self._level_names.search(plain(text))
        return self._levels[found[0]] if found else None

    def _heading(self, path: list[str]) -> Heading:
        if not path:
            return UNKNOWN
        words = [without_mark(plain(text)) for text in path]
        if key := self._key(words) or self._total(path, words):
            return key
        levels = [self._level(text) for text in path]
        heading = self._name(said(levels), levels)
        if heading.match is Match.EXACT and not any(self._holds(text, heading) for text in path):
            return replace(heading, match=Match.NORMALISED)
        return heading

    def _key(self, words: list[str]) -> Heading | None:
        """Read a heading that is one of the key words."""
        last = words[-1]
        if (key := self._keys.get(last)) and (len(words) == 1 or key.role.labels_rows):
            return key
        return self._amount(last) if len(words) == 1 else None

    def _total(self, path: list[str], words: list[str]) -> Heading | None:
        """Read a column of sums: 合计, or 合计/本月 beside those of the parts."""
        at = next((at for at, word in enumerate(words) if self._adds_up(word)), None)
        if at is None:
            return None
        told = self.read((*path[:at], *path[at + 1 :]))
        if told.role in {Role.VALUE, Role.TARGET}:
            return replace(told, role=Role.TOTAL, also=frozenset({told.role}))
        if told.role.checked_only:
            return told
        return Heading(Role.TOTAL) if at == len(words) - 1 else None

    def _adds_up(self, word: str) -> bool:
        """Whether a word is 合计, 合计(含高新区) or 县小计; 省外资金小计 is 省外资金."""
        bare = word.partition("(")[0].rstrip(":")
        if bare in self._totals:
            return True
        before = self._subtotal.sub("", bare)
        return before != bare and self.indicators.find(before) is None

    def _holds(self, text: str, heading: Heading) -> bool:
        return self.indicators.indicators[heading.indicator or ""].name in text

    def _amount(self, word: str) -> Heading | None:
        """Read 金额（万元） and 县区（单位：万元）: a key word with the unit of all the values."""
        unit, _, bare = self.units.take(word)
        key = self._keys.get(tidy(bare)) if unit else None
        if key is None or key.could_be(Role.UNIT):
            return None
        taken = key.role is Role.VALUE or key.role.labels_rows
        return replace(key, unit=unit) if taken else None

    def _level(self, text: str) -> Level:
        word = without_mark(plain(text))
        bare = self._of_which.sub("", word)
        of_which = bare != word
        unit, percent, bare = self.units.take(bare)
        if known := self.indicators.find(text) or self.indicators.find(bare):
            return Level(bare, unit=unit, percent=percent, of_which=of_which, known=known)
        clash = bool(_OTHER_QUARTERS.search(bare))
        spans, rest = cut_spans(_WHOLE_YEAR.sub("年度", bare))
        decided = self._role.findall(rest)
        roles = {self._roles[word] for word in decided}
        rest = self._role.sub("", rest)
        clash = clash or not self._clash.isdisjoint(self._span.findall(rest))
        basis, rest = self._basis(rest)
        rest, targets = self._target.subn("", rest) if rest not in self._groups else (rest, 0)
        level = self._levels.get(found[0]) if (found := self._level_names.search(rest)) else None
        span = (
            replace(spans[0], upto=True)
            if spans and _UNTIL.search(bare)
            else next(iter(spans), None)
        )
        return Level(
            rest=tidy(self._level_names.sub("", rest) if targets else rest),
            roles=frozenset({*roles, Role.TARGET} if targets else roles),
            basis=basis,
            span=span,
            unit=unit,
            percent=percent,
            clash=clash,
            of_which=of_which,
            level=level if targets else None,
            rate=next((word for word in decided if self._roles[word] is Role.RATE), ""),
        )

    def _basis(self, rest: str) -> tuple[Basis | None, str]:
        found = None
        for basis, pattern in self._bases.items():
            rest, times = pattern.subn("", rest)
            found = found or (basis if times else None)
        return found, rest

    def _name(self, told: Heading, levels: list[Level]) -> Heading:
        """Find the indicator and the region in what is left."""
        left: list[Level] = []
        for level in levels:
            if not level.rest or (left and left[-1].rest == level.rest):
                continue
            if level.known is None and (codes := self.regions.find(level.rest)):
                told = replace(told, region=codes)
            else:
                left.append(level)
        named = [level for level in left if level.known or not self._says_nothing(level.rest)]
        found = self._indicator(named)
        if found:
            return replace(told, indicator=found[0], match=found[1])
        if named:
            # 外资到位率 is a rate, whatever 外资 may be: no amount is lost with it.
            role = Role.RATE if told.rate.endswith("率") else Role.UNKNOWN
            return replace(told, role=role, rest="/".join(level.rest for level in named))
        bare = not (left or told.basis or told.region or told.clash or told.month)
        return replace(told, role=Role.UNKNOWN) if told.role is Role.VALUE and bare else told

    def _says_nothing(self, rest: str) -> bool:
        return rest in self._groups or not tidy(self._noise.sub("", rest))

    def _indicator(self, left: list[Level]) -> tuple[str, Match] | None:
        if not left:
            return None
        joined = "".join(level.rest for level in left)
        if len(left) > 1 and (found := self.indicators.find(joined)):
            return found
        deepest = left[-1]
        found = deepest.known or self._find(deepest.rest)
        if found is None or not all(self._agrees(upper, found[0], deepest) for upper in left[:-1]):
            return None
        return found

    def _find(self, rest: str) -> tuple[str, Match] | None:
        return self.indicators.find(rest) or self.indicators.find(tidy(self._noise.sub("", rest)))

    def _agrees(self, upper: Level, code: str, deepest: Level) -> bool:
        """Whether an upper heading leaves the meaning of the one below it as it is.

        Below 外资 a 合同额 is another indicator, and below 工业 any value is only a part.
        """
        if upper.rest in deepest.rest:
            return True
        if deepest.of_which and self._subjects.search(deepest.rest):
            return not self._qualifiers.search(upper.rest)
        known = self.indicators.indicators
        names = (known[code].name, *known[code].synonyms)
        for subject in self._subjects.findall(upper.rest):
            if not any(subject in name for name in names):
                return False
        over = upper.known or self._find(upper.rest)
        if over is None:
            return not self._qualifiers.search(upper.rest)
        return (
            code == over[0]
            or deepest.of_which
            or code in {known[over[0]].contract, known[over[0]].part_of}
        )


def _keys(vocabulary: Vocabulary) -> dict[str, Heading]:
    """Every word that is a whole heading, with the roles it may have."""
    roles: dict[str, list[Role]] = {}
    for entry in fields(vocabulary.keys):
        for word in getattr(vocabulary.keys, entry.name):
            roles.setdefault(plain(word), []).append(Role(entry.name))
    return {word: Heading(found[0], also=frozenset(found[1:])) for word, found in roles.items()}
