"""zs show."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import (
    AsOfOption,
    IndicatorOption,
    JsonOption,
    OutputOption,
    PeriodArgument,
    RegionOption,
)

EXAMPLES = (
    ("zs show", "最新一期，各指标各地"),
    ("zs show 2022-11 --indicator 省外资金", "一个指标"),
    ("zs show 2022-11 --region 叶县", "一个地区"),
    ("zs show 2022-11 -o 进度.xlsx", "写成工作簿"),
)

LevelOption = Annotated[
    str | None,
    typer.Option(
        "--target-level",
        metavar="级别",
        help="只用这一级的目标：省定、市定、自报；不写就按 targets.levels 的次序",
        show_default=False,
    ),
]


def show(
    period: PeriodArgument = None,
    *,
    region: RegionOption = None,
    indicator: IndicatorOption = None,
    target_level: LevelOption = None,
    reported: Annotated[
        bool, typer.Option("--reported", help="累计是认定数；旁边再列核减、补报以前的报数")
    ] = False,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show how far every region is with every indicator."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.render.tables.progress import answer, following
    from zhaoshang_cli.render.words import unfinished
    from zhaoshang_cli.workflows.answers.show import Question, show
    from zhaoshang_cli.workflows.answers.vintage import dated

    shown = show(Question(period, region, indicator, target_level, as_of, reported))
    emit.show(dated(answer(shown), as_of), as_json=as_json, output=output)
    messages.show_findings(shown.findings)
    if shown.gathering:
        messages.show_note(unfinished(shown.gathering, "zs show"))
    messages.show_next(following(shown))
