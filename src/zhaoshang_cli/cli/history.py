"""zs history."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption, RegionOption

EXAMPLES = (
    ("zs history", "收过、撤回过、调整过、发布过的，一次一行"),
    ("zs history --region 叶县 --period 2022-11", "只看叶县11月的数是怎么来的"),
)

PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="期间", help="只看涉及这一期的，例如 2022-11"),
]


def history(
    *,
    region: RegionOption = None,
    period: PeriodOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """List everything that was ever taken in."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.vintage import dated
    from zhaoshang_cli.workflows.history.history import Question, history

    answer = history(Question(period, region, as_of))
    emit.show(dated(answer, as_of), as_json=as_json, output=output)
    messages.show_next("看两次之间变了什么：zs diff 次 次；撤回一次：zs withdraw 次 --reason 原因")
