"""zs trace."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import (
    AsOfOption,
    IndicatorOption,
    JsonOption,
    OutputOption,
    RegionOption,
)
from zhaoshang_cli.errors import ExitStatus

EXAMPLES = (
    ("zs trace 607.8亿元 输出/2022-11/新闻稿.md", "稿里的一个数，从句子追到原件的格子"),
    ("zs trace f3 输出/2022-11/新闻稿.html", "按出处文件里的编号"),
    ("zs trace --region 叶县 --period 2022-11 --indicator 省外资金", "台账里的一个数"),
)


def trace(
    figure: Annotated[
        str | None,
        typer.Argument(metavar="数", help="稿里的写法，连单位；或编号 f3", show_default=False),
    ] = None,
    document: Annotated[
        Path | None,
        typer.Argument(
            metavar="稿子",
            help="md 或 html，旁边有 .figures.json；不写就在 输出 里找",
            show_default=False,
        ),
    ] = None,
    *,
    region: RegionOption = None,
    period: Annotated[
        str | None, typer.Option(metavar="期间", help="例如 2022-11", show_default=False)
    ] = None,
    indicator: IndicatorOption = None,
    basis: Annotated[str, typer.Option(metavar="口径", help="累计、本月或期末")] = "累计",
    as_json: JsonOption = False,
    output: OutputOption = None,
    as_of: AsOfOption = None,
) -> ExitStatus:
    """Follow a number to the cells it comes from."""
    from zhaoshang_cli.render.formats import emit
    from zhaoshang_cli.render.screen import messages
    from zhaoshang_cli.workflows.history.trace import Question, trace

    question = Question(figure, document, region, period, indicator, basis, as_of)
    answer, findings = trace(question)
    emit.show(answer, as_json=as_json, output=output)
    messages.show_findings(findings)
    messages.show_next("看这一次报送还带来了什么：zs history；原件在 archive 里，按 SHA-256 存放")
    return ExitStatus.FINDINGS if findings else ExitStatus.OK
