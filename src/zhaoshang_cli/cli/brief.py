"""``zs brief``: documents in which every number has its source."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, PeriodArgument

app = typer.Typer()

EXAMPLES = (
    ("zs brief press 2022-11 --date 2022-12-20", "写11月的新闻稿，放进 输出/2022-11"),
    ("zs brief press -o 稿.md", "写最新一期，只要这一个文件"),
    ("zs brief press 2022-11 --partial", "还缺单位时先出一稿，合计注明缺哪几家"),
)


@app.callback()
def brief() -> None:
    """Write documents."""


@app.command("press", help="写新闻稿：Markdown 和网页各一份，另附每个数的出处")
def press(
    period: PeriodArgument = None,
    *,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="日期",
            help="发布日期，例如 2022-12-20；不写就留出〔发布日期〕",
            show_default=False,
        ),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="还缺单位也写，合计后注明缺哪几家")
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="稿后附数据来源：每个数是什么、出自哪些格子")
    ] = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="只写这一个文件（md 或 html）和它的 .figures.json",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Draft the press release of a period."""
    from zhaoshang_cli.render.brief.shown import show_draft
    from zhaoshang_cli.workflows.briefs.brief import Request, parse_date, write_press
    from zhaoshang_cli.workspace import open_workspace

    released = None if day is None else parse_date(day)
    request = Request(period, released, partial, as_of, output, sources)
    draft = write_press(open_workspace(), request)
    show_draft(draft.files, draft.answer, draft.notes, as_json=as_json)
