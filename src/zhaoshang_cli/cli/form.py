"""zs form."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = (
    ("zs form --region 叶县 --period 2022-12 -o 叶县.xlsx", "给叶县做一张空白月报"),
    ("zs form --region 叶县 --period 2022-12 -o 叶县.csv", "同样的内容，存成 CSV"),
)


def form(
    *,
    region: Annotated[str, typer.Option(metavar="地区", help="给哪个县区：名称、别名或代码")],
    period: Annotated[str, typer.Option(metavar="期间", help="要报哪一期，例如 2022-12")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里：.xlsx 或 .csv")
    ],
    indicator: Annotated[
        list[str] | None,
        typer.Option("-i", "--indicator", metavar="指标", help="要报的指标；可以写几次"),
    ] = None,
) -> None:
    """Make the blank return of a county."""
    from zhaoshang_cli.render.form import form_document
    from zhaoshang_cli.render.messages import show_next
    from zhaoshang_cli.workflows.form import blank_form, write_new
    from zhaoshang_cli.workspace import open_workspace

    blank = blank_form(open_workspace(), region, period, indicator or ())
    write_new(output, form_document(blank, output))
    typer.echo(output)
    show_next(f"发给{blank.region.label}；填好交回后 zs ingest 文件")
