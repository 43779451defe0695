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
    SaveProfileOption,
    SheetPeriodOption,
    SheetRegionOption,
    SheetsOption,
    UnitOption,
)
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs ingest 来文/月报/2022-11", "收一个文件夹里的全部报表"),
    ("zs ingest --plan 叶县.xlsx", "先看会改变哪些数、哪些位次，不写入"),
    ("zs ingest 叶县.xlsx --period 2022-11", "表上没写是哪个月时，告诉它"),
    ("zs ingest 来文 --received 文件", "收到日期用各个文件自己的日期"),
    (
        "zs ingest 郏县.csv --map 到位额=省外资金 --save-profile 郏县",
        "记住这种表的读法，下月不用再指明",
    ),
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
    save_profile: SaveProfileOption = None,
    planning: Annotated[bool, typer.Option("--plan", help="只看会改变什么，不写入")] = False,
    strict: StrictOption = False,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> ExitStatus:
    """Take county returns, the province's tables and targets into the ledger."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen.progress import progress
    from zhaoshang_cli.render.tables import intake, plan
    from zhaoshang_cli.workflows.intake import decisions, ingest as work
    from zhaoshang_cli.workspace import open_workspace

    emit.require_place(output, as_json=as_json)
    workspace = open_workspace()
    names = {one.code: one.label for one in workspace.regions}
    typed = (kind, period, region, unit, sheets or (), header_rows, mapping or (), level)
    decided = decisions.decide(workspace, decisions.Options(*typed))
    command = shlex.join(["zs", *sys.argv[1:]])
    request = work.Request(paths, decided, *decisions.received(received), command, save_profile)
    with progress("读表") as report:
        if planning:
            result, effects = work.plan(workspace, request, report)
            answer = plan.plan_answer(result, effects, names, workspace.indicators)
        else:
            result = work.ingest(workspace, request, report)
            answer = intake.intake_answer(result, names)
    emit.show(answer, as_json=as_json, output=output)
    intake.show_doubts(result, work.next_step(result, planned=planning))
    return work.status(result, strict=strict)
