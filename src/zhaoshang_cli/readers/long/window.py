"""The rows of a long text as a sheet of which only a part is in memory."""

from collections.abc import Iterator, Sequence
from typing import overload

from zhaoshang_cli.readers.files.shape import fitted

_Row = Sequence[str]


class Window(Sequence[_Row]):
    """Rows that are gone through once, from the top, by their numbers in the text.

    The first rows stay in reach, and so do those that somebody asked to keep.
    """

    def __init__(
        self, head: Sequence[_Row], size: tuple[int, int], blocks: Iterator[list[list[str]]]
    ) -> None:
        """Begin at the top.

        Args:
            head: The rows that stay in reach.
            size: How many rows and columns there are.
            blocks: All rows.
        """
        self.kept = dict(enumerate(head))
        """Rows in reach, whatever is in memory."""

        self.anchor = 0
        """A row that stays in reach when the next block comes."""

        self._height, self._width = size
        self._blocks, self._block = blocks, list[_Row]()
        self._first = 0
        self._spare = -1

    def __len__(self) -> int:
        return self._height

    @overload
    def __getitem__(self, index: int) -> _Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_Row]: ...

    def __getitem__(self, index: int | slice) -> _Row | Sequence[_Row]:
        if isinstance(index, slice):
            numbers = range(self._height)[index]
            return [self[number] for number in numbers if number < self._first + len(self._block)]
        at = index - self._first
        if at < 0:
            return self.kept[index]
        try:
            return self._block[at]
        except IndexError:
            self._load(index)
            return self._block[index - self._first]

    def blocks(self, start: int) -> Iterator[tuple[int, Sequence[_Row]]]:
        """Return the rows from a number on, each block with the number of its first."""
        index = start
        while index < self._height:
            self._load(index)
            held = self._block[index - self._first : self._height - self._first]
            yield index, held
            index += len(held)

    def finish(self) -> None:
        """Go on to the end of the text, where nothing stands any more."""
        for _ in self._blocks:
            pass

    def _load(self, index: int) -> None:
        """Read on to the block with a row."""
        while index >= self._first + len(self._block):
            if index >= self._height:
                raise IndexError(index)
            anchor = self[self.anchor] if self._block else None
            if anchor is not None and self.anchor not in self.kept:
                self.kept.pop(self._spare, None)
                self.kept[self.anchor] = anchor
                self._spare = self.anchor
            self._first += len(self._block)
            width = self._width
            self._block = [
                row if len(row) == width else fitted(row, width) for row in next(self._blocks, ())
            ]
            if not self._block:
                raise IndexError(index)
