"""The rows of a long text as they pass: most are taken swiftly, the others are read in full."""

from collections.abc import Iterator

from zhaoshang_cli.readers.layout.assemble import Assembler
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.long.running import Flow
from zhaoshang_cli.readers.long.swift import Swift
from zhaoshang_cli.readers.long.window import Window

_SELDOM = 1023
"""So many rows pass between two looks at how much was taken."""


class Passing:
    """Follows the rows of one table."""

    def __init__(self, window: Window, assembler: Assembler, swift: Swift, flow: Flow) -> None:
        self.swift = swift
        self._window, self._assembler, self._flow = window, assembler, flow
        self._shown = -1
        """The row that was shown again: it was taken already."""

    def indices(self, start: int, size: int) -> Iterator[int]:
        """Return the rows that are to be looked at.

        What a row says may depend on the one above it. So the last of those that were taken swiftly
        is shown as well before any other; and now and then, so that what was taken is handed on.

        Args:
            start: The first row.
            size: How much may wait to be handed on.
        """
        take = self.swift.take
        for first, rows in self._window.blocks(start):
            last = -1
            for index, cells in enumerate(rows, first):
                if self.swift.able and take(index, cells):
                    last = index
                    if index & _SELDOM or self._flow.size < size:
                        continue
                if last >= 0:
                    self._shown = last
                    yield last
                if last != index:
                    yield index
                last = -1
            if last >= 0:
                self._shown = last
                yield last

    def taken(self, row: Row) -> bool:
        """Whether a row was taken already, and is only shown."""
        if row.index != self._shown:
            return False
        self._window.anchor = row.index
        self._assembler.labels.words(row)
        return True

    def take(self, row: Row) -> None:
        """Read a row in full, and learn from it."""
        flow, tally = self._flow, self._assembler.tally
        # A line of units between rows holds from there on: labels no longer say all.
        self.swift.able = self.swift.able and not row.units
        if row.kind is RowKind.DATA:
            self._window.anchor = row.index if row.carried is None else row.carried
        before = len(flow.values)
        others = len(flow.blanks), len(flow.findings), tally.quarantined, tally.blank
        self._assembler.take(row)
        after = len(flow.blanks), len(flow.findings), tally.quarantined, tally.blank
        if self.swift.able and before < len(flow.values) and others == after:
            self.swift.learn(row, self._window[row.index], flow.values[before:])
