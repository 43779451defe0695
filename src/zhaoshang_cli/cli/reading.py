"""Options that decide how a sheet is read: the same for ingest, inspect and return."""

from pathlib import Path
from typing import Annotated

import typer

PathsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="文件…", help="报表文件、文件夹或通配符", show_default=False),
]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="种类", help="returns 县区月报、province 全省通报表、targets 年度目标"
    ),
]
SheetPeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="期间", help="是哪一期的，例如 2022-11")
]
SheetRegionOption = Annotated[
    str | None, typer.Option("--region", metavar="地区", help="是哪个地区的：名称、别名或代码")
]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", metavar="单位", help="表上没写单位时的金额单位，例如 亿元"),
]
SheetsOption = Annotated[
    list[str] | None,
    typer.Option("--sheet", metavar="工作表", help="只读这张工作表；可以写几次"),
]
HeaderRowsOption = Annotated[
    str | None, typer.Option("--header-rows", metavar="行", help="表头在第几行，例如 3 或 3-4")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="列名=指标", help="这一列是哪个指标；可以写几次"),
]
SaveProfileOption = Annotated[
    str | None,
    typer.Option(
        "--save-profile",
        metavar="名称",
        help="把这次的选项存成 profiles/名称.toml，以后同样的来表自动照此读；期间不存",
    ),
]
LevelOption = Annotated[
    str | None, typer.Option("--level", metavar="级别", help="年度目标是哪一级的，例如 省定")
]
