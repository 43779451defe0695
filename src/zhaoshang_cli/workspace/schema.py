"""The settings there are: ``data/defaults.toml``, and whether a value fits one of them."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, NamedTuple

from zhaoshang_cli import resources
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace.toml import parse_toml

Value = int | str | Decimal | tuple[str, ...] | tuple[Decimal, ...]


class Setting(NamedTuple):
    """One setting: what it may be, and what it means."""

    name: str
    """``report.deadline_day``."""

    kind: str
    """whole, number, text, texts or numbers."""

    default: Any
    meaning: str
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None


def all_settings() -> dict[str, Setting]:
    """Return every setting by its name, in the order of the file."""
    held = parse_toml(resources.text("data", "defaults.toml"), "defaults.toml")
    return {
        f"{section}.{key}": _setting(f"{section}.{key}", entry)
        for section, entries in held.items()
        for key, entry in entries.items()
    }


def _setting(name: str, entry: Mapping[str, Any]) -> Setting:
    least, most = entry.get("least"), entry.get("most")
    return Setting(
        name=name,
        kind=str(entry["kind"]),
        default=entry["default"],
        meaning=str(entry["meaning"]),
        choices=tuple(entry.get("choices", ())),
        least=None if least is None else Decimal(least),
        most=None if most is None else Decimal(most),
    )


def fit(setting: Setting, given: object, place: Place) -> Value:
    """Return ``given`` as the setting keeps it; text is read, as an environment variable needs.

    Raises:
        ZsError: ``setting-wrong``: of another kind, out of range, or not among the choices.
    """
    value = _READERS[setting.kind](given)
    if value is None or not _allowed(setting, value):
        raise ZsError(
            "setting-wrong",
            f"设置 {setting.name} 不能是 {_shown(given)}",
            place,
            f"{setting.meaning}；{_expected(setting)}",
        )
    return value


def nearest(name: str, names: Mapping[str, Any]) -> str | None:
    """Return the setting that was probably meant."""
    last = {known.rpartition(".")[2]: known for known in names}
    found = get_close_matches(name, names, 1, 0.6)
    found = found or [last[key] for key in get_close_matches(name.rpartition(".")[2], last, 1, 0.6)]
    return found[0] if found else None


def _whole(given: object) -> int | None:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    try:
        return int(given) if isinstance(given, str) else None
    except ValueError:
        return None


def _number(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | str | Decimal):
        return None
    try:
        number = Decimal(given)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _text(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _texts(given: object) -> tuple[str, ...] | None:
    parts = _parts(given)
    if parts is None or not all(isinstance(part, str) for part in parts):
        return None
    return tuple(map(str, parts))


def _numbers(given: object) -> tuple[Decimal, ...] | None:
    numbers = tuple(map(_number, _parts(given) or ()))
    known = tuple(number for number in numbers if number is not None)
    return known if _parts(given) is not None and len(known) == len(numbers) else None


def _parts(given: object) -> list[object] | None:
    if isinstance(given, str):
        return [part.strip() for part in given.replace("，", ",").split(",") if part.strip()]
    return given if isinstance(given, list) else None


_READERS = {
    "whole": _whole,
    "number": _number,
    "text": _text,
    "texts": _texts,
    "numbers": _numbers,
}


def _allowed(setting: Setting, value: Value) -> bool:
    if setting.choices:
        return value in setting.choices
    numbers = value if isinstance(value, tuple) else (value,)
    return all(_within(setting, number) for number in numbers)


def _within(setting: Setting, value: object) -> bool:
    if not isinstance(value, int | Decimal):
        return True
    low = setting.least is None or value >= setting.least
    return low and (setting.most is None or value <= setting.most)


def _shown(given: object) -> str:
    return f"“{given}”" if isinstance(given, str) else str(given)


_KINDS = {
    "whole": "一个整数",
    "number": "一个数",
    "text": "一段文字",
    "texts": '几个文字，写成 ["…", "…"]',
    "numbers": "几个数，写成 [1, 2]",
}


def _expected(setting: Setting) -> str:
    if setting.choices:
        return f"可以是 {'、'.join(setting.choices)}"
    if setting.least is None:
        return f"应是{_KINDS[setting.kind]}"
    return f"应是{_KINDS[setting.kind]}，从 {setting.least} 到 {setting.most}"
