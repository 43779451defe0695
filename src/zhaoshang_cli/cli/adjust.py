"""zs adjust."""

import shlex
import sys
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

_REDUCE = (
    "zs adjust --region 叶县 --period 2022-11 --indicator 省外资金 --amount -1200"
    " --reason 重复统计 --doc 平商〔2022〕9号 --approver 王局长"
)
EXAMPLES = ((_REDUCE, "核减 1200 万元：报数不动，认定数减下来，年内以后各期和来年基数都跟着减"),)


def adjust(
    *,
    region: Annotated[str, typer.Option(metavar="地区", help="哪个下级地区：名称、别名或代码")],
    period: Annotated[str, typer.Option(metavar="期间", help="从哪一期起，例如 2022-11")],
    indicator: Annotated[
        str, typer.Option("--indicator", "-i", metavar="指标", help="名称、同义词或代码")
    ],
    amount: Annotated[str, typer.Option(metavar="数", help="核减为负，补报为正，例如 -1200")],
    reason: Annotated[str, typer.Option(metavar="原因", help="为什么调整，记入流水")],
    document: Annotated[str, typer.Option("--doc", metavar="文号", help="依据的文件")],
    approver: Annotated[str, typer.Option(metavar="姓名", help="谁批准的")],
    unit: Annotated[
        str | None, typer.Option(metavar="单位", help="数的单位；不写就按指标的单位")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="种类", help="核减、补报、更正；不写就看正负：负为核减，正为补报"),
    ] = None,
    through: Annotated[
        str | None,
        typer.Option(metavar="期间", help="管到哪一期为止；不写就管到年底"),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
) -> None:
    """Adjust one reported value."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.history.adjust import Order, adjust

    emit.require_place(output, as_json=as_json)
    order = Order(
        region, period, indicator, amount, reason, document, approver, unit, kind, through
    )
    done = adjust(order, shlex.join(["zs", *sys.argv[1:]]))
    emit.show(done.answer, as_json=as_json, output=output)
    for note in done.notes:
        messages.show_note(note)
    messages.show_next(done.next)
