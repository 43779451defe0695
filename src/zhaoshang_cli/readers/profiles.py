"""Decisions about a sender's files, saved as ``profiles/NAME.toml`` so that the next file finds them.

A profile may build on another (``base = "叶县"``): what it says itself goes first. ``match`` is a
pattern of file names (``叶县*.xlsx``) or several; ``headings`` are words that must all stand in
the file. The rest are the options of ``zs ingest`` under their own names.
"""

import fnmatch
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.sheet import Book

_TEXTS = ("region", "unit", "level")
_OWN = ("base", "match", "headings")


@dataclass(frozen=True, slots=True)
class Profile:
    """One saved set of decisions."""

    name: str
    decisions: Decisions
    match: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def fits(self, book: Book) -> bool:
        """Whether a file is one that the profile is for."""
        if not self.match and not self.headings:
            return False
        file = re.split(r"[/\\!]", book.name)[-1]
        if self.match and not any(fnmatch.fnmatch(file, pattern) for pattern in self.match):
            return False
        if not self.headings:
            return True
        words = {plain(text) for sheet in book.sheets for row in sheet.rows for text in row}
        return {plain(heading) for heading in self.headings} <= words


def load_profiles(folder: Path) -> tuple[Profile, ...]:
    """Read every profile of a folder, in the order of their names; none if there is no folder.

    Raises:
        ZsError: ``profile-wrong`` or ``profile-unknown`` (a base that is not there).
    """
    return tuple(load_profile(folder, path.stem) for path in sorted(folder.glob("*.toml")))


def load_profile(folder: Path, name: str) -> Profile:
    """Read one profile with what it builds on.

    Raises:
        ZsError: ``profile-unknown`` or ``profile-wrong``.
    """
    return _load(folder, name, ())


def profile_for(book: Book, profiles: Sequence[Profile]) -> Profile | None:
    """Return the first profile that fits a file."""
    return next((profile for profile in profiles if profile.fits(book)), None)


def over(first: Decisions, second: Decisions) -> Decisions:
    """Join two sets of decisions; what ``first`` decides goes before ``second``."""
    decided = {
        entry.name: getattr(first, entry.name)
        for entry in fields(first)
        if getattr(first, entry.name) not in (None, (), {})
    }
    decided["mapping"] = {**second.mapping, **first.mapping}
    return replace(second, **decided)


def profile_text(profile: Profile) -> str:
    """Write a profile as the text of its file."""
    import tomlkit  # noqa: PLC0415  (only saving needs it)

    decisions, text = profile.decisions, tomlkit.document()
    entries: dict[str, object] = {
        "match": list(profile.match),
        "headings": list(profile.headings),
        "kind": decisions.kind and decisions.kind.value,
        "period": decisions.period and str(decisions.period),
        "year": decisions.year,
        **{name: getattr(decisions, name) for name in _TEXTS},
        "sheets": list(decisions.sheets),
        "header_rows": decisions.header_rows and "{}-{}".format(*decisions.header_rows),
        "mapping": dict(decisions.mapping),
    }
    for name, value in entries.items():
        if value:
            text[name] = value
    return tomlkit.dumps(text)


def _load(folder: Path, name: str, above: tuple[str, ...]) -> Profile:
    path = folder / f"{name}.toml"
    place = Place(str(path))
    if re.search(r"[/\\:]", name):
        raise ZsError("profile-unknown", f"没有读表设定“{name}”", place, "只写名称，不写路径")
    if name in above:
        raise ZsError("profile-wrong", f"设定“{name}”绕了一圈又以自己为底", place, "改掉 base")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        known = "、".join(sorted(one.stem for one in folder.glob("*.toml"))) or "一个也没有"
        raise ZsError(
            "profile-unknown", f"没有读表设定“{name}”", place, f"现有的：{known}"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ZsError("profile-wrong", "读表设定读不通", place, "检查 TOML 的写法") from error
    profile = _profile(name, table, place)
    base = table.get("base")
    if base is None:
        return profile
    below = _load(folder, str(base), (*above, name))
    return Profile(
        name,
        over(profile.decisions, below.decisions),
        profile.match or below.match,
        profile.headings or below.headings,
    )


def _profile(name: str, table: Mapping[str, object], place: Place) -> Profile:
    known = {entry.name for entry in fields(Decisions)} | set(_OWN)
    if unknown := sorted(table.keys() - known):
        raise _wrong(unknown[0], "不是读表设定里的词", place)
    decisions = Decisions(
        kind=_kind(table, place),
        period=_period(table, place),
        year=_year(table, place),
        sheets=_texts(table, "sheets", place),
        header_rows=_rows(table, place),
        mapping=_mapping(table, place),
        **{entry: _text(table, entry, place) for entry in _TEXTS},
    )
    return Profile(name, decisions, _texts(table, "match", place), _texts(table, "headings", place))


def _wrong(name: str, message: str, place: Place) -> ZsError:
    return ZsError("profile-wrong", f"“{name}”{message}", place, "改好这一行，或删去它")


def _text(table: Mapping[str, object], name: str, place: Place) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, "应是文字", place)
    return value


def _texts(table: Mapping[str, object], name: str, place: Place) -> tuple[str, ...]:
    value = table.get(name, [])
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str | int) for one in found):
        raise _wrong(name, "应是文字，或几个文字", place)
    return tuple(map(str, found))


def _kind(table: Mapping[str, object], place: Place) -> Kind | None:
    text = _text(table, "kind", place)
    try:
        return None if text is None else Kind(text)
    except ValueError as error:
        raise _wrong("kind", "应是 returns、province 或 targets", place) from error


def _period(table: Mapping[str, object], place: Place) -> Period | None:
    text = _text(table, "period", place)
    try:
        return None if text is None else Period.parse(text)
    except ValueError as error:
        raise _wrong("period", "应写成 2022-11", place) from error


def _year(table: Mapping[str, object], place: Place) -> int | None:
    value = table.get("year")
    if value is not None and (not isinstance(value, int) or not 1900 < value < 2100):  # noqa: PLR2004
        raise _wrong("year", "应是年份，例如 2022", place)
    return value


def _rows(table: Mapping[str, object], place: Place) -> tuple[int, int] | None:
    value = table.get("header_rows")
    if value is None:
        return None
    match = re.fullmatch(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?", str(value))
    if match is None or int(match[2] or match[1]) < int(match[1]):
        raise _wrong("header_rows", "应写成 3 或 3-4", place)
    return int(match[1]), int(match[2] or match[1])


def _mapping(table: Mapping[str, object], place: Place) -> Mapping[str, str]:
    value = table.get("mapping", {})
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        raise _wrong("mapping", "应是一节 [mapping]，每行“列名” = “指标”", place)
    return {str(column): str(wanted) for column, wanted in value.items()}
