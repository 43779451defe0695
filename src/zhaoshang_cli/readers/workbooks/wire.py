"""Sheets as bytes, for the way between the worker process and zs; plain JSON, nothing executable."""

import json
from collections.abc import Sequence
from typing import IO, Any

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Sheet, Span

_LENGTH = 8
_LARGEST = 1 << 30


def write_frame(stream: IO[bytes], payload: bytes) -> None:
    """Send one message, led by its length."""
    stream.write(len(payload).to_bytes(_LENGTH, "big"))
    stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Receive one message; ``None`` when the other side has gone, or talks nonsense."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if length > _LARGEST:
        return None
    payload = stream.read(length)
    return payload if len(payload) == length else None


def pack_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets down."""
    return _pack({"sheets": [_plain(sheet) for sheet in sheets]})


def pack_error(error: ZsError) -> bytes:
    """Write an error down."""
    return _pack({"error": [error.code, error.message, error.hint]})


def unpack(payload: bytes) -> tuple[Sheet, ...]:
    """Read what ``pack_sheets`` or ``pack_error`` wrote.

    Raises:
        ZsError: The error that was packed.
        ValueError, KeyError, TypeError: The payload was written by neither.
    """
    message = json.loads(payload)
    if "error" in message:
        code, text, hint = message["error"]
        raise ZsError(code, text, hint=hint)
    return tuple(_sheet(plain) for plain in message["sheets"])


def _pack(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "merged": [(span.top, span.left, span.bottom, span.right) for span in sheet.merged],
        "types": {kind: _places(sheet, kind) for kind in CellType},
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
    }


def _places(sheet: Sheet, kind: CellType) -> list[tuple[int, int]]:
    return [place for place, its in sheet.types.items() if its is kind]


def _sheet(plain: dict[str, Any]) -> Sheet:
    return Sheet(
        name=plain["name"],
        rows=tuple(map(tuple, plain["rows"])),
        merged=tuple(Span(*corners) for corners in plain["merged"]),
        types={(row, column): kind for kind in CellType for row, column in plain["types"][kind]},
        hidden=plain["hidden"],
        hidden_rows=frozenset(plain["hidden_rows"]),
        hidden_columns=frozenset(plain["hidden_columns"]),
    )
