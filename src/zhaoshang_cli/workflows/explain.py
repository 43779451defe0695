"""Explain what an error or finding code means."""

from difflib import get_close_matches

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.codes import Code, all_codes


def explain(name: str) -> Answer:
    """Answer with one code.

    Raises:
        ZsError: ``code-unknown``, with the nearest code.
    """
    known = all_codes()
    if name not in known:
        near = get_close_matches(name, known, 1, 0.5)
        meant = f"你是不是想看 {near[0]}？" if near else ""
        raise ZsError("code-unknown", f"没有“{name}”这个代码", hint=f"{meant}所有代码见 zs explain")
    code = known[name]
    rows = [("说明", code.about), ("办法", code.remedy)]
    if code.status is not None:
        rows.append(("退出码", str(int(code.status))))
    lines = tuple((Cell(heading), Cell(text)) for heading, text in rows)
    table = Table(f"{code.name}：{code.title}", (Column("项目"), Column("内容")), lines)
    return Answer("explain", {"codes": [_object(code)]}, (table,))


def explain_all() -> Answer:
    """Answer with every code and its title."""
    codes = list(all_codes().values())
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
