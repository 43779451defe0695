"""``zs explain``: what a code means."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

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
    from zhaoshang_cli.render.emit import show
    from zhaoshang_cli.workflows import explain as workflow

    answer = workflow.explain(code) if code else workflow.explain_all()
    show(answer, as_json=as_json, output=output)
