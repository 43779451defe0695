"""Put a document and the record of its figures into files, without losing what somebody wrote."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import count
from pathlib import Path

from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.formats.json_text import text as json_text
from zhaoshang_cli.workspace.files import write_whole

_RECORD = ".figures.json"
_NOTHING: dict[str, str] = {}


def write_documents(
    texts: Mapping[Path, str], record: Mapping[str, object]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write all formats of a document and, beside the first, where its figures come from.

    A draft that somebody has worked on since zs wrote it is kept under another name.

    Returns:
        The files written, and the files that older drafts were kept as.
    """
    where = next(iter(texts)).with_suffix(_RECORD)
    known = _known(where)
    kept = tuple(
        _keep(path)
        for path, text in texts.items()
        if path.is_file()
        and _digest(path.read_bytes()) not in (known.get(path.name), _digest(text.encode()))
    )
    for path, text in texts.items():
        write_whole(path, text)
    documents = {path.name: _digest(text.encode()) for path, text in texts.items()}
    write_whole(where, json_text(Answer("figures", {**record, "documents": documents}, ())))
    return (*texts, where), kept


def _known(where: Path) -> Mapping[str, str]:
    """Return what the documents were when zs wrote them."""
    try:
        held = json.loads(where.read_text("utf-8"))
    except (OSError, ValueError):
        return _NOTHING
    documents = held.get("documents") if isinstance(held, dict) else None
    return documents if isinstance(documents, dict) else _NOTHING


def _keep(path: Path) -> Path:
    """Move a file out of the way, under the first name that is free."""
    free = next(one for one in _names(path) if not one.exists())
    path.rename(free)
    return free


def _names(path: Path) -> Iterator[Path]:
    for number in count(1):
        yield path.with_name(f"{path.stem}.旧稿{number}{path.suffix}")


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
