"""zs freeze."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import AsOfOption, JsonOption, OutputOption

EXAMPLES = (
    ("zs freeze 2022-11 --by 王科长", "11月的稿子发了：记下用的数、稿子、模板和设置"),
    ("zs freeze 2022-11 --by 王科长 --date 2022-12-20", "写明发布日期"),
)


def freeze(
    period: Annotated[str, typer.Argument(metavar="期间", help="发布的是哪一期，例如 2022-11")],
    *,
    approver: Annotated[str, typer.Option("--by", metavar="姓名", help="谁定的")],
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="日期", help="发布日期；不写就是今天", show_default=False),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--document",
            metavar="文件",
            help="发布的稿子，可以写几次；不写就是 输出/期间 里的全部",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Put on record what was published."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.briefs.brief import parse_date
    from zhaoshang_cli.workflows.history.freeze import Order, freeze

    emit.require_place(output, as_json=as_json)
    released = None if day is None else parse_date(day)
    order = Order(period, approver, documents or (), released, as_of)
    frozen = freeze(order, shlex.join(["zs", *sys.argv[1:]]))
    emit.show(frozen.answer, as_json=as_json, output=output)
    for note in frozen.notes:
        messages.show_note(note)
    messages.show_next(frozen.next)
