"""zs status."""

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption, PeriodArgument

EXAMPLES = (
    ("zs status", "最新一期谁报了、谁没报"),
    ("zs status 2022-12", "下一期到了几家"),
)


def status(
    period: PeriodArgument = None,
    *,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show who has reported, who has not, who was late and who has changed what was said."""
    from datetime import datetime

    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.render.tables.status import answer, next_step
    from zhaoshang_cli.workflows.answers.status import status
    from zhaoshang_cli.workflows.answers.vintage import dated

    reported = status(period, today=datetime.now().astimezone().date(), as_of=as_of)
    emit.show(dated(answer(reported), as_of), as_json=as_json, output=output)
    messages.show_next(next_step(reported))
