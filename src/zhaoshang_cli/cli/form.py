"""zs form."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = (
    ("zs form --region 叶县 --period 2022-12 -o 叶县.xlsx", "给叶县做一张空白月报"),
    ("zs form returns --region 叶县 --period 2022-12 -o 叶县.csv", "同样的内容，存成 CSV"),
    ("zs form province --period 2022-12 -o 全省通报.xlsx", "全省各市的空白通报表，照着通报填"),
    ("zs form targets --period 2023 -o 目标.xlsx", "做一张 2023 年的空白目标表，旁边印着上年目标"),
)


def form(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="种类", help="returns 县区月报、province 全省通报表、targets 年度目标"
        ),
    ] = "returns",
    *,
    period: Annotated[
        str, typer.Option(metavar="期间", help="要报哪一期，例如 2022-12；目标表写年份")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="写到哪里：.xlsx 或 .csv")
    ],
    region: Annotated[
        str | None,
        typer.Option(
            metavar="地区",
            help="给哪个地区：名称、别名或代码；全省通报表不用写，目标表不写就是全部",
        ),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option("-i", "--indicator", metavar="指标", help="要报的指标；可以写几次"),
    ] = None,
) -> None:
    """Make the blank return of a county, the province's table, or the table of targets."""
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.intake.form import Wanted, blank_document, write_new
    from zhaoshang_cli.workspace import open_workspace

    wanted = Wanted(region, period, indicator or (), output)
    made = blank_document(open_workspace(), kind, wanted)
    write_new(output, made.document)
    typer.echo(output)
    show_next(made.next_step)
