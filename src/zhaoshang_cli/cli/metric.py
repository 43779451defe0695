"""zs metric."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption

app = typer.Typer()

EXAMPLES = (
    ("zs metric list", "有哪些现成的查询"),
    ("zs metric show progress_by_region", "它的参数、列、公式和 SQL"),
    ("zs metric run progress_by_region period=2022-11", "查这一期的结果"),
)

NameArgument = Annotated[str, typer.Argument(metavar="名称", help="指标查询的名称")]


@app.callback()
def metric() -> None:
    """Look at the metrics."""


@app.command("list", help="列出全部指标查询")
def list_(*, as_json: JsonOption = False, output: OutputOption = None) -> None:
    """List the metrics."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.metric import list_metrics

    emit.show(list_metrics(), as_json=as_json, output=output)
    messages.show_next("看一个：zs metric show 名称")


@app.command("show", help="看一个指标查询的参数、列、公式和 SQL")
def show(name: NameArgument, *, as_json: JsonOption = False, output: OutputOption = None) -> None:
    """Show one metric."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.metric import show_metric

    emit.show(show_metric(name), as_json=as_json, output=output)
    messages.show_next(f"查结果：zs metric run {name} 名称=值")


@app.command("run", help="查一个指标查询的结果")
def run(
    name: NameArgument,
    pairs: Annotated[
        list[str] | None,
        typer.Argument(metavar="参数=值", help="例如 period=2022-11 region=叶县"),
    ] = None,
    *,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Answer one metric."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.metric import run_metric
    from zhaoshang_cli.workflows.answers.vintage import dated

    found = run_metric(name, pairs or (), as_of=as_of)
    emit.show(dated(found, as_of), as_json=as_json, output=output)
    messages.show_next(f"它是怎样算的：zs metric show {name}")
