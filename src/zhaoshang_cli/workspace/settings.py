"""The settings of a workspace, and where each of them was given.

A flag goes before an environment variable (``ZS_REPORT_DEADLINE_DAY``), that before the
workspace's ``zs.toml``, that before the user's own file, and that before the default.

The sections are named tuples: as many dataclasses would cost every command eight milliseconds.
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
from zhaoshang_cli.workspace.toml import line_of, read_toml

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


class Report(NamedTuple):
    """When and how counties report."""

    deadline_day: int
    """Of the month after the period."""

    january: str
    """``reported``, or ``merged`` with February."""


class Units(NamedTuple):
    """The units of sheets that name none."""

    money: str
    foreign: str


class Rates(NamedTuple):
    """How rates are rounded."""

    places: int


class Targets(NamedTuple):
    """Which of several targets is shown."""

    levels: tuple[str, ...]
    """The first that exists."""


class Schedule(NamedTuple):
    """How far a year should be at a month's end."""

    mode: str
    """``linear_month``, ``day`` or ``curve``."""

    curve: tuple[Decimal, ...]
    """Twelve percentages for ``curve``, else empty."""


class Lights(NamedTuple):
    """The least 完成率 for blue, the least gaps in 个百分点 for green and yellow."""

    blue: Decimal
    green: Decimal
    yellow: Decimal


class Prose(NamedTuple):
    """The habits of the office's releases."""

    dash: str
    publisher: str
    """Empty: the own region's name and 商务局."""

    headline: tuple[str, ...]
    rank_basis: str
    """``total``, ``completion``, ``growth`` or ``arrival``."""


class Store(NamedTuple):
    """How the store is opened."""

    wait_seconds: int


class Settings(NamedTuple):
    """All of them."""

    report: Report
    units: Units
    rates: Rates
    targets: Targets
    schedule: Schedule
    lights: Lights
    prose: Prose
    store: Store


def settings_from(given: Mapping[str, Given]) -> Settings:
    """Arrange gathered values."""
    read = _Reader(given)
    return Settings(
        report=Report(read.whole("report.deadline_day"), read.text("report.january")),
        units=Units(read.text("units.money"), read.text("units.foreign")),
        rates=Rates(read.whole("rates.places")),
        targets=Targets(read.texts("targets.levels")),
        schedule=Schedule(read.text("schedule.mode"), read.numbers("schedule.curve")),
        lights=Lights(*map(read.number, ("lights.blue", "lights.green", "lights.yellow"))),
        prose=Prose(
            dash=read.text("prose.dash"),
            publisher=read.text("prose.publisher"),
            headline=read.texts("prose.headline"),
            rank_basis=read.text("prose.rank_basis"),
        ),
        store=Store(read.whole("store.wait_seconds")),
    )


class _Reader(NamedTuple):
    """Hands out values as the types that ``fit`` made of them."""

    given: Mapping[str, Given]

    def whole(self, name: str) -> int:
        return int(str(self.given[name].value))

    def number(self, name: str) -> Decimal:
        return Decimal(str(self.given[name].value))

    def text(self, name: str) -> str:
        return str(self.given[name].value)

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(map(str, self._many(name)))

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        return tuple(Decimal(str(one)) for one in self._many(name))

    def _many(self, name: str) -> tuple[object, ...]:
        value = self.given[name].value
        return value if isinstance(value, tuple) else (value,)


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
        yield from _from_file(known, read_toml(path), path, "", Origin.USER)


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
    curve = _Reader(found).numbers("schedule.curve")
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
