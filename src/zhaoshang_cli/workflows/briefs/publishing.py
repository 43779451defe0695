"""What a document is written with: kept when it is published, and taken up again to reproduce it."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from zhaoshang_cli import resources
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.formats.json_text import text as json_text
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.decisions.releasing import kept_of
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workflows.answers.vintage import release_in, vintage_asked
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.opening import load
from zhaoshang_cli.workspace.schema import fit
from zhaoshang_cli.workspace.settings import settings_from

DOCUMENTS = "documents/"
FIGURES = ".figures.json"
"""How the record of a document's figures ends."""

_TOML, _SETTINGS = "zs.toml", "settings.json"
_OWN, _SHIPPED = "templates", "shipped"
_DEFAULTS = "defaults.toml"
_DATA = ("indicators.toml", "phrases.toml", _DEFAULTS)
_SETTING = re.compile(r"(?m)^(?=\[)")
"""Where a setting of the table of defaults begins."""


@dataclass(frozen=True)
class Published(Workspace):
    """A workspace with the settings and templates of a publication, and the ledger of today."""

    own_templates: Path = Path()

    @property
    def templates(self) -> Path:
        """The workspace's own templates as they were."""
        return self.own_templates


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is to be written from."""

    workspace: Workspace
    vintage: int | None
    release: Release | None = None
    """The publication that is reproduced."""

    released_on: date | None = None
    """The date that stands on its documents."""

    sources: bool = False
    """Whether its documents list their figures in an appendix."""


def belongings(workspace: Workspace) -> dict[str, bytes]:
    """Return everything that a document is written with, by the name to keep it under."""
    kept = {_TOML: workspace.file.read_bytes()}
    settings = {name: one.value for name, one in workspace.given.items()}
    kept[_SETTINGS] = json_text(Answer("settings", {"settings": settings}, ())).encode()
    kept |= _below(workspace.templates, _OWN)
    kept |= _below(resources.folder("templates"), f"{_SHIPPED}/templates")
    data = resources.folder("data")
    names = (*_DATA, f"regions/{workspace.regions.own.code[:2]}0000.csv", "regions/aliases.csv")
    for name in names:
        if (data / name).is_file():
            kept[f"{_SHIPPED}/data/{name}"] = (data / name).read_bytes()
    return kept


@contextmanager
def source_asked(workspace: Workspace, as_of: str | None) -> Iterator[Source]:
    """Take up what ``--as-of`` names: a vintage, or a publication with all it was written with.

    Raises:
        ZsError: ``as-of-wrong``, ``as-of-unknown``, ``archive-damaged`` or
            ``release-files-missing``.
    """
    release = None
    if as_of is not None:
        with open_ledger(workspace) as ledger:
            release = release_in(releases(ledger), as_of)
    if release is None:
        yield Source(workspace, vintage_asked(workspace, as_of))
        return
    kept = kept_of(workspace, release.run)
    with taken_up(workspace, kept) as was:
        documents = documents_in(kept)
        listed = any(held.get("sources") is True for _, held in records(documents))
        yield Source(was, release.vintage, release, date_on(documents), listed)


@contextmanager
def taken_up(workspace: Workspace, kept: Mapping[str, bytes]) -> Iterator[Workspace]:
    """Give a workspace the settings and templates that ``belongings`` kept, for a while.

    Raises:
        ZsError: ``release-files-missing``.
    """
    with tempfile.TemporaryDirectory(prefix="zs-") as folder:
        home = Path(folder)
        shutil.copytree(resources.folder("data"), home / _SHIPPED / "data")
        _lay(kept, home)
        _complete(home / _SHIPPED / "data" / _DEFAULTS)
        with resources.instead(home / _SHIPPED):
            yield _workspace(workspace, kept, home)


def documents_in(kept: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the documents of what an archive keeps, by their own names."""
    return {
        name.removeprefix(DOCUMENTS): data
        for name, data in kept.items()
        if name.startswith(DOCUMENTS)
    }


def records(documents: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of figures among documents that can be read, by name."""
    for name, data in documents.items():
        if name.endswith(FIGURES):
            try:
                held = json.loads(data, parse_float=Decimal)
            except ValueError:
                continue
            if isinstance(held, dict):
                yield name, held


def date_on(documents: Mapping[str, bytes]) -> date | None:
    """Return the date of release that stands on documents; None where none stands."""
    dates = [str(held["released"]) for _, held in records(documents) if held.get("released")]
    return date.fromisoformat(min(dates)) if dates else None


def _below(folder: Path, prefix: str) -> dict[str, bytes]:
    """Return the files below a folder, if there is one."""
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _lay(kept: Mapping[str, bytes], home: Path) -> None:
    for name, data in kept.items():
        parts = PurePosixPath(name).parts
        if parts[0] in (_OWN, _SHIPPED) and ".." not in parts:
            path = home.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _complete(defaults: Path) -> None:
    """Add the settings that have come since: what was published stands on none of them."""
    held = defaults.read_text("utf-8")
    today = _SETTING.split(resources.text("data", _DEFAULTS))[1:]
    new = [one for one in today if one.partition("\n")[0] not in held.splitlines()]
    defaults.write_text(held + "\n" + "".join(new), "utf-8")


def _workspace(workspace: Workspace, kept: Mapping[str, bytes], home: Path) -> Published:
    try:
        toml, settings = (
            kept[_TOML].decode("utf-8-sig"),
            json.loads(kept[_SETTINGS], parse_float=Decimal),
        )
    except (KeyError, ValueError) as error:
        raise ZsError(
            "release-files-missing", "发布时的设置读不出来", Place(str(workspace.archive)),
            "从备份找回 archive 里的归档",
        ) from error  # fmt: skip
    was = load(workspace.path, toml)
    given = dict(was.given)
    for name, value in settings["settings"].items():
        if name in given:
            place = Place(_SETTINGS)
            given[name] = given[name]._replace(value=fit(given[name].setting, value, place))
    # How long to wait for the store is of today, not of the publication.
    given["store.wait_seconds"] = workspace.given["store.wait_seconds"]
    return Published(
        path=workspace.path,
        settings=settings_from(given),
        given=given,
        table=was.table,
        own_templates=home / _OWN,
    )
