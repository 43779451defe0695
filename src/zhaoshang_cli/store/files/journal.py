"""The write-ahead journal: one line a run, each chained to the one before by its hash.

A line is one canonical JSON object. ``h`` is the SHA-256 of the line without ``h``; ``prev`` is the
``h`` of the line before. A line without its line feed was never acknowledged, and is cut off by
the next writer.
"""

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhaoshang_cli.errors import Place, ZsError, reason
from zhaoshang_cli.store.files.disk import sync

START = "0" * 64
"""What the first line is chained to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One acknowledged line."""

    seq: int
    """Counted from 1; also the number of the run."""

    hash: str
    body: Mapping[str, Any]
    line: bytes
    """The bytes to append, line feed included."""


def canonical(body: Mapping[str, Any]) -> bytes:
    """Write a JSON object in the one form that is hashed."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def next_entry(last: Entry | None, record: Mapping[str, Any]) -> Entry:
    """Chain ``record`` to the last line."""
    seq, previous = _following(last)
    body = {**record, "seq": seq, "prev": previous}
    digest = _digest(body)
    return Entry(seq, digest, body, canonical({**body, "h": digest}) + b"\n")


def read_journal(path: Path) -> Iterator[Entry]:
    """Yield the acknowledged lines, each checked against its hash and the one before.

    Raises:
        ZsError: ``journal-damaged``, naming the line.
    """
    previous = None
    for number, line in enumerate(read_lines(path), start=1):
        entry = parse(line)
        if entry is None:
            raise _damaged(path, number, "不是完整的一行，或内容被改过")
        if (entry.seq, entry.body["prev"]) != _following(previous):
            raise _damaged(path, number, "与前一行接不上")
        previous = entry
        yield entry


def read_lines(path: Path) -> list[bytes]:
    """Return the acknowledged lines as they stand.

    Raises:
        ZsError: ``journal-damaged``, where the file cannot be read.
    """
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise _damaged(path, 1, f"读不出来：{reason(error)}") from error
    return [line + b"\n" for line in content.split(b"\n")[:-1]]


def parse(line: bytes) -> Entry | None:
    """Read one line; None where it is not what was written."""
    try:
        body = json.loads(line)
        digest = str(body.pop("h"))
        entry = Entry(int(body["seq"]), digest, body, line)
        as_written = canonical({**body, "h": digest}) + b"\n" == line and "prev" in body
        return entry if as_written and _digest(body) == digest else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def last_entry(path: Path) -> Entry | None:
    """Return the last acknowledged line; None while there is none."""
    return next(iter(deque(read_journal(path), maxlen=1)), None)


def append(path: Path, entry: Entry) -> None:
    """Append a line and see it onto the disk. A line that does not fit is taken back.

    Raises:
        OSError: The disk is full, or the file cannot be written.
    """
    new = not path.exists()
    # Unbuffered: what a buffer kept of a failed write would follow when the file is closed.
    with path.open("x+b" if new else "r+b", buffering=0) as file:
        end = file.read().rfind(b"\n") + 1
        file.truncate(end)
        file.seek(end)
        try:
            written = 0
            while written < len(entry.line):
                written += file.write(entry.line[written:])
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                file.truncate(end)
                os.fsync(file.fileno())
            raise
    if new:
        sync(path.parent)


def _following(last: Entry | None) -> tuple[int, str]:
    """Return the number and the ``prev`` that the next line has."""
    return (last.seq + 1, last.hash) if last else (1, START)


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def _damaged(path: Path, number: int, what: str) -> ZsError:
    return ZsError(
        "journal-damaged",
        f"流水第 {number} 行{what}",
        Place(str(path)),
        "从备份恢复工作区；流水只由 zs 追加，不要用别的程序打开保存",
    )
