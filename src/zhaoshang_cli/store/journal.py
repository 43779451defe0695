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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhaoshang_cli.errors import Place, ZsError

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
    body = {**record, "seq": last.seq + 1 if last else 1, "prev": last.hash if last else START}
    digest = hashlib.sha256(canonical(body)).hexdigest()
    return Entry(body["seq"], digest, body, canonical({**body, "h": digest}) + b"\n")


def read_journal(path: Path) -> Iterator[Entry]:
    """Yield the acknowledged lines, each checked against its hash and the one before.

    Raises:
        ZsError: ``journal-damaged``, naming the line.
    """
    previous = None
    try:
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    except OSError as error:
        raise _damaged(path, 0, f"读不出来：{error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n"):
            return
        entry = _parse(path, number, line)
        if next_entry(previous, _record(entry)).line != line:
            raise _damaged(path, number, "与前一行接不上，或内容被改过")
        previous = entry
        yield entry


def last_entry(path: Path) -> Entry | None:
    """Return the last acknowledged line; None while there is none."""
    return next(iter(deque(read_journal(path), maxlen=1)), None)


def append(path: Path, entry: Entry) -> None:
    """Append a line and see it onto the disk. A line that does not fit is taken back.

    Raises:
        OSError: The disk is full, or the file cannot be written.
    """
    with path.open("r+b" if path.exists() else "w+b") as file:
        end = _acknowledged_end(file.read())
        file.truncate(end)
        file.seek(end)
        try:
            file.write(entry.line)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def _acknowledged_end(content: bytes) -> int:
    return content.rfind(b"\n") + 1


def _parse(path: Path, number: int, line: bytes) -> Entry:
    try:
        body = json.loads(line)
        digest, seq = str(body.pop("h")), int(body["seq"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path, number, "不是完整的一行") from error
    return Entry(seq, digest, body, line)


def _record(entry: Entry) -> dict[str, Any]:
    return {key: value for key, value in entry.body.items() if key not in {"seq", "prev"}}


def _damaged(path: Path, number: int, what: str) -> ZsError:
    return ZsError(
        "journal-damaged",
        f"流水第 {number} 行{what}",
        Place(str(path)),
        "从备份恢复工作区；流水只由 zs 追加，不要用别的程序打开保存",
    )
