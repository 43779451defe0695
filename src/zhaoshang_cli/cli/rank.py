"""zs rank."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import (
    AsOfOption,
    IndicatorOption,
    JsonOption,
    OutputOption,
    PeriodArgument,
)
from zhaoshang_cli.cli.show import LevelOption

EXAMPLES = (
    ("zs rank 2022-11 --indicator 省外资金", "按进度（完成率）排"),
    ("zs rank 2022-11 --indicator 省外资金 --by 总量", "按总量排"),
    ("zs rank 2022-11 --among province", "本市在全省各市里的名次"),
)


def rank(
    period: PeriodArgument = None,
    *,
    indicator: IndicatorOption = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="依据",
            help="按什么排：total 总量、completion 进度、growth 增速、arrival 到位率",
        ),
    ] = "completion",
    among: Annotated[
        str, typer.Option("--among", metavar="范围", help="children 下级，province 全省各市")
    ] = "children",
    panel: Annotated[
        str | None,
        typer.Option("--panel", metavar="组", help="只看这一组，例如 功能区", show_default=False),
    ] = None,
    target_level: LevelOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Rank the regions, panel by panel."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.render.tables.ranking import answer, following
    from zhaoshang_cli.render.words import unfinished
    from zhaoshang_cli.workflows.answers.rank import Question, rank
    from zhaoshang_cli.workflows.answers.vintage import dated

    placed = rank(Question(period, indicator, by, among, panel, target_level, as_of))
    emit.show(dated(answer(placed), as_of), as_json=as_json, output=output)
    if placed.gathering:
        messages.show_note(unfinished(placed.gathering, "zs rank"))
    messages.show_next(following(placed))
