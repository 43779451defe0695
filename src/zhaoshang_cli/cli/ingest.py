"""zs ingest."""

import shlex
import sys
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption, StrictOption
from zhaoshang_cli.cli.reading import (
    HeaderRowsOption,
    KindOption,
    LevelOption,
    MapOption,
    PathsArgument,
    SheetPeriodOption,
    SheetRegionOption,
    SheetsOption,
    UnitOption,
)
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs ingest 来文/2022-11", "收一个文件夹里的全部报表"),
    ("zs ingest 叶县.xlsx --period 2022-11", "表上没写是哪个月时，告诉它"),
    ("zs ingest 来文 --received 文件", "收到日期用各个文件自己的日期"),
)


def ingest(
    paths: PathsArgument,
    *,
    kind: KindOption = None,
    period: SheetPeriodOption = None,
    region: SheetRegionOption = None,
    unit: UnitOption = None,
    sheets: SheetsOption = None,
    header_rows: HeaderRowsOption = None,
    mapping: MapOption = None,
    level: LevelOption = None,
    received: Annotated[
        str | None,
        typer.Option(metavar="日期", help="收到日期；写“文件”则用各个文件自己的日期；默认今天"),
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
    options = Options(kind, period, region, unit, sheets or (), header_rows, mapping or (), level)
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
