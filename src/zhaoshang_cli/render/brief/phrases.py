"""The phrases of documents: patterns with slots, from ``data/phrases.toml`` and the workspace."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from zhaoshang_cli import resources
from zhaoshang_cli.domain.prose import Piece, Prose, compose, slots_of
from zhaoshang_cli.errors import Place, ZsError

_TABLES = ("names", "whole", "parts", "rate", "form")
_MOST = 9
_HOME = Place("zs.toml", None, "[phrases]")


@dataclass(frozen=True, slots=True)
class RateForm:
    """A rate that documents print: what is divided by what, and with how many decimals."""

    name: str
    numerator: str = ""
    """An indicator; empty where the numerator is the indicator spoken of."""

    denominator: str = ""
    places: int = 0


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every pattern by its name, and the words and numbers that go with them."""

    patterns: Mapping[str, str]
    names: Mapping[str, str]
    whole: Mapping[str, str]
    """全市, 全省 …: the whole of a region, by its kind."""

    parts: Mapping[str, str]
    """分县区, 分市 …: what a region is made of, by its kind."""

    rates: Mapping[str, RateForm]
    form: Mapping[str, int]

    def say(self, key: str, **slots: Piece) -> Prose:
        """Fill a pattern; an empty pattern says nothing."""
        return compose(self.patterns[key], slots)

    def word(self, key: str, **slots: str) -> str:
        """Fill a pattern that holds no figures."""
        return str(self.say(key, **slots))


def load_phrases(given: object) -> Phrases:
    """Read the shipped phrases and put the workspace's over them.

    Args:
        given: What ``zs.toml`` holds as ``[phrases]``; None for nothing.

    Raises:
        ZsError: ``phrase-unknown`` or ``phrase-malformed``.
    """
    overrides = _table(given, "")
    shipped = tomllib.loads(resources.text("data", "phrases.toml"))
    patterns: dict[str, str] = dict(shipped["phrases"])
    for key, pattern in overrides.items():
        if key not in _TABLES:
            patterns[key] = _checked(key, pattern, shipped["phrases"])
    extra = {table: _table(overrides.get(table), table) for table in _TABLES}
    rates = shipped["rate"] | {
        key: shipped["rate"].get(key, {}) | _table(rate, f"rate.{key}")
        for key, rate in extra["rate"].items()
    }
    return Phrases(
        patterns=patterns,
        names=shipped["names"] | {key: str(name) for key, name in extra["names"].items()},
        whole=shipped["whole"] | {key: str(word) for key, word in extra["whole"].items()},
        parts=shipped["parts"] | {key: str(word) for key, word in extra["parts"].items()},
        rates={key: _rate(key, entry) for key, entry in rates.items()},
        form=shipped["form"] | {key: _count(key, value) for key, value in extra["form"].items()},
    )


def _checked(key: str, pattern: object, shipped: Mapping[str, str]) -> str:
    if key not in shipped:
        near = get_close_matches(key, shipped, n=1)
        raise ZsError(
            "phrase-unknown",
            f"没有叫“{key}”的句式",
            _HOME,
            f"是不是“{near[0]}”？" if near else "可用的句式见 data/phrases.toml",
        )
    if not isinstance(pattern, str):
        raise _malformed(key, "句式要写成一行文字")
    try:
        strange = slots_of(pattern) - slots_of(shipped[key])
    except ValueError as error:
        raise _malformed(key, str(error)) from error
    if strange:
        raise _malformed(key, f"这一条里没有空位 {{{min(strange)}}}")
    return pattern


def _malformed(key: str, what: str) -> ZsError:
    return ZsError("phrase-malformed", f"句式“{key}”写得不对：{what}", _HOME)


def _table(entry: object, name: str) -> dict[str, object]:
    if entry is None:
        return {}
    if not isinstance(entry, Mapping):
        raise _malformed(name, f"要写成 [{f'phrases.{name}'.rstrip('.')}] 一节")
    return {str(key): value for key, value in entry.items()}


def _count(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        raise _malformed(f"form.{key}", "要写 0 到 9 的整数")
    return value


def _rate(key: str, entry: Mapping[str, object]) -> RateForm:
    if unknown := sorted(entry.keys() - {"name", "numerator", "denominator", "places"}):
        raise _malformed(f"rate.{key}", f"不认识“{unknown[0]}”")
    if "name" not in entry:
        raise _malformed(f"rate.{key}", "缺 name")
    return RateForm(
        str(entry["name"]),
        str(entry.get("numerator", "")),
        str(entry.get("denominator", "")),
        _count(f"rate.{key}.places", entry.get("places", 0)),
    )
