"""What zs tells people when it cannot go on, and the exit status that goes with it.

This module imports nothing else of zs, so that every layer may raise from it. What each code
means at length, and which status it ends with, stands in ``data/codes/*.toml``.
"""

import errno
from dataclasses import dataclass
from enum import IntEnum


class ExitStatus(IntEnum):
    """The status zs leaves with; part of its contract with scripts."""

    OK = 0
    """Done, or nothing to do."""

    FINDINGS = 1
    """Ran, and found problems: a check failed, a figure in a draft is wrong."""

    USAGE = 2
    """An option, an argument or the configuration is wrong."""

    INPUT = 3
    """A file cannot be read."""

    BUSY = 4
    """Another process holds the store."""

    NO_DATA = 5
    """Nothing is known of what was asked."""

    DAMAGED = 6
    """The store is damaged, or was made by a newer zs."""

    INTERRUPTED = 130
    """The user pressed Ctrl-C."""

    PIPE_CLOSED = 141
    """The reader of the output went away."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, as a spreadsheet names it: ``叶县.xlsx!Sheet1!B4``."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(eq=False)  # an exception must stay hashable, and Python writes __traceback__ onto it
class ZsError(Exception):
    """A failure that ends the run, told in four parts: which, what, where, and how to mend it.

    ``code`` is a key of ``data/codes/*.toml``; ``message`` and ``hint`` are Chinese and without a
    full stop.
    """

    code: str
    message: str
    place: Place | None = None
    hint: str | None = None

    def __str__(self) -> str:
        where = "" if self.place is None else f"{self.place}: "
        return f"{where}{self.message}"


_REASONS = {
    errno.ENOENT: "找不到文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EBUSY: "文件正被占用",
    errno.EMFILE: "同时打开的文件太多",
}


def reason(error: OSError) -> str:
    """Say in Chinese what the system says in English, or its number where it says something rare."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno or type(error).__name__}")
