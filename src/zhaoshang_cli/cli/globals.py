"""The options that stand before any command: ``-C``, ``--color`` and ``--set``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhaoshang_cli.errors import ZsError

COLOURS = ("auto", "always", "never")

_NAMES = ("-C", "--color", "--set")


class Globals:
    """What the command line said before the command."""

    def __init__(self) -> None:
        self.start: Path | None = None
        self.color = "auto"
        self.flags: dict[str, str] = {}

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Let the run heed it."""
        from zhaoshang_cli.render.screen.colour import choice
        from zhaoshang_cli.workspace.opening import asked

        token = choice.set(self.color)
        try:
            with asked(self.start, self.flags):
                yield
        finally:
            choice.reset(token)


def read_globals(arguments: list[str]) -> tuple[Globals, list[str]]:
    """Take the global options out of a command line; they may also stand after the command.

    Raises:
        ZsError: ``option-unknown``, ``option-value-missing`` or ``value-wrong``.
    """
    wanted, rest, waiting = Globals(), list[str](), list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return wanted, [*rest, argument, *waiting]
        name, equals, value = argument.partition("=")
        if name not in _NAMES:
            _refuse_unknown(argument, rest)
            rest.append(argument)
            continue
        if not equals and not waiting:
            raise ZsError("option-value-missing", f"{name} 后面缺少值", hint=f"{name} 见 zs --help")
        _set(wanted, name, value if equals else waiting.pop(0))
    return wanted, rest


def _refuse_unknown(argument: str, before: list[str]) -> None:
    if not before and argument.startswith("-"):
        raise ZsError("option-unknown", f"zs 没有 {argument} 这个选项", hint="全局选项见 zs --help")


def _set(wanted: Globals, name: str, value: str) -> None:
    if name == "-C":
        wanted.start = _folder(value)
    elif name == "--color":
        if value not in COLOURS:
            raise ZsError(
                "value-wrong", f"--color 不能是“{value}”", hint="可以是 auto、always、never"
            )
        wanted.color = value
    else:
        setting, equals, given = value.partition("=")
        if not equals:
            raise ZsError(
                "value-wrong",
                f"--set 不能是“{value}”",
                hint="写成 --set 名称=值，例如 rates.places=2",
            )
        wanted.flags[setting.strip()] = given.strip()


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_dir():
        raise ZsError(
            "workspace-missing", f"没有“{value}”这个文件夹", hint="检查 -C 后面的文件夹名"
        )
    return path
