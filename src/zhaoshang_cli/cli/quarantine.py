"""zs quarantine."""

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption

EXAMPLES = (
    ("zs quarantine", "看哪些格子没有收进来，为什么，怎么改"),
    ("zs quarantine -o 请核对.xlsx", "写成工作簿，发给县区"),
)


def quarantine(
    *, as_json: JsonOption = False, output: OutputOption = None, as_of: AsOfOption = None
) -> None:
    """List the cells that wait to be mended."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.vintage import dated
    from zhaoshang_cli.workflows.intake.quarantine import quarantine

    waiting = quarantine(as_of)
    emit.show(dated(waiting.answer, as_of), as_json=as_json, output=output)
    messages.show_next(waiting.next)
