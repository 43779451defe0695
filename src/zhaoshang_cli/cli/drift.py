"""zs drift."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs drift", "发布过的数，现在还对不对"),
    ("zs drift 2022-11 -o 更正说明.md", "起草更正说明"),
)


def drift(
    period: Annotated[
        str | None,
        typer.Argument(metavar="期间", help="只看这一期；不写就看发布过的各期", show_default=False),
    ] = None,
    *,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件",
            help="写到文件：md 是更正说明，json、csv、xlsx、html 是表",
            show_default=False,
        ),
    ] = None,
) -> ExitStatus:
    """Say which published figures are no longer so."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.answers.vintage import dated
    from zhaoshang_cli.workflows.history.drift import drift, write_correction

    found = drift(period, as_of)
    draft = output is not None and output.suffix.lower() == ".md" and not as_json
    if output is not None and draft:
        write_correction(found, output)
    emit.show(dated(found.answer, as_of), as_json=as_json, output=None if draft else output)
    for note in found.notes:
        messages.show_note(note)
    messages.show_next(found.next(output if draft else None))
    return ExitStatus.FINDINGS if found.due else ExitStatus.OK
