"""Read a document, and the record of its figures that lies beside it."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workflows.briefs.publishing import FIGURES

_ID = re.compile(r"f\d+")
_TAG = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?")
_MARKS = re.compile(r"(?m)^#+\s+|\\(?=[^\w\s])")
"""What Markdown needs and a reader does not see."""

_SENTENCES = 3
"""How many sentences are quoted for one figure."""


def record_beside(document: Path) -> Mapping[str, Any]:
    """Read the record of figures beside a document.

    Raises:
        ZsError: ``figures-missing`` or ``figures-broken``.
    """
    path = document if document.name.endswith(FIGURES) else document.with_suffix(FIGURES)
    if not path.is_file():
        raise ZsError(
            "figures-missing", "稿子旁边没有出处文件", Place(str(path)), "把它放回稿子旁边"
        )
    try:
        held = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        figures = held["figures"]
        complete = all(one.keys() >= _NEEDED for one in figures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path) from error
    if not complete:
        raise _broken(path)
    record: Mapping[str, Any] = held
    return record


_NEEDED = {
    "id",
    "text",
    "value",
    "unit",
    "metric",
    "field",
    "region",
    "indicator",
    "period",
    "cells",
}


def _broken(path: Path) -> ZsError:
    return ZsError(
        "figures-broken", "出处文件读不出来", Place(str(path)), "用 zs brief 重写这份稿子"
    )


def newest_with(folder: Path, wanted: str) -> Path:
    """Return the document below a folder that says ``wanted``, of the newest period that has one.

    Raises:
        ZsError: ``trace-incomplete`` where none says it, ``figures-broken``.
    """
    for record in sorted(folder.glob(f"*/*{FIGURES}"), reverse=True):
        if any(is_figure(one, wanted) for one in record_beside(record)["figures"]):
            page = record.with_name(record.name.removesuffix(FIGURES) + ".md")
            return page if page.is_file() else record
    raise ZsError(
        "trace-incomplete", f"{folder.name} 里的稿子都没有“{wanted}”",
        hint=f"写明是哪份稿子：zs trace {wanted} 新闻稿.md",
    )  # fmt: skip


def is_figure(figure: Mapping[str, Any], wanted: str) -> bool:
    """Whether a figure of a record reads ``wanted``, or has that id."""
    said = "".join(wanted.split())
    if _ID.fullmatch(said):
        return bool(figure["id"] == said)
    return bool(figure["text"] == said)


def number_in(text: str) -> str:
    """Return the digits of a printed number."""
    found = re.search(r"\d[\d.]*", text)
    return found[0] if found else text


def words_of(document: Path) -> str:
    """Return the words of a document, without its markup; none where it is not there."""
    if not document.is_file() or document.name.endswith(FIGURES):
        return ""
    return words_in(document.name, document.read_text(encoding="utf-8", errors="replace"))


def words_in(name: str, text: str) -> str:
    """Return the words of a document by this name, without its markup."""
    if name.lower().endswith((".html", ".htm")):
        text = unescape(_TAG.sub("", text))
    return _MARKS.sub("", text)


def sentences(text: str, wanted: str) -> Iterator[str]:
    """Yield the first sentences that have the number as a whole."""
    whole = re.compile(rf"(?<![\d.]){re.escape(wanted)}")
    found = (one.strip() for one in _SENTENCE.findall(text) if whole.search(one))
    yield from list(dict.fromkeys(found))[:_SENTENCES]
