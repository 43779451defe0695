"""Files spoiled on purpose: bytes flipped, cut, doubled; numbers blown up; also inside archives."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from zhaoshang_cli.readers.files.kinds import BROKEN_ARCHIVE

_NUMBER = re.compile(rb"(?<=[\"'>=A-Z])[0-9]{1,6}(?=[\"'<])")
_HUGE = (
    b"0",
    b"-1",
    b"99999",
    b"1048576",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
)
_PACKED = (2024, 1, 1, 0, 0, 0)


def damaged(data: bytes, dice: Random) -> bytes:
    """Return a file with one to three wounds, some of them below its packing."""
    if data.startswith(b"PK") and dice.random() < 0.8:
        return _inside(data, dice)
    for _ in range(dice.randint(1, 3)):
        data = dice.choice(_WOUNDS)(data, dice)
    return data


def _inside(data: bytes, dice: Random) -> bytes:
    """Unpack an archive, spoil one of its parts, lose or double another at times, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except BROKEN_ARCHIVE:
        return _flip(data, dice)
    if not parts:
        return _flip(data, dice)
    at = dice.randrange(len(parts))
    parts[at] = (parts[at][0], damaged(parts[at][1], dice))
    if dice.random() < 0.1:
        parts.pop(dice.randrange(len(parts)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, _PACKED), content)
    return held.getvalue()


def _flip(data: bytes, dice: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 12) if data else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _remove(data: bytes, dice: Random) -> bytes:
    start = dice.randint(0, len(data))
    return data[:start] + data[start + dice.randint(1, 200) :]


def _repeat(data: bytes, dice: Random) -> bytes:
    start = dice.randint(0, len(data))
    piece = data[start : start + dice.randint(1, 400)]
    return data[:start] + piece * dice.choice((2, 3, 200)) + data[start:]


def _blow_up(data: bytes, dice: Random) -> bytes:
    """Put a number that no sheet has in the place of another: a row, a span, a size."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return _flip(data, dice)
    match = dice.choice(found)
    return data[: match.start()] + dice.choice(_HUGE) + data[match.end() :]


def _lengths(data: bytes, dice: Random) -> bytes:
    """Write a length that is not so into a binary record."""
    if len(data) < 8:
        return data
    at = dice.randrange(len(data) - 4)
    wrong = dice.choice((b"\xff\xff\xff\xff", b"\xff\xff\x00\x00", b"\x00\x00\x00\x00"))
    return data[:at] + wrong[: dice.choice((2, 4))] + data[at + 4 :]


_WOUNDS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip, _cut, _remove, _repeat, _blow_up, _blow_up, _lengths,
)  # fmt: skip
