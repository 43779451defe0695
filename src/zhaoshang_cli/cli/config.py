"""``zs config``: the settings in force."""

import typer

from zhaoshang_cli.cli.options import JsonOption, OutputOption

app = typer.Typer()

EXAMPLES = (
    ("zs config show", "看每个设置的值和来处"),
    ("zs config show --set rates.places=2", "试着只改这一次"),
)


@app.command("show", help="列出每个设置：名称、值、来处、含义")
def show_config(as_json: JsonOption = False, output: OutputOption = None) -> None:
    """Show every setting."""
    from zhaoshang_cli.render.formats.emit import show
    from zhaoshang_cli.render.screen.messages import show_next
    from zhaoshang_cli.workflows.office.config import show_config

    show(show_config(), as_json=as_json, output=output)
    show_next("要改就写进工作区的 zs.toml")
