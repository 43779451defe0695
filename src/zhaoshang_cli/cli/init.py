"""``zs init``: a workspace for a city or a province."""

from pathlib import Path
from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption

EXAMPLES = (
    ("zs init 招商 --region 许昌市", "在文件夹“招商”里给许昌市建工作区"),
    ("zs init . --region 110000", "在当前文件夹里建，用六位代码指明本级"),
)


def init(
    region: Annotated[
        str, typer.Option(metavar="地区", help="本级：省、地级市、州、盟的名称或六位代码")
    ],
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在哪里", show_default="当前文件夹")
    ] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make a workspace."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.office import init as workflow

    made = workflow.init(folder, region)
    show(workflow.made_answer("init", made.workspace), as_json=as_json, output=None)
    show_next(made.next)
