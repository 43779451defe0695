"""``zs template``: the templates that documents are set with."""

from typing import Annotated

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

app = typer.Typer()

EXAMPLES = (("zs template list", "看有哪些模板"),)


@app.command("list", help="列出自带的和工作区的模板")
def list_templates(as_json: JsonOption = False, output: OutputOption = None) -> None:
    """List the templates."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.briefs.template import list_templates

    show(list_templates(), as_json=as_json, output=output)
    show_next("用 zs template eject 名称 复制一份到工作区来改")


@app.command("eject", help="把自带的模板复制一份到工作区，从不覆盖")
def eject(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="zs template list 里的名称，或它的文件夹")
    ],
    as_json: JsonOption = False,
) -> None:
    """Copy a shipped template into the workspace."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.briefs.template import eject_template

    show(eject_template(name), as_json=as_json, output=None)
    show_next("改工作区里的这一份；zs brief 会先用它")
