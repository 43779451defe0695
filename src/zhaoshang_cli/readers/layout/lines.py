"""What stands round a table: titles, 单位：万元, 填报单位：叶县, 报告期：…, and who signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhaoshang_cli.domain.vocabulary import Vocabulary
from zhaoshang_cli.readers.cells.text import plain
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
        self._sayings: dict[str, list[Saying]] = {}
        for saying, labels in sayings.items():
            for label in labels:
                self._sayings.setdefault(plain(label), []).append(saying)
        words = sorted(self._sayings, key=lambda word: -len(word))
        spaced = "|".join(r"[\s\u3000]*".join(map(_either_width, word)) for word in words)
        self._label = re.compile(rf"(?<![\w])({spaced})[\s\u3000]*[:：]")
        self._cache: dict[str, tuple[tuple[Saying, str, str], ...]] = {}

    def speaks(self, text: str) -> bool:
        """Whether a cell holds a label with its colon."""
        return (":" in text or "：" in text) and bool(self._in_cell(text))

    def read(self, rows: Sequence[Sequence[str]], row: int) -> Iterator[Said]:
        """Find what one row says; a value may stand in the next cell."""
        cells = rows[row]
        for column, text in enumerate(cells):
            for saying, label, value in self._in_cell(text):
                found = value or self._next(cells, column)
                yield Said(saying, label, found, row, column)

    def signature(self, label: str) -> str:
        """Return the word under which a signature is kept."""
        return self._signatures[label]

    def _next(self, cells: Sequence[str], column: int) -> str:
        following = next((text for text in cells[column + 1 :] if text.strip()), "")
        return "" if self.speaks(following) else following.strip()

    def _in_cell(self, text: str) -> tuple[tuple[Saying, str, str], ...]:
        if ":" not in text and "：" not in text:
            return ()
        if text not in self._cache:
            self._cache[text] = tuple(self._split(text))
        return self._cache[text]

    def _split(self, text: str) -> Iterator[tuple[Saying, str, str]]:
        matches = list(self._label.finditer(text))
        ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
        for match, end in zip(matches, ends, strict=True):
            label, value = plain(match[1]), text[match.end() : end].strip(_TRIM)
            yield from ((saying, label, value) for saying in self._meant(label, value))

    def _meant(self, label: str, value: str) -> list[Saying]:
        """单位：万元 speaks of a unit, 单位：叶县 of a region."""
        sayings = self._sayings[label]
        if Saying.UNIT in sayings and Saying.REGION in sayings:
            return [Saying.UNIT if self.units.several(value) else Saying.REGION]
        return sayings


def _either_width(sign: str) -> str:
    return {"(": "[(（]", ")": "[)）]"}.get(sign, re.escape(sign))
