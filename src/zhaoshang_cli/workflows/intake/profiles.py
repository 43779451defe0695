"""Keep what was decided of a file, so that the sender's next one is read by itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.profiles import Profile, profile_text
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.files import write_whole

_NAME = re.compile(r"[^\W_][\w\-（）()]*")
_DATE = re.compile(r"[0-9]+(?:[-._年月日至到~～—]+[0-9]+)*")
_HEADINGS = 12
"""So many words of a heading tell one form from another."""


def require_saveable(workspace: Workspace, name: str, decisions: Decisions) -> None:
    """Make sure that a profile may be saved, before anything is done.

    Raises:
        ZsError: ``value-wrong`` for a name that is none, ``profile-exists``, or ``profile-empty``
            where no option decides anything.
    """
    if _NAME.fullmatch(name) is None:
        raise ZsError(
            "value-wrong",
            f"--save-profile 不能是“{name}”",
            hint="写一个名称，例如 叶县；只用汉字、字母、数字和 -、_",
        )
    path = _path(workspace, name)
    if path.exists():
        raise ZsError(
            "profile-exists",
            f"已经有读表设定“{name}”，没有覆盖",
            Place(str(path)),
            "换一个名称，或先改名、删掉原来的",
        )
    if _lasting(decisions) == Decisions():
        raise ZsError(
            "profile-empty",
            "没有可存的设定",
            hint="--save-profile 要和 --map、--unit、--region 等一起用；期间不存",
        )


def learned(name: str, readings: Sequence[Reading], decisions: Decisions) -> Profile:
    """Return what was decided of one file, with what the sender's next file is known by.

    Raises:
        ZsError: ``profile-one-file``; ``profile-anonymous`` where a region was decided and the
            file's name does not tell whose it is.
    """
    if len(readings) != 1:
        raise ZsError(
            "profile-one-file",
            f"读表设定一次从一个文件存，这次读出了 {len(readings)} 个",
            hint="只写一个读得出的文件",
        )
    match = _pattern(readings[0].file)
    if not match and decisions.region:
        raise ZsError(
            "profile-anonymous",
            "文件名里没有报送单位，下次认不出是谁的",
            Place(readings[0].file),
            "把单位写进文件名再存，例如 叶县202211.xlsx",
        )
    return Profile(name, _lasting(decisions), match, tuple(_headings(readings[0])))


def keep(workspace: Workspace, profile: Profile) -> None:
    """Write a profile into the workspace."""
    write_whole(_path(workspace, profile.name), profile_text(profile))


def applied(file: str, profile: Profile) -> Finding:
    """Say that a file was read as a profile has it."""
    return Finding("profile-applied", Severity.INFO, f"按读表设定“{profile.name}”读", Place(file))


def _path(workspace: Workspace, name: str) -> Path:
    return workspace.profiles / f"{name}.toml"


def _lasting(decisions: Decisions) -> Decisions:
    """Leave out what is of one month only."""
    return replace(decisions, period=None, year=None)


def _pattern(file: str) -> tuple[str, ...]:
    """Return what the names of a sender's files have in common: neither dates nor the ending."""
    stem = PurePosixPath(re.split(r"[/\\!]", file)[-1]).stem
    literal = re.sub(r"([*?\[])", r"[\1]", stem)
    pattern = re.sub(r"\*+", "*", f"{_DATE.sub('*', literal)}*")
    named = re.search(r"[^\W0-9]", re.sub(r"[年月日份]", "", pattern))
    return (pattern,) if named else ()


def _headings(reading: Reading) -> Iterator[str]:
    """Return the words of the headings that stand in every month's sheet."""
    found: dict[str, None] = {}
    for table in _tables(reading.layout):
        for column in table["columns"]:
            found |= dict.fromkeys(str(column["heading"]).split("/"))
    lasting = [word for word in found if word and not re.search(r"[0-9]", word)]
    yield from lasting[:_HEADINGS]


def _tables(layout: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for sheet in layout["sheets"]:
        yield from sheet["tables"]
