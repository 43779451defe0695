"""One command: found in the table, imported, and run by Typer, with pages and errors in Chinese."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo

from zhaoshang_cli.cli import pages
from zhaoshang_cli.cli.usage import command_unknown
from zhaoshang_cli.errors import ExitStatus

Example = tuple[str, str]


class ZsCommand(TyperCommand):
    """A command whose help page is Chinese."""

    examples: tuple[Example, ...] = ()

    def get_help(self, ctx: Any) -> str:
        """Write the page that ``--help`` shows."""
        return pages.command_page(self.help or "", self.get_params(ctx), ctx, self.examples)


class ZsGroup(TyperGroup):
    """A command with commands below it."""

    examples: tuple[Example, ...] = ()

    def get_help(self, ctx: Any) -> str:
        """Write the page that ``--help`` shows."""
        below = {name: one.help or "" for name, one in self.commands.items() if not one.hidden}
        return pages.group_page(self.help or "", below, ctx, self.examples)


def load_command(name: str, known: Mapping[str, tuple[str, str]]) -> ZsCommand | ZsGroup:
    """Import the module of a command and build it.

    Raises:
        ZsError: ``command-unknown``, with the command that was meant.
    """
    if name not in known:
        raise command_unknown("zs", name, get_close_matches(name, known, 1, 0.5))
    target, about = known[name]
    module_name, _, attribute = target.partition(":")
    module = import_module(f"zhaoshang_cli.cli.{module_name}")
    found = getattr(module, attribute)
    app = found if isinstance(found, typer.Typer) else None
    command = _single(name, found, about) if app is None else _group(name, app, about)
    _give_examples(command, f"zs {name}", getattr(module, "EXAMPLES", ()))
    return command


def run_command(command: ZsCommand | ZsGroup, arguments: Sequence[str]) -> int:
    """Run it and return its exit status.

    Typer's own ``main`` is not used: it would answer a closed pipe and its own errors itself, in
    English.
    """
    try:
        with command.make_context(f"zs {command.name}", list(arguments)) as context:
            status = command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        return ExitStatus.INTERRUPTED
    return status if isinstance(status, int) else ExitStatus.OK


def _single(name: str, function: Any, about: str) -> ZsCommand:
    info = CommandInfo(name=name, callback=function, help=about, cls=ZsCommand)
    built = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    assert isinstance(built, ZsCommand)  # noqa: S101 - told so one line above
    return built


def _group(name: str, app: typer.Typer, about: str) -> ZsGroup:
    for info in app.registered_commands:
        info.cls = ZsCommand
    app.info.cls = ZsGroup
    built = get_group(app)
    assert isinstance(built, ZsGroup)  # noqa: S101 - told so one line above
    built.name, built.help = name, about
    return built


def _give_examples(command: ZsCommand | ZsGroup, path: str, examples: Sequence[Example]) -> None:
    command.examples = tuple(one for one in examples if f"{one[0]} ".startswith(f"{path} "))
    if isinstance(command, ZsGroup):
        for name, below in command.commands.items():
            if isinstance(below, ZsCommand | ZsGroup):
                _give_examples(below, f"{path} {name}", examples)
