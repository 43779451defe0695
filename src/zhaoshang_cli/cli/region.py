"""``zs region``: what the workspace knows of regions."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

app = typer.Typer()

EXAMPLES = (
    ("zs region list", "看本级、下级、同级和上级"),
    ("zs region add 许昌经济技术开发区 --code 411072 --panel 功能区 --short 经开区", "添加功能区"),
    ("zs region add 叶县 --alias 叶邑", "给已有的地区加别名"),
)


@app.command("list", help="列出工作区认得的地区")
def list_regions(as_json: JsonOption = False, output: OutputOption = None) -> None:
    """List the regions."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.office.region import list_regions

    show(list_regions(), as_json=as_json, output=output)
    show_next("用 zs region add 添加地区或别名")


@app.command("add", help="添加下级地区；名称已有时，改它或给它加别名")
def add(
    name: Annotated[str, typer.Argument(metavar="名称", help="地区的全名；已有的也可写简称、代码")],
    *,
    code: Annotated[str | None, typer.Option(metavar="代码", help="六位代码；新地区必须写")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="类别", help="县、市辖区、县级市、功能区……")
    ] = None,
    panel: Annotated[
        str | None,
        typer.Option(metavar="组", help="同组的排在一起比名次，例如 县区、功能区、省直管"),
    ] = None,
    short: Annotated[str | None, typer.Option(metavar="简称", help="表格和行文里的叫法")] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option(metavar="别名", help="报表里的别的叫法；可以写几次", show_default=False),
    ] = None,
    counts: Annotated[
        bool | None, typer.Option("--counts/--no-counts", help="计入或不计入本级合计")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add a region, or say more of a known one."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.office.region import add_region
    from zhaoshang_cli.workspace.editing import RegionChange

    change = RegionChange(name, code, short, kind, panel, counts, tuple(alias or ()))
    show(add_region(change), as_json=as_json, output=None)
    show_next("先前认不出它的报表，再收一次：zs ingest 文件")
