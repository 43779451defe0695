"""zs diff."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

EXAMPLES = (
    ("zs diff 40", "第 40 次报送以后变了什么"),
    ("zs diff 2022-12-05 2022-12-20", "两天之间变了什么"),
    ("zs diff 发布:2022-11", "发布以后变了什么"),
)


def diff(
    first: Annotated[str, typer.Argument(metavar="时点", help="第几次报送、日期，或 发布:2022-11")],
    second: Annotated[
        str | None,
        typer.Argument(metavar="时点", help="另一个时点；不写就是现在", show_default=False),
    ] = None,
    *,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Compare two vintages."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.history.diff import diff

    emit.show(diff(first, second), as_json=as_json, output=output)
    messages.show_next("看一个数的来处：zs trace --region 地区 --period 期间 --indicator 指标")
