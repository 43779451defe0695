"""Finding the rows of a heading by their words, and reading them column by column."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.grid import Grid, numeric
from zhaoshang_cli.readers.layout.lines import Lines
from zhaoshang_cli.readers.layout.words import Words

MOST_LEVELS = 4
_ENOUGH = 2
"""A row with two words that only a heading holds is a heading."""

_KEYS = (
    Role.REGION,
    Role.REGION_CODE,
    Role.INDICATOR,
    Role.PERIOD,
    Role.SERIAL,
    Role.YEAR,
    Role.LEVEL,
)


class HeaderFinder:
    """Recognises the rows of headings in a strip of columns."""

    def __init__(
        self,
        grid: Grid,
        words: Words,
        lines: Lines,
        missing: frozenset[str],
        given: Collection[str],
    ) -> None:
        self.grid, self.words, self.lines = grid, words, lines
        self.missing, self.given = missing, given

    def hits(self, row: int, left: int, right: int) -> int:
        """Count the different heading words of a row; 0 when it holds numbers or labels."""
        # Numbers stand to the right, and most rows hold some: look there first.
        if numeric(self.grid.rows[row][right - 1]):
            return 0
        texts = self._texts(row, left, right)
        if not texts or any(map(numeric, reversed(texts))):
            return 0
        if self._corner(texts):
            texts = texts[1:]
        if any(map(self.lines.speaks, texts)) or self._says_whose(row, texts, left, right):
            return 0
        return sum(self.words.read((text,)).strong or plain(text) in self.given for text in texts)

    def _says_whose(self, row: int, texts: Sequence[str], left: int, right: int) -> bool:
        """Whether a row over a heading says whose it is, and for when: 叶县, 2022年11月."""
        said = [self.words.read((text,)) for text in texts]
        if sum(bool(one.region) for one in said) != 1 or any(one.indicator for one in said):
            return False
        if any(one.role is not Role.VALUE or not (one.region or one.month) for one in said):
            return False
        below = self.grid.rows[row + 1] if row + 1 < len(self.grid.rows) else ()
        return any(self.words.read((text,)).role in _KEYS for text in below[left:right])

    def _corner(self, texts: Sequence[str]) -> bool:
        """Whether a row of headings begins with the table's unit: 单位：万元 in its corner."""
        if not self.lines.names_unit(texts[0]):
            return False
        headings = [self.words.read((text,)) for text in texts[1:]]
        return (
            any(one.indicator for one in headings)
            or sum(bool(one.region) for one in headings) >= _ENOUGH
        )

    def find(self, start: int, left: int, right: int) -> range | None:
        """Find the next heading at or below ``start``: its rows, upper levels first."""
        for row in range(start, len(self.grid.rows)):
            if self.hits(row, left, right) >= _ENOUGH:
                return range(self._first(row, start, left, right), self._last(row, left, right) + 1)
        return None

    def faint(self, left: int, right: int) -> range | None:
        """Find a heading of which a single word is known, but one that anchors a table."""
        for row in range(len(self.grid.rows)):
            if self.hits(row, left, right) and any(
                self._anchors(text) for text in self._texts(row, left, right)
            ):
                return range(row, self._last(row, left, right) + 1)
        return None

    def _anchors(self, text: str) -> bool:
        heading = self.words.read((text,))
        return bool(heading.indicator) or heading.role.labels_rows or plain(text) in self.given

    def labelled(self, left: int, right: int) -> list[tuple[int, int]]:
        """Find lists without a heading: each its column of indicators, and the one of its numbers.

        Nothing where beside any list there are several numbers, and nobody says which is which.
        """
        rows, lists = self.grid.rows, []
        labels = [
            column
            for column in range(left, right)
            if any(self.words.read((cells[column],)).indicator for cells in rows)
        ]
        for column, end in pairwise([*labels, right]):
            filled = {
                other
                for cells in rows
                for other in range(column + 1, end)
                if numeric(cells[other]) and cells[column].strip()
            }
            if len(filled) != 1:
                return []
            lists.append((column, filled.pop()))
        return lists

    def repeats_key(self, row: int, columns: Sequence[tuple[int, Heading]]) -> bool:
        """Whether a row below a heading holds a key word where the table has its keys."""
        for column, _ in columns:
            text = self.grid.rows[row][column]
            if text.strip() and self.words.read((text,)).role not in _KEYS:
                return False
        return True

    def _first(self, row: int, start: int, left: int, right: int) -> int:
        """Go up through group headings."""
        first = row
        while (
            first > start and row - first < MOST_LEVELS - 1 and self._groups(first - 1, left, right)
        ):
            first -= 1
        return first

    def _groups(self, row: int, left: int, right: int) -> bool:
        """Whether a row above a heading holds its groups, rather than a title."""
        texts = self._texts(row, left, right)
        if any(numeric(text) or self.lines.speaks(text) for text in texts):
            return False
        if self._says_whose(row, texts, left, right) or self._of_region(row, left, right):
            return False
        units = self.words.units
        spoken = [text for text in texts if not (units.alone(text) or units.labels(text))]
        if not spoken:
            return len(texts) > 1 and not any(map(units.labels, texts))
        if len(spoken) > 1:
            return True
        texts = spoken
        cells = self.grid.rows[row]
        return bool(texts) and cells[left].strip() == "" and self.words.read((texts[0],)).strong

    def _of_region(self, row: int, left: int, right: int) -> bool:
        """Whether a row over a heading is the last of the table above: a region stands over 县区."""
        pairs = zip(
            self.grid.rows[row][left:right], self.grid.rows[row + 1][left:right], strict=True
        )
        return any(
            self.words.read((below,)).role is Role.REGION and self.words.regions.find(text)
            for text, below in pairs
            if text.strip() and below.strip()
        )

    def _last(self, row: int, left: int, right: int) -> int:
        """Go down through finer headings."""
        last = row
        while last + 1 < len(self.grid.rows) and last - row < MOST_LEVELS - 1:
            if not self._finer(last, left, right):
                break
            last += 1
        return last

    def _finer(self, above: int, left: int, right: int) -> bool:
        """Whether the row below ``above`` still belongs to the heading."""
        upper, cells = self.grid.rows[above], self.grid.rows[above + 1]
        new = 0
        for column in range(left, right):
            text = cells[column]
            if not text.strip() or text == upper[column]:
                continue
            if numeric(text) or plain(text) in self.missing or self.lines.speaks(text):
                return False
            if not _is_group(upper, cells, column, right) and self._labels(upper[column], text):
                return False
            heading = self.words.read((text,))
            new += heading.strong or bool(heading.unit or heading.percent)
        return new > 0

    def _labels(self, key: str, text: str) -> bool:
        """Whether ``text`` below the key word ``key`` is the label of a row."""
        role = self.words.read((key,)).role if key.strip() else Role.UNKNOWN
        heading = self.words.read((text,))
        return role.labels_rows and heading.role not in _KEYS

    def _texts(self, row: int, left: int, right: int) -> list[str]:
        return list(dict.fromkeys(text for text in self.grid.rows[row][left:right] if text.strip()))


def _is_group(upper: Sequence[str], lower: Sequence[str], column: int, right: int) -> bool:
    """Whether a heading stands over a column beside it as well."""
    text, after = upper[column], column + 1
    if column and upper[column - 1] == text:
        return True
    if after >= right:
        return False
    return upper[after] == text or (not upper[after].strip() and bool(lower[after].strip()))


def paths(grid: Grid, header: range, left: int, right: int) -> tuple[tuple[str, ...], ...]:
    """Return the heading of every column, its levels from the top, repeated words once."""
    levels = [list(grid.rows[row][left:right]) for row in header]
    for depth, row in enumerate(header[:-1]):
        if row not in grid.merged_across:
            _fill(levels, depth)
    return tuple(_path([level[column] for level in levels]) for column in range(right - left))


def _fill(levels: list[list[str]], depth: int) -> None:
    """Carry a group heading to the right over the finer headings below it.

    Where merges are unknown (CSV, ODS) a group stands in its first column only.
    """
    group = ""
    for column, text in enumerate(levels[depth]):
        finer = any(level[column].strip() for level in levels[depth + 1 :])
        if text.strip():
            group = text if finer else ""
        elif finer and group:
            levels[depth][column] = group
        else:
            group = ""


def _path(texts: list[str]) -> tuple[str, ...]:
    path: list[str] = []
    for text in texts:
        if text.strip() and (not path or plain(path[-1]) != plain(text)):
            path.append(text)
    return tuple(path)
