"""The words by which sheets are read: of headings, rows, notes, signatures and empty cells."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Self

from zhaoshang_cli import resources

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A table of lists of words; what a subclass names is what it may hold."""

    @classmethod
    def build(cls, table: Mapping[str, object]) -> Self:
        """Build from a TOML table.

        Raises:
            KeyError: The table holds a name that is none of the group's.
            TypeError: A name does not hold a list of texts.
        """
        if unknown := sorted(table.keys() - {entry.name for entry in fields(cls)}):
            raise KeyError(unknown[0])
        return cls(**{name: _words(name, words) for name, words in table.items()})

    def with_more(self, more: Self) -> Self:
        """Return the group with the words of ``more`` after its own."""
        joined = {
            entry.name: (*getattr(self, entry.name), *getattr(more, entry.name))
            for entry in fields(self)
        }
        return replace(self, **joined)


@dataclass(frozen=True, slots=True)
class Keys(WordGroup):
    """Headings that say what a whole column is."""

    region: Words = ()
    region_code: Words = ()
    period: Words = ()
    year: Words = ()
    indicator: Words = ()
    unit: Words = ()
    basis: Words = ()
    level: Words = ()
    value: Words = ()
    serial: Words = ()
    ignored: Words = ()


@dataclass(frozen=True, slots=True)
class HeadingWords(WordGroup):
    """Words inside a heading, beside the name of the indicator."""

    ytd: Words = ()
    month: Words = ()
    stock: Words = ()
    clash: Words = ()
    """Words that may mean the month or the year to date."""

    target: Words = ()
    completion: Words = ()
    growth: Words = ()
    rank: Words = ()
    rate: Words = ()
    base: Words = ()
    noise: Words = ()
    of_which: Words = ()
    groups: Words = ()
    """Upper headings that change nothing about what stands below them."""

    subjects: Words = ()
    """Whose money an upper heading speaks of, which the indicator below must speak of too."""

    qualifiers: Words = ()
    """Upper headings below which a value is only a part."""


@dataclass(frozen=True, slots=True)
class RowWords(WordGroup):
    """Labels of rows that are not a region's."""

    total: Words = ()
    subtotal: Words = ()
    whole: Words = ()
    year: Words = ()
    """Labels of a sum below a column of months."""

    note: Words = ()
    projects: Words = ()
    """Headings that show that each row is a project or a company."""

    offices: Words = ()
    """What may follow a region's name where an office reports for it."""


@dataclass(frozen=True, slots=True)
class Labels(WordGroup):
    """What stands before the colon in ``单位：万元``."""

    unit: Words = ()
    region: Words = ()
    period: Words = ()


@dataclass(frozen=True, slots=True)
class CellWords(WordGroup):
    """Words in a cell that has room for a number."""

    missing: Words = ()
    zero: Words = ()
    about_before: Words = ()
    about_after: Words = ()


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of targets."""

    names: Words = ()
    province: str = ""
    """The level of a target in the province's table of its cities."""

    own: str = ""
    """The level of a target that a county's own return names."""

    title: Words = ()
    """Words by which a title says that a sheet holds targets."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by which sheets are read."""

    keys: Keys = field(default_factory=Keys)
    headings: HeadingWords = field(default_factory=HeadingWords)
    rows: RowWords = field(default_factory=RowWords)
    labels: Labels = field(default_factory=Labels)
    cells: CellWords = field(default_factory=CellWords)
    levels: Levels = field(default_factory=Levels)
    signatures: Mapping[str, str] = field(default_factory=dict)
    """The label of each signature as sheets write it, with the one word it is kept under."""

    units: Mapping[str, str] = field(default_factory=dict)
    """Other spellings of units."""

    rates: Mapping[str, Words] = field(default_factory=dict)
    """Reported rates, each with the pairs of indicators that it may be worked out from."""

    counting: Words = ()
    """Units that count things, one as good as another."""

    def with_more(self, more: Self) -> Self:
        """Return the vocabulary with the words that a workspace adds."""
        return replace(
            self,
            keys=self.keys.with_more(more.keys),
            headings=self.headings.with_more(more.headings),
            rows=self.rows.with_more(more.rows),
            labels=self.labels.with_more(more.labels),
            cells=self.cells.with_more(more.cells),
            levels=_more_levels(self.levels, more.levels),
            signatures=MappingProxyType({**self.signatures, **more.signatures}),
            units=MappingProxyType({**self.units, **more.units}),
            rates=MappingProxyType({**self.rates, **more.rates}),
            counting=(*self.counting, *more.counting),
        )


def vocabulary_from(table: Mapping[str, object]) -> Vocabulary:
    """Build a vocabulary from the tables of ``vocabulary.toml`` or of a workspace's ``[vocabulary]``.

    Raises:
        KeyError: A table or a list is none that the vocabulary knows.
        TypeError: A list does not hold texts.
    """
    known = {
        "keys",
        "headings",
        "rows",
        "labels",
        "signatures",
        "cells",
        "units",
        "rates",
        "counting",
        "levels",
    }
    if unknown := sorted(table.keys() - known):
        raise KeyError(unknown[0])
    levels = dict(_table(table, "levels"))
    return Vocabulary(
        keys=Keys.build(_table(table, "keys")),
        headings=HeadingWords.build(_table(table, "headings")),
        rows=RowWords.build(_table(table, "rows")),
        labels=Labels.build(_table(table, "labels")),
        cells=CellWords.build(_table(table, "cells")),
        levels=Levels(
            names=_words("names", levels.get("names", [])),
            province=str(levels.get("province", "")),
            own=str(levels.get("own", "")),
            title=_words("title", levels.get("title", [])),
        ),
        signatures={label: str(kept) for label, kept in _table(table, "signatures").items()},
        units={other: str(unit) for other, unit in _table(table, "units").items()},
        rates={name: _words(name, ways) for name, ways in _table(table, "rates").items()},
        counting=_words("counting", _table(table, "counting").get("units", [])),
    )


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that came with zs."""
    return vocabulary_from(tomllib.loads(resources.text("data", "vocabulary.toml")))


def _more_levels(levels: Levels, more: Levels) -> Levels:
    return Levels(
        (*levels.names, *more.names),
        more.province or levels.province,
        more.own or levels.own,
        (*levels.title, *more.title),
    )


def _table(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    entry = table.get(name, {})
    if not isinstance(entry, Mapping):
        raise TypeError(name)
    return entry


def _words(name: str, entry: object) -> Words:
    if not isinstance(entry, list | tuple) or not all(isinstance(word, str) for word in entry):
        raise TypeError(name)
    return tuple(entry)
