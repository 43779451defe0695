"""Which files of separated text are too long to be held in memory."""

from dataclasses import dataclass

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.readers.files.encodings import beginning
from zhaoshang_cli.readers.files.kinds import text_at_head
from zhaoshang_cli.readers.files.separated import separator_of
from zhaoshang_cli.readers.files.shape import CELLS
from zhaoshang_cli.readers.long.streamed import Original

_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class LongText:
    """A file of separated text that is too long to be held."""

    name: str
    original: Original
    findings: tuple[Finding, ...] = ()
    """What was noticed on the way to the file."""


def begins_as_table(head: bytes) -> bool:
    """Whether bytes begin as separated text does: as no workbook, and as no page."""
    return text_at_head(head) and not beginning(head[:_HEAD])[0].lstrip().startswith("<")


def too_long(original: Original) -> bool:
    """Whether bytes are separated text with more cells than are held in memory."""
    head = next(original.pieces(), b"")[:_HEAD]
    if original.size <= CELLS or not begins_as_table(head):
        return False
    text, encoding = beginning(head)
    separator = separator_of(text).encode(encoding)
    separators = lines = returns = 0
    for piece in original.pieces():
        separators += piece.count(separator)
        lines += piece.count(b"\n")
        returns += piece.count(b"\r")
    return separators + max(lines, returns) > CELLS
