"""What stands round a table: titles, 单位：万元, 填报单位：叶县, 报告期：…, and who signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.text import alternatives, plain, remembered
from zhaoshang_cli.readers.layout.units import HeadingUnits

_TRIM = " \u3000\t\r\n()（）[]【】,，;；。_"


class Saying(StrEnum):
    """What the label before a colon announces."""

    UNIT = "unit"
    REGION = "region"
    PERIOD = "period"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Said:
    """One ``label：value`` and where it stands, counted from 0."""

    saying: Saying
    label: str
    value: str
    row: int
    column: int
    inside: bool = False
    """It follows words of its cell: 实际到位省外资金（单位：万元）."""


class Lines:
    """Finds labels with their values in cells."""

    def __init__(self, vocabulary: Vocabulary, units: HeadingUnits) -> None:
        self.units = units
        self._signatures = {plain(label): kept for label, kept in vocabulary.signatures.items()}
        sayings = {
            Saying.UNIT: vocabulary.labels.unit,
            Saying.REGION: vocabulary.labels.region,
            Saying.PERIOD: vocabulary.labels.period,
            Saying.SIGNATURE: tuple(vocabulary.signatures),
        }
        self._note = alternatives(vocabulary.rows.note)
        self._years = frozenset(map(plain, vocabulary.rows.year))
        self._sayings: dict[str, list[Saying]] = {}
        for saying, labels in sayings.items():
            for label in labels:
                self._sayings.setdefault(plain(label), []).append(saying)
        words = sorted(self._sayings, key=lambda word: -len(word))
        spaced = "|".join(r"[\s\u3000]*".join(map(_either_width, word)) for word in words)
        self._label = re.compile(rf"(?<![\w])({spaced})[\s\u3000]*[:：]")
        self._cache: dict[str, tuple[tuple[Saying, str, str, bool], ...]] = {}

    def speaks(self, text: str) -> bool:
        """Whether a cell is a label with its colon, and no heading or title with its unit."""
        return any(
            not inside or saying is not Saying.UNIT for saying, _, _, inside in self._in_cell(text)
        )

    def is_year(self, text: str) -> bool:
        """Whether a text in a column of months is that of their sum."""
        return plain(text) in self._years

    def is_note(self, text: str) -> bool:
        """Whether a text is a footnote."""
        word = plain(text)
        match = self._note.match(word)
        return match is not None and (
            match.end() == len(word) or not word[match.end()].isalpha() or match.end() == 1
        )

    def names_unit(self, text: str) -> bool:
        """Whether a cell says which unit holds, and nothing else."""
        said = self._in_cell(text)
        return bool(said) and all(
            saying is Saying.UNIT and self.units.several(value) for saying, _, value, _ in said
        )

    def unit_of(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the units that a row of cells says hold from there on; none if it says none."""
        found = [one for text in texts for one in self._in_cell(text)]
        told = [self.units.several(one[2]) for one in found if one[0] is Saying.UNIT]
        return next((units for units in told if units), ())

    def before(self, text: str) -> str:
        """Return what stands in a cell before its first label; all of it where it has none."""
        match = self._label.search(text)
        return text if match is None else text[: match.start()].strip(_TRIM)

    def read(self, rows: Sequence[Sequence[str]], row: int) -> Iterator[Said]:
        """Find what one row says; a value may stand in the next cell."""
        cells = rows[row]
        for column, text in enumerate(cells):
            for saying, label, value, inside in self._in_cell(text):
                found = value or self._next(cells, column)
                yield Said(saying, label, found, row, column, inside)

    def signature(self, label: str) -> str:
        """Return the word under which a signature is kept."""
        return self._signatures[label]

    def _next(self, cells: Sequence[str], column: int) -> str:
        following = next((text for text in cells[column + 1 :] if text.strip()), "")
        return "" if self.speaks(following) else following.strip()

    def _in_cell(self, text: str) -> tuple[tuple[Saying, str, str, bool], ...]:
        if ":" not in text and "：" not in text:
            return ()
        if text not in self._cache:
            remembered(self._cache, text, tuple(self._split(text)))
        return self._cache[text]

    def _split(self, text: str) -> Iterator[tuple[Saying, str, str, bool]]:
        matches = list(self._label.finditer(text))
        ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
        inside = bool(self.before(text))
        for match, end in zip(matches, ends, strict=True):
            label, value = plain(match[1]), text[match.end() : end].strip(_TRIM)
            # In the corner of a table the unit has a line of its own: 单位：亿元, and below it 县区.
            if self.units.several(first := value.partition("\n")[0]):
                value = first
            yield from ((saying, label, value, inside) for saying in self._meant(label, value))

    def _meant(self, label: str, value: str) -> list[Saying]:
        """单位：万元 speaks of a unit, 单位：叶县 of a region."""
        sayings = self._sayings[label]
        if Saying.UNIT in sayings and Saying.REGION in sayings:
            return [Saying.UNIT if self.units.several(value) else Saying.REGION]
        return sayings


def _either_width(sign: str) -> str:
    return {"(": "[(（]", ")": "[)）]"}.get(sign, re.escape(sign))
