"""``zs demo``: a workspace full of sample returns."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption

EXAMPLES = (("zs demo", "建在 zs-demo 里"), ("zs demo 演示", "建在文件夹“演示”里"))


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在哪里；要是空的或还没有的文件夹")
    ] = Path("zs-demo"),
    as_json: JsonOption = False,
) -> None:
    """Make the demonstration."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.office import demo as workflow
    from zhaoshang_cli.workflows.office.init import made_answer

    made = workflow.demo(folder)
    show(made_answer("demo", made.workspace), as_json=as_json, output=None)
    show_next(made.next)
