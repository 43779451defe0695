"""Arguments and options that more than one command takes."""

from pathlib import Path
from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，给程序用")]

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="文件",
        help="写到文件，按扩展名定格式：json、csv、md、html、xlsx……",
        show_default=False,
    ),
]

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="时点",
        help="只用到那时为止收到的数：第几次报送（12）、日期（2022-12-05）或 发布:2022-11",
        show_default=False,
    ),
]

PeriodArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="期间",
        help="哪一期，例如 2022-11、2022年11月、上半年；不写就是台账里最新的一期",
        show_default=False,
    ),
]

RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="地区",
        help="只看这个地区：名称、别名或代码",
        show_default=False,
    ),
]

IndicatorOption = Annotated[
    str | None,
    typer.Option(
        "--indicator",
        "-i",
        metavar="指标",
        help="只看这个指标：名称、同义词或代码",
        show_default=False,
    ),
]

StrictOption = Annotated[
    bool,
    typer.Option("--strict", help="有读不了的格子时，以退出码 1 结束"),
]
