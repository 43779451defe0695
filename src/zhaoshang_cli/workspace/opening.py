"""Finding the workspace that a command works in, as git finds its repository."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhaoshang_cli import resources
from zhaoshang_cli.domain.indicator import Indicator, indicators_from
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workspace.gathering import Given, gather
from zhaoshang_cli.workspace.regions import tree_from
from zhaoshang_cli.workspace.settings import Settings, settings_from
from zhaoshang_cli.workspace.toml import parse_toml, toml_text

if TYPE_CHECKING:
    from zhaoshang_cli.domain.vocabulary import Vocabulary

FILE = "zs.toml"
FORMAT = 1
"""The newest form of ``zs.toml`` that this zs knows."""

_NOT_SETTINGS = {
    "format", "own", "region", "peer", "indicator", "vocabulary", "phrases", "assumption",
    "correction",
}  # fmt: skip


@dataclass(frozen=True)
class Workspace:
    """A folder with ``zs.toml``: what it says, and where its other files are.

    Regions, indicators and words are built when first asked for: not every command needs them.
    """

    path: Path
    settings: Settings
    given: Mapping[str, Given]
    """Every setting with its origin, for ``zs config show``."""

    table: Mapping[str, Any]
    """The whole of ``zs.toml``."""

    @property
    def file(self) -> Path:
        """``zs.toml``."""
        return self.path / FILE

    @property
    def store(self) -> Path:
        """The ledger's database."""
        return self.path / "zs.duckdb"

    @property
    def journal(self) -> Path:
        """What was accepted and decided, line by line."""
        return self.path / "journal.jsonl"

    @property
    def archive(self) -> Path:
        """The folder of the originals."""
        return self.path / "archive"

    @property
    def lock(self) -> Path:
        """The file that a writer holds."""
        return self.path / "zs.lock"

    @property
    def output(self) -> Path:
        """The folder that documents go to."""
        return self.path / "输出"

    @property
    def templates(self) -> Path:
        """The workspace's own templates."""
        return self.path / "templates"

    @property
    def profiles(self) -> Path:
        """What was learned of each county's sheets."""
        return self.path / "profiles"

    @cached_property
    def regions(self) -> RegionTree:
        """The own region, its children, its peers."""
        return tree_from(self.table, str(self.file))

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """The words by which sheets are read, the workspace's own after the shipped ones."""
        # Only ingest reads sheets, and building these classes takes as long as asking the ledger.
        from zhaoshang_cli.domain.vocabulary import (  # noqa: PLC0415
            shipped_vocabulary,
            vocabulary_from,
        )

        try:
            more = vocabulary_from(self.table.get("vocabulary", {}))
        except (KeyError, TypeError, AttributeError) as error:
            raise ZsError(
                "vocabulary-wrong",
                f"[vocabulary] 里不认识或写错了 {str(error).strip(chr(39))}",
                Place(str(self.file)),
                '写成 [vocabulary.rows] 一节，下面 total = ["…", "…"]',
            ) from error
        return shipped_vocabulary().with_more(more)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The shipped indicators, with the workspace's changes and additions."""
        shipped = parse_toml(resources.text("data", "indicators.toml"), "indicators.toml")
        merged: dict[str, dict[str, Any]] = dict(shipped["indicator"])
        for code, change in _section(self.table, "indicator").items():
            before = merged.get(code, {})
            synonyms = [*before.get("synonyms", ()), *change.get("synonyms", ())]
            merged[code] = before | change | {"synonyms": synonyms}
        return self._indicators(merged)

    def _indicators(self, merged: Mapping[str, Mapping[str, object]]) -> dict[str, Indicator]:
        found = dict[str, Indicator]()
        for code, entry in merged.items():
            try:
                found |= indicators_from({code: entry})
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ZsError(
                    "indicator-wrong",
                    f"[indicator.{code}] {_fault(error, entry)}",
                    Place(str(self.file)),
                    "新指标至少写 name 和 unit；写法见 zs.toml 里的说明",
                ) from error
        return found


def _fault(error: Exception, entry: Mapping[str, object]) -> str:
    """Say what is wrong with the table of an indicator."""
    if isinstance(error, KeyError) and error.args:
        word = error.args[0]
        return f"里没有 {word} 这一项可写" if word in entry else f"缺少 {word}"
    return "的写法不对"


_asked: ContextVar[tuple[Path | None, Mapping[str, str]]] = ContextVar("asked", default=(None, {}))


@contextmanager
def asked(start: Path | None, flags: Mapping[str, str]) -> Iterator[None]:
    """Let ``open_workspace`` heed what the command line said before the command."""
    token = _asked.set((start, flags))
    try:
        yield
    finally:
        _asked.reset(token)


def find_workspace(start: Path | None = None) -> Path | None:
    """Return the nearest folder from ``start`` upward that holds ``zs.toml``."""
    here = (start or _start()).absolute()
    return next((folder for folder in (here, *here.parents) if (folder / FILE).is_file()), None)


def open_workspace(start: Path | None = None) -> Workspace:
    """Open the nearest workspace.

    Args:
        start: Where to look first; else ``-C``, ``ZS_WORKSPACE`` or the working folder.

    Raises:
        ZsError: ``workspace-missing``, ``workspace-broken``, ``workspace-newer``,
            ``setting-unknown`` or ``setting-wrong``.
    """
    folder = find_workspace(start)
    if folder is None:
        raise ZsError(
            "workspace-missing",
            "这里和上级文件夹里都没有 zs.toml",
            Place(str((start or _start()).absolute())),
            "用 zs init 文件夹 --region 本市名称 新建一个，或用 zs demo 看演示",
        )
    return load(folder)


def load(folder: Path, text: str | None = None) -> Workspace:
    """Read the workspace in exactly this folder.

    Args:
        folder: The folder.
        text: A ``zs.toml`` that is not written yet, to try it.

    Raises:
        ZsError: As for ``open_workspace``.
    """
    path = folder / FILE
    held = toml_text(path) if text is None else text
    table = parse_toml(held, str(path))
    _check_format(table, path)
    rest = {key: value for key, value in table.items() if key not in _NOT_SETTINGS}
    given = gather(rest, path=path, text=held, flags=_asked.get()[1])
    return Workspace(path=folder, settings=settings_from(given), given=given, table=table)


def gather_without() -> dict[str, Given]:
    """Return the settings in force where there is no workspace."""
    return gather({}, path=Path(FILE), flags=_asked.get()[1])


def _start() -> Path:
    named, _ = _asked.get()
    return named or Path(os.environ.get("ZS_WORKSPACE") or ".")


def _check_format(table: Mapping[str, Any], path: Path) -> None:
    number = table.get("format", FORMAT)
    if isinstance(number, int) and number > FORMAT:
        raise ZsError(
            "workspace-newer",
            f"工作区是更新的 zs 建的（format = {number}，这里只认到 {FORMAT}）",
            Place(str(path)),
            "升级 zs 后再用",
        )


def _section(table: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    held = table.get(key)
    entries = held.items() if isinstance(held, dict) else ()
    return {code: dict(entry) for code, entry in entries if isinstance(entry, dict)}
