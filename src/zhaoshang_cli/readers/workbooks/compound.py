"""The container of Excel 97 workbooks (OLE compound file): which streams it holds, and their bytes."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

DAMAGED = (ValueError, KeyError, IndexError, struct.error)
"""What reading a damaged compound file raises."""

_IN_HEADER = 109
_END = 0xFFFFFFFA
"""Sector numbers from here on are no sectors: end of chain, free, table."""

_NOTHING = 0xFFFFFFFF
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class CompoundFile:
    """A compound file in memory.

    Raises:
        ValueError, KeyError, IndexError, struct.error: The container is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<2H", data, 0x1E)
        if shift not in {9, 12} or mini_shift >= shift:
            raise ValueError("no compound file")
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        self._fat = self._table(b"".join(map(self._at, self._fat_sectors())))
        directory, _, self._cutoff, mini_fat = struct.unpack_from("<4I", data, 0x30)
        self._entries = self._chain(directory)
        self._mini_fat = self._table(self._chain(mini_fat))
        root_start, root_size = self._extent(0)
        self._mini = self._chain(root_start)[:root_size]
        self._streams = {self._name(number): number for number in self._in_root()}

    @property
    def names(self) -> frozenset[str]:
        """The names of what stands at the top, not of what is embedded further down."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        start, size = self._extent(self._streams[name])
        if size >= self._cutoff:
            return self._chain(start)[:size]
        pieces = _follow(self._mini_fat, start)
        width = self._mini_sector
        return b"".join(self._mini[n * width : (n + 1) * width] for n in pieces)[:size]

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _fat_sectors(self) -> Iterator[int]:
        """Return the sectors of the allocation table: 109 in the header, then chained lists."""
        listed = struct.unpack_from(f"<{_IN_HEADER}I", self._data, 0x4C)
        following, lists = struct.unpack_from("<2I", self._data, 0x44)
        yield from (sector for sector in listed if sector < _END)
        for _ in range(min(lists, len(self._data) // self._sector)):
            *more, following = self._table(self._at(following))
            yield from (sector for sector in more if sector < _END)

    def _table(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._at, _follow(self._fat, start)))

    def _extent(self, entry: int) -> tuple[int, int]:
        start, size = struct.unpack_from("<2I", self._entries, entry * _ENTRY + 0x74)
        return start, size

    def _name(self, entry: int) -> str:
        at = entry * _ENTRY
        (length,) = struct.unpack_from("<H", self._entries, at + 0x40)
        return self._entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")

    def _in_root(self) -> Iterator[int]:
        """Return the entries right below the root: a tree of siblings."""
        seen: set[int] = set()
        (child,) = struct.unpack_from("<I", self._entries, 0x4C)
        waiting = [child]
        while waiting:
            entry = waiting.pop()
            if entry in seen or (entry + 1) * _ENTRY > len(self._entries):
                continue
            seen.add(entry)
            waiting.extend(struct.unpack_from("<2I", self._entries, entry * _ENTRY + 0x44))
            yield entry


def _follow(table: tuple[int, ...], start: int) -> Iterator[int]:
    """Follow a chain of sectors; one that turns in a circle ends where the table does."""
    for _ in range(len(table)):
        if start >= len(table):
            return
        yield start
        start = table[start]
