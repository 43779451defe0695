"""zs withdraw."""

import shlex
import sys
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

EXAMPLES = (("zs withdraw 57 --reason 误收了上月的表", "撤回第 57 次报送，原来的数回来"),)


def withdraw(
    submission: Annotated[
        str, typer.Argument(metavar="次", help="第几次报送，见 zs history 第一列")
    ],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么撤回，记入流水")],
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Take a submission back."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.history.withdraw import withdraw

    emit.require_place(output, as_json=as_json)
    done = withdraw(submission, reason=reason, command=shlex.join(["zs", *sys.argv[1:]]))
    emit.show(done.answer, as_json=as_json, output=output)
    for note in done.notes:
        messages.show_note(note)
    messages.show_next(done.next)
