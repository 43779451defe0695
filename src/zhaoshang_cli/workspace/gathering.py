"""Gathering the settings from everyone who may give them.

A flag goes before an environment variable (``ZS_REPORT_DEADLINE_DAY``), that before the
workspace's ``zs.toml``, that before the user's own file, and that before the default.
"""

import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace.schema import Setting, Value, all_settings, fit, nearest
from zhaoshang_cli.workspace.toml import line_of, parse_toml, toml_text

_MONTHS = 12


class Origin(StrEnum):
    """Where a value was given."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    WORKSPACE = "workspace"
    USER = "user"
    DEFAULT = "default"

    @property
    def chinese(self) -> str:
        """The word for people."""
        return {
            "flag": "命令行",
            "environment": "环境变量",
            "workspace": "工作区",
            "user": "用户配置",
            "default": "默认",
        }[self]


class Given(NamedTuple):
    """A setting's value, and who gave it."""

    setting: Setting
    value: Value
    origin: Origin
    place: str = ""
    """The file or variable, empty for a default."""


def gather(
    workspace: Mapping[str, Any],
    *,
    path: Path,
    text: str = "",
    flags: Mapping[str, str] | None = None,
) -> dict[str, Given]:
    """Find the value of every setting.

    Args:
        workspace: The tables of ``zs.toml``.
        path: Where that file is, for errors.
        text: Its text, to name the line of a wrong setting.
        flags: Values of the command line by the setting's name.

    Raises:
        ZsError: ``setting-unknown``, ``setting-wrong``, ``workspace-broken``.
    """
    known = all_settings()
    found = {
        name: Given(setting, fit(setting, setting.default, Place("defaults.toml")), Origin.DEFAULT)
        for name, setting in known.items()
    }
    for giver in (
        _from_user(known),
        _from_file(known, workspace, path, text, Origin.WORKSPACE),
        _from_environment(known),
        _from_flags(known, flags or {}),
    ):
        found |= {one.setting.name: one for one in giver}
    _check_curve(found)
    return found


def user_file() -> Path:
    """Return where the user's own settings are, whether or not the file exists."""
    if appdata := os.environ.get("APPDATA"):
        return Path(appdata, "zs", "config.toml")
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home, "zs", "config.toml")


def variable(name: str) -> str:
    """Return the environment variable of a setting.

    >>> variable("report.deadline_day")
    'ZS_REPORT_DEADLINE_DAY'
    """
    return f"ZS_{name.replace('.', '_').upper()}"


def _from_user(known: Mapping[str, Setting]) -> Iterator[Given]:
    path = user_file()
    if path.is_file():
        text = toml_text(path)
        yield from _from_file(known, parse_toml(text, str(path)), path, text, Origin.USER)


def _from_file(
    known: Mapping[str, Setting], tables: Mapping[str, Any], path: Path, text: str, origin: Origin
) -> Iterator[Given]:
    for section, entries in tables.items():
        pairs = entries.items() if isinstance(entries, dict) else [("", entries)]
        for key, value in pairs:
            name = f"{section}.{key}".rstrip(".")
            place = Place(f"{path} {line_of(text, name)}".rstrip())
            if name not in known:
                raise _unknown(name, known, place)
            yield Given(known[name], fit(known[name], value, place), origin, str(path))


def _from_environment(known: Mapping[str, Setting]) -> Iterator[Given]:
    for name, setting in known.items():
        if (value := os.environ.get(variable(name))) is not None:
            place = Place(f"环境变量 {variable(name)}")
            yield Given(setting, fit(setting, value, place), Origin.ENVIRONMENT, variable(name))


def _from_flags(known: Mapping[str, Setting], flags: Mapping[str, str]) -> Iterator[Given]:
    for name, value in flags.items():
        if name not in known:
            raise _unknown(name, known, Place("命令行"))
        yield Given(known[name], fit(known[name], value, Place("命令行")), Origin.FLAG, "--set")


def _unknown(name: str, known: Mapping[str, Setting], place: Place) -> ZsError:
    meant = nearest(name, known)
    hint = f"你是不是想写 {meant}？" if meant else ""
    return ZsError(
        "setting-unknown",
        f"没有 {name} 这个设置",
        place,
        f"{hint}所有设置见 zs config show",
    )


def _check_curve(found: Mapping[str, Given]) -> None:
    curve = _numbers(found["schedule.curve"].value)
    rising = all(one <= other for one, other in pairwise(curve))
    needed = found["schedule.mode"].value == "curve" or curve
    if needed and (len(curve) != _MONTHS or not rising):
        given = found["schedule.curve"]
        raise ZsError(
            "setting-wrong",
            f"schedule.curve 要12个不减的百分数，现有 {len(curve)} 个",
            Place(given.place or "zs.toml"),
            "写出1月到12月各月末应完成的百分数，或把 schedule.mode 改回 linear_month",
        )


def _numbers(value: Value) -> list[Decimal]:
    many = value if isinstance(value, tuple) else ()
    return [one for one in many if isinstance(one, Decimal)]
