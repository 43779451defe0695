"""zs ingest."""

import shlex
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption, StrictOption
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs ingest 来文/2022-11", "收一个文件夹里的全部报表"),
    ("zs ingest 叶县.xlsx --period 2022-11", "表上没写是哪个月时，告诉它"),
    ("zs ingest 来文 --received 文件", "收到日期用各个文件自己的日期"),
)

_BY_FILE = "文件"


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件…", help="报表文件、文件夹或通配符", show_default=False),
    ],
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="种类", help="returns 县区月报、province 全省通报表、targets 年度目标"
        ),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="期间", help="是哪一期的，例如 2022-11")
    ] = None,
    region: Annotated[
        str | None, typer.Option(metavar="地区", help="是哪个地区的：名称、别名或代码")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="单位", help="表上没写单位时的金额单位，例如 亿元")
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option(metavar="工作表", help="只读这张工作表；可以写几次")
    ] = None,
    header_rows: Annotated[
        str | None, typer.Option(metavar="行", help="表头在第几行，例如 3 或 3-4")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="列名=指标", help="这一列是哪个指标；可以写几次"),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(metavar="日期", help="收到日期；写“文件”则用各个文件自己的日期；默认今天"),
    ] = None,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Take county returns, the province's tables and targets into the ledger."""
    from zhaoshang_cli.render.emit import show
    from zhaoshang_cli.render.intake import intake_answer, show_doubts
    from zhaoshang_cli.render.messages import show_next
    from zhaoshang_cli.render.progress import progress
    from zhaoshang_cli.workflows.decisions import decide
    from zhaoshang_cli.workflows.ingest import Request, ingest as take_in, next_step
    from zhaoshang_cli.workspace import open_workspace

    workspace = open_workspace()
    given = {"kind": kind, "period": period, "region": region, "unit": unit}
    decisions = decide(workspace, **given, sheets=sheet, header_rows=header_rows, mapping=mapping)
    by_file = received == _BY_FILE
    day = date.fromisoformat(received) if received and not by_file else None
    request = Request(paths, decisions, day, by_file, shlex.join(["zs", *sys.argv[1:]]))
    with progress("读表") as report:
        result = take_in(workspace, request, report)
    names = {one.code: one.label for one in workspace.regions}
    show(intake_answer(result, names), as_json=as_json, output=output)
    show_doubts(result)
    show_next(next_step(result))
    return result.status(strict=strict)
