"""``zs explain``: what a code means."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption
from zhaoshang_cli.cli.pages import paragraph

if TYPE_CHECKING:
    from zhaoshang_cli.render.tables.codes import Code

EXAMPLES = (
    ("zs explain", "列出所有代码"),
    ("zs explain workspace-missing", "看这个代码的意思和办法"),
)


def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="代码", help="方括号里的代码；不写就列出所有代码"),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Explain a code, or list them all."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.answers.explain import codes_answer, explain

    codes = explain(code)
    if code is None or as_json or output is not None:
        show(codes_answer(codes), as_json=as_json, output=output)
    else:
        sys.stdout.write(_page(codes[0]))
    show_next("看一个代码：zs explain 代码" if code is None else "照办以后，再运行一次原来的命令")


def _page(code: "Code") -> str:
    parts = [f"{code.name}：{code.title}", paragraph(code.about)]
    parts.append(f"办法：\n{paragraph(code.remedy)}")
    if code.status is not None:
        parts.append(f"退出码：{int(code.status)}")
    return "\n\n".join(parts) + "\n"
