"""The command line: reads arguments, calls a workflow, shows what it returns.

To add a command, write ``cli/NAME.py`` and one line in ``COMMANDS``. The line's text is the Chinese
help; it goes before the function's docstring, which stays English. A target is ``module:function``
for a single command, or ``module:app`` for a ``typer.Typer()`` whose commands are given with
``@app.command("list", help="…")``. Arguments and options need a Chinese ``help``, and a ``metavar``
where they take a value. A module may hold ``EXAMPLES``, pairs of a command line and its meaning,
which are shown on the help page that they belong to. A command returns nothing, or an
``ExitStatus``.

Only the module of the command that was asked for is imported, and it imports its work inside the
functions: ``zs --help`` needs neither Typer nor the store.
"""

from __future__ import annotations

import os
import sys

from zhaoshang_cli import __version__
from zhaoshang_cli.cli import streams

TYPE_CHECKING = False  # typing itself takes half the time of --version
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from zhaoshang_cli.cli.globals import Globals

COMMANDS = {
    "开始": {
        "demo": ("demo:demo", "做一个演示工作区，带两年的样例报表"),
        "init": ("init:init", "给一个市或省新建工作区"),
    },
    "收表": {
        "form": ("form:form", "给县区做一张空白月报，带核对和上月数"),
        "inspect": ("inspect:inspect", "看一个文件会被怎样读，不写入"),
        "return": ("send_back:send_back", "标出有疑问的格子，把表退回报送单位"),
        "ingest": ("ingest:ingest", "收报表、省通报表和目标表，写入台账"),
        "status": ("status:status", "看谁报了、谁没报、谁改报了"),
    },
    "查数": {
        "show": ("show:show", "看各地各指标的累计、同比、完成率和差距"),
        "rank": ("rank:rank", "排名次，写明按什么排"),
        "metric": ("metric:app", "看和运行现成的指标查询：参数、公式、SQL"),
        "sql": ("sql:sql", "用一条 SELECT 查台账，只读，有限时"),
    },
    "出稿": {
        "brief": ("brief:app", "写新闻稿，每个数都有出处"),
        "template": ("template:app", "看和改稿件模板"),
    },
    "留痕": {
        "trace": ("trace:trace", "从一个数追到原件的格子"),
        "history": ("history:history", "看收过、撤回过、调整过、发布过什么"),
        "quarantine": ("quarantine:quarantine", "看没有收进来的格子和改法"),
        "diff": ("diff:diff", "看两个时点之间哪些数变了"),
        "revisions": ("revisions:revisions", "看谁改报过、改了多少"),
        "withdraw": ("withdraw:withdraw", "撤回一次报送，原来的数回来"),
        "adjust": ("adjust:adjust", "核减、补报、更正一个数，报数和认定数都留着"),
        "freeze": ("freeze:freeze", "记下发布了什么，连数、稿子、模板和设置"),
        "drift": ("drift:drift", "看发布过的数还对不对，起草更正说明"),
    },
    "维护": {
        "audit": ("audit:app", "核对台账有没有被改动，写出整本台账"),
        "doctor": ("upkeep:doctor", "体检：哪里坏了，怎么办"),
        "rebuild": ("upkeep:rebuild", "从流水和归档重建台账"),
        "backup": ("upkeep:backup", "把工作区备份成一个文件"),
        "restore": ("upkeep:restore", "把备份恢复成新的工作区"),
        "bundle": ("bundle:bundle", "把一期的稿子和依据打成包，或核验这样的包"),
    },
    "设置": {
        "region": ("region:app", "看和添加地区、别名"),
        "config": ("config:app", "看设置和它们的来处"),
        "explain": ("explain:explain", "解释一个错误或提示代码"),
    },
}
"""Every command: under its heading, with its target and its one line of help."""

INTERRUPTED, PIPE_CLOSED = 130, 141


def script() -> NoReturn:
    """Run zs as the console script: the process ends here.

    Nothing is left to do once the streams are flushed, and leaving without Python's own clean-up
    saves a fifth of a short command's time.
    """
    os._exit(run(_expanded(sys.argv[1:])))


def main() -> NoReturn:
    """Run zs on ``sys.argv`` inside a process that goes on to other things."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return the exit status. The one place where errors become text."""
    streams.prepare()
    try:
        return _answer(list(arguments))
    except BrokenPipeError:
        streams.hush()
        return PIPE_CLOSED


def _answer(arguments: list[str]) -> int:
    try:
        status = _dispatch(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        streams.settle()
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - no traceback may reach the user
        from zhaoshang_cli.cli.failures import report

        streams.settle()
        return report(error, arguments)
    return status


def _dispatch(arguments: list[str]) -> int:
    if arguments in ([], ["--help"], ["-h"]):
        from zhaoshang_cli.cli.pages import front_page

        sys.stdout.write(front_page(COMMANDS))
        return 0
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"zs {__version__}\n")
        return 0
    from zhaoshang_cli.cli.globals import read_globals

    wanted, rest = read_globals(arguments)
    return _run_command(wanted, rest) if rest else _dispatch([])


def _run_command(wanted: Globals, rest: list[str]) -> int:
    from zhaoshang_cli.cli.command import load_command, run_command

    name, *arguments = rest
    known = {name: entry for entries in COMMANDS.values() for name, entry in entries.items()}
    with wanted.heeded():
        return run_command(load_command(name, known), arguments)


def _expanded(arguments: list[str]) -> list[str]:
    """Do what a Unix shell does and Windows' does not: ``来文/*.xlsx``."""
    if os.name != "nt":
        return arguments
    import glob

    return [name for one in arguments for name in (glob.glob(one) or [one])]  # noqa: PTH207 - patterns may be absolute
