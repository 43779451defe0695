"""Explain what an error or finding code means."""

from collections.abc import Sequence
from difflib import get_close_matches

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.codes import Code, all_codes


def explain(name: str | None) -> tuple[Code, ...]:
    """Return the code of that name, or all of them.

    Raises:
        ZsError: ``code-unknown``, with the nearest code.
    """
    known = all_codes()
    if name is None:
        return tuple(known.values())
    if name in known:
        return (known[name],)
    near = get_close_matches(name, known, 1, 0.5)
    meant = f"你是不是想看 {near[0]}？" if near else ""
    raise ZsError("code-unknown", f"没有“{name}”这个代码", hint=f"{meant}所有代码见 zs explain")


def codes_answer(codes: Sequence[Code]) -> Answer:
    """Lay out codes for a file, a script or a list."""
    lines = tuple((Cell(code.name), Cell(code.title)) for code in codes)
    table = Table("代码", (Column("代码"), Column("意思")), lines)
    return Answer("explain", {"codes": list(map(_object, codes))}, (table,))


def _object(code: Code) -> dict[str, object]:
    return {
        "code": code.name,
        "title": code.title,
        "about": code.about,
        "remedy": code.remedy,
        "exit": None if code.status is None else int(code.status),
    }
