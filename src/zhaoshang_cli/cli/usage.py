"""What Typer finds wrong with a command line, said in Chinese."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

from zhaoshang_cli.errors import ZsError


def in_chinese(error: UsageError, command: str) -> ZsError:
    """Turn one of Typer's complaints into an error of ours.

    Args:
        error: The complaint.
        command: The command that was asked for; some complaints do not know.
    """
    path = error.ctx.command_path if error.ctx else f"zs {command}"
    see = f"用法见 {path} --help"
    if isinstance(error, MissingParameter):
        return ZsError("argument-missing", f"{path} 缺少{_name(error)}", hint=see)
    if isinstance(error, NoSuchOption):
        return _option_unknown(error, path)
    if isinstance(error, BadParameter):
        return ZsError("value-wrong", f"{_name(error)} 不对：{_reason(error.message)}", hint=see)
    if isinstance(error, BadOptionUsage):
        return _option_misused(error, see)
    return _other(error, path, see)


def command_unknown(path: str, name: str, meant: Sequence[str]) -> ZsError:
    """Say that there is no such command, and which was meant."""
    hint = f"你是不是想用 {path} {meant[0]}？" if meant else ""
    return ZsError(
        "command-unknown", f"没有这个命令：{path} {name}", hint=f"{hint}所有命令见 {path} --help"
    )


def _name(error: BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    if parameter.param_type_name == "option":
        return f"选项 {max(parameter.opts, key=len)}"
    return f"参数“{getattr(parameter, 'metavar', None) or parameter.name}”"


def _option_unknown(error: NoSuchOption, path: str) -> ZsError:
    if error.option_name == "--as-of":
        reason = _WITHOUT_VINTAGE.get(path, "它不答台账里的数")
        return ZsError("option-unknown", f"{path} 没有 --as-of 这个选项：{reason}", hint=_DATED)
    meant = sorted(error.possibilities or ())
    hint = f"你是不是想用 {'、'.join(meant)}？" if meant else ""
    return ZsError(
        "option-unknown",
        f"{path} 没有 {error.option_name} 这个选项",
        hint=f"{hint}全部选项见 {path} --help",
    )


_WITHOUT_VINTAGE = {
    "zs ingest": "收表总是接在现在的台账后面",
    "zs inspect": "它只看文件，不看台账",
    "zs form": "空白表里的上月数是给县区往下填的，总用最新的",
    "zs return": "退回的是刚收到的表，与最新的台账核对",
    "zs diff": "两个时点直接写在后面：zs diff 40 57",
    "zs withdraw": "撤回只能从现在算起，以前的答案不变",
    "zs adjust": "调整只能从现在算起，以前的答案不变",
    "zs audit verify": "核对的是整本台账；要确认早先的还在，用 --head 写早先的哈希",
    "zs doctor": "体检看的是现在的文件",
    "zs rebuild": "重建总是整本的",
    "zs backup": "备份总是整个工作区",
    "zs restore": "备份里有什么就恢复什么",
    "zs bundle": "包里每份稿子带着自己的时点；要别的时点，先用 zs brief press --as-of 写",
}
"""Why a command that has to do with the ledger answers only as of now."""

_DATED = "能问早先时点的：show、rank、status、metric run、sql、brief、trace、history、revisions、quarantine、drift、freeze、audit export"


def _option_misused(error: BadOptionUsage, see: str) -> ZsError:
    if "does not take" in error.message:
        return ZsError("value-wrong", f"选项 {error.option_name} 后面不要值", hint=see)
    return ZsError("option-value-missing", f"选项 {error.option_name} 后面缺少值", hint=see)


_UNKNOWN = re.compile(r"No such command '(.*?)'\.")
_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL)


def _other(error: UsageError, path: str, see: str) -> ZsError:
    if isinstance(error, NoArgsIsHelpError) or error.message == "Missing command.":
        return ZsError(
            "command-missing", f"{path} 后面缺少命令", hint=f"有哪些命令见 {path} --help"
        )
    if found := _UNKNOWN.match(error.message):
        below = getattr(error.cmd, "commands", {})
        return command_unknown(path, found[1], get_close_matches(found[1], below, 1, 0.5))
    if found := _EXTRA.fullmatch(error.message):
        return ZsError("argument-extra", f"{path} 用不着“{found[1]}”", hint=see)
    return ZsError("value-wrong", f"{path} 的写法不对：{_reason(error.message)}", hint=see)


_REASONS = (
    (re.compile(r"(.+) is not a valid int(?:eger)?(?: range)?\."), "{} 不是整数"),
    (re.compile(r"(.+) is not a valid float(?: range)?\."), "{} 不是数"),
    (re.compile(r"(.+) is not in the range (.+)\."), "{} 不在范围内（{}）"),
    (re.compile(r"(.+) is not one of (.+)\."), "{} 不在可选之列：{}"),
    (re.compile(r"\w+ (.+) does not exist\."), "{} 不存在"),
    (re.compile(r"\w+ (.+) is a file\."), "{} 是文件，不是文件夹"),
    (re.compile(r"\w+ (.+) is a directory\."), "{} 是文件夹，不是文件"),
    (re.compile(r"\w+ (.+) is not (?:readable|writable)\."), "{} 没有权限读写"),
)


def _reason(message: str) -> str:
    """Translate the reasons of Typer's own types; those of ours are Chinese already."""
    for pattern, chinese in _REASONS:
        if found := pattern.fullmatch(message):
            return chinese.format(*(part.replace("'", "") for part in found.groups()))
    return message
