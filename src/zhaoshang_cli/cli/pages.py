"""Help pages: one form for the front page and for every command.

Typer's own pages count a Chinese character as one column, cannot break a line of Chinese, and carry
English words that no setting changes.
"""

from __future__ import annotations

from zhaoshang_cli.render.screen.folding import fold, width

TYPE_CHECKING = False  # typing itself takes half the time of this page
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Rows = Sequence[tuple[str, str]]

WIDTH = 80
"""The same on every screen and in a pipe."""

_WIDEST_TERM = 26

_GLOBALS: Rows = (
    ("-C 文件夹", "在这个文件夹或它的上级里找工作区；也可以设环境变量 ZS_WORKSPACE"),
    ("--color 时候", "要不要颜色：auto 在屏幕上要，always 总要，never 不要；设了 NO_COLOR 就不要"),
    ("--set 名称=值", "只在这一次改一个设置，例如 --set rates.places=2"),
    ("--version", "看版本"),
    ("--help", "看这页说明；zs 命令 --help 看一个命令的说明"),
)


def front_page(commands: Mapping[str, Mapping[str, tuple[str, str]]]) -> str:
    """Write the page of ``zs --help``."""
    sections: list[tuple[str, Rows]] = [
        (heading, [(name, about) for name, (_, about) in entries.items()])
        for heading, entries in commands.items()
    ]
    about = "县区招商引资报表：收进来，核清楚，比高低，写成稿；每个数都能查到出处。"
    return _page("zs [全局选项] 命令 …", about, [*sections, ("全局选项", _GLOBALS)])


def group_page(about: str, below: Mapping[str, str], ctx: Any, examples: Rows) -> str:
    """Write the page of a command that has commands below it."""
    sections = [("命令", list(below.items())), ("选项", [_HELP]), ("例子", examples)]
    return _page(f"{ctx.command_path} 命令 …", about, sections).rstrip("\n")


def command_page(about: str, parameters: Iterable[Any], ctx: Any, examples: Rows) -> str:
    """Write the page of one command."""
    shown = [one for one in parameters if not one.hidden]
    arguments = [one for one in shown if one.param_type_name == "argument"]
    options = [one for one in shown if one.param_type_name == "option" and one.name != "help"]
    usage = " ".join((ctx.command_path, "[选项]", *map(_piece, arguments)))
    sections: list[tuple[str, Rows]] = [
        ("参数", [(_piece(one), _meaning(one)) for one in arguments]),
        ("选项", [*((_term(one), _meaning(one)) for one in options), _HELP]),
        ("例子", examples),
    ]
    return _page(usage, about, sections).rstrip("\n")


_HELP = ("--help", "看这页说明")


def _piece(argument: Any) -> str:
    name = f"{_value(argument) or argument.name}{'…' if argument.nargs != 1 else ''}"
    return name if argument.required else f"[{name}]"


def _term(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        return f"{names} / {', '.join(option.secondary_opts)}"
    return names if option.is_flag else f"{names} {_value(option)}"


_VALUES = {
    "int": "整数",
    "int range": "整数",
    "float": "数",
    "path": "文件",
    "str": "文字",
}


def _value(parameter: Any) -> str:
    if parameter.metavar:
        return str(parameter.metavar)
    if choices := getattr(parameter.type, "choices", None):
        return "|".join(str(getattr(one, "value", one)) for one in choices)
    if parameter.param_type_name == "argument":
        return ""
    return _VALUES.get(parameter.type.name, "值")


def _meaning(parameter: Any) -> str:
    notes = "；".join(_notes(parameter))
    return f"{parameter.help or ''}（{notes}）" if notes else str(parameter.help or "")


def _notes(parameter: Any) -> Iterator[str]:
    if parameter.required and parameter.param_type_name == "option":
        yield "必填"
    if isinstance(parameter.show_default, str):
        yield f"默认 {parameter.show_default}"
    elif parameter.show_default and isinstance(parameter.default, int | str):
        default = getattr(parameter.default, "value", parameter.default)
        if not isinstance(default, bool) and default != "":
            yield f"默认 {default}"
    if parameter.envvar:
        yield f"环境变量 {parameter.envvar}"


def paragraph(text: str) -> str:
    """Set a text as paragraphs that are moved in."""
    return "\n".join(f"  {line}" for one in text.splitlines() for line in fold(one, WIDTH - 2))


def _page(usage: str, about: str, sections: Iterable[tuple[str, Rows]]) -> str:
    lines = [f"用法：{usage}", "", paragraph(about)]
    for heading, rows in sections:
        if rows:
            lines += ["", f"{heading}：", *_rows(rows)]
    return "\n".join(lines) + "\n"


def _rows(rows: Rows) -> Iterator[str]:
    widest = min(max(width(term) for term, _ in rows), _WIDEST_TERM)
    blank = " " * (widest + 4)
    for term, meaning in rows:
        first, *others = fold(meaning, WIDTH - len(blank)) or [""]
        if width(term) > widest:
            yield f"  {term}"
            yield f"{blank}{first}"
        else:
            yield f"  {term}{' ' * (widest - width(term))}  {first}".rstrip()
        yield from (f"{blank}{line}" for line in others)
