"""From when on a correction (更正说明) is due: the shipped terms, and the workspace's over them."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal

from zhaoshang_cli import resources
from zhaoshang_cli.domain.drift import Threshold
from zhaoshang_cli.errors import Place, ZsError

_HOME = Place("zs.toml")


def terms(given: object) -> tuple[Threshold, Mapping[str, str]]:
    """Return the thresholds, and the words of a correction.

    Args:
        given: What ``zs.toml`` holds as ``[correction]``; None for nothing.

    Raises:
        ZsError: ``correction-wrong``.
    """
    held = tomllib.loads(resources.text("data", "correction.toml"))
    due: dict[str, object] = held["due"]
    for name, value in _table(given).items():
        if name not in due:
            raise _wrong(f"没有 correction.{name}", f"可以写 {'、'.join(due)}")
        due[name] = value
    threshold = Threshold(
        _number("amount_pct", due),
        _number("points", due),
        int(_number("places", due)),
        _flag("turned", due),
    )
    return threshold, held["text"]


def _table(given: object) -> Mapping[str, object]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise _wrong("correction 要写成一节", "写成 [correction] 一节，下面 amount_pct = 2")
    return given


def _number(name: str, due: Mapping[str, object]) -> Decimal:
    value = due[name]
    text = str(value) if isinstance(value, int | float | str | Decimal) else ""
    number = Decimal(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else None
    if number is None:
        raise _wrong(f"correction.{name} 不能是 {value}", "写不小于 0 的数")
    return number


def _flag(name: str, due: Mapping[str, object]) -> bool:
    value = due[name]
    if not isinstance(value, bool):
        raise _wrong(f"correction.{name} 不能是 {value}", "写 true 或 false")
    return value


def _wrong(message: str, hint: str) -> ZsError:
    return ZsError("correction-wrong", message, _HOME, hint)
