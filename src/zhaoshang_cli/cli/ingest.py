"""zs ingest."""

import shlex
import sys
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
    level: Annotated[
        str | None, typer.Option(metavar="级别", help="年度目标是哪一级的，例如 省定")
    ] = None,
    planning: Annotated[bool, typer.Option("--plan", help="只看会改变什么，不写入")] = False,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Take county returns, the province's tables and targets into the ledger."""
    from zhaoshang_cli.render.emit import show
    from zhaoshang_cli.render.intake import intake_answer, show_doubts
    from zhaoshang_cli.render.messages import show_next
    from zhaoshang_cli.render.plan import plan_answer
    from zhaoshang_cli.render.progress import progress
    from zhaoshang_cli.workflows import ingest as work
    from zhaoshang_cli.workflows.decisions import Options, decide, received as day_of
    from zhaoshang_cli.workspace import open_workspace

    workspace = open_workspace()
    names = {one.code: one.label for one in workspace.regions}
    options = Options(kind, period, region, unit, sheet or (), header_rows, mapping or (), level)
    command = shlex.join(["zs", *sys.argv[1:]])
    request = work.Request(paths, decide(workspace, options), *day_of(received), command)
    with progress("读表") as report:
        if planning:
            result, effects = work.plan(workspace, request, report)
            answer = plan_answer(result, effects, names, workspace.indicators)
        else:
            result = work.ingest(workspace, request, report)
            answer = intake_answer(result, names)
    show(answer, as_json=as_json, output=output)
    show_doubts(result)
    show_next(work.next_step(result, planned=planning))
    return work.status(result, strict=strict)
