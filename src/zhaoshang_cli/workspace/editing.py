"""Changing ``zs.toml`` for the user, with every comment kept."""

from dataclasses import dataclass

import tomlkit
from tomlkit.items import AoT, Table

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.files import write_whole
from zhaoshang_cli.workspace.opening import Workspace, load
from zhaoshang_cli.workspace.toml import toml_text

_ZONE = "功能区"

_Entry = dict[str, str | bool | list[str]]


@dataclass(frozen=True, slots=True)
class RegionChange:
    """What is to be said of a region; None and the empty tuple leave it as it is."""

    name: str
    code: str | None = None
    short: str | None = None
    kind: str | None = None
    panel: str | None = None
    counts_in_total: bool | None = None
    aliases: tuple[str, ...] = ()

    def given(self) -> _Entry:
        """Return what is to be said besides name, code and aliases."""
        said: dict[str, str | bool | None] = {
            "short": self.short,
            "kind": self.kind,
            "panel": self.panel,
            "counts_in_total": self.counts_in_total,
        }
        return {key: value for key, value in said.items() if value is not None}


def change_region(workspace: Workspace, change: RegionChange) -> Workspace:
    """Add a child region, or change a known one, and return the workspace as it then is.

    Nothing is written unless the whole file still holds together.

    Raises:
        ZsError: ``region-unknown`` for a new region without a code; ``region-ambiguous``,
            ``region-wrong``, ``region-code-twice`` or ``region-alias-ambiguous``.
    """
    text = toml_text(workspace.file)
    code = _known(workspace, change)
    if code is None:
        text = _with_table(text, "region", _new(change))
    else:
        text = _changed(text, workspace, code, change)
    changed = load(workspace.path, text)
    _ = changed.regions
    write_whole(workspace.file, text)
    return changed


def _known(workspace: Workspace, change: RegionChange) -> str | None:
    """Return the code of the region that is meant, None for a new one."""
    found = workspace.regions.find(change.name)
    if change.code is not None:
        there = workspace.regions.by_code.get(change.code)
        if there is not None and there not in found:
            raise ZsError(
                "region-code-twice",
                f"代码 {change.code} 已经是{there.name}",
                hint="核对代码；要给它加别名，就写它的名称",
            )
        return change.code if there is not None else None
    if len(found) > 1:
        names = "、".join(f"{one.name}（{one.code}）" for one in found)
        raise ZsError("region-ambiguous", f"“{change.name}”可以指{names}", hint="写全名或六位代码")
    if not found:
        raise ZsError(
            "region-unknown",
            f"工作区里没有“{change.name}”",
            hint="新地区要写代码：加上 --code 六位代码",
        )
    return found[0].code


def _new(change: RegionChange) -> _Entry:
    code = change.code or ""
    shipped = {entry.code: entry.kind for entry in atlas.province(code)}
    kind = change.kind or shipped.get(code, _ZONE)
    panel = _ZONE if kind == _ZONE else "县区"
    entry: _Entry = {"code": code, "name": change.name, "kind": kind, "panel": panel}
    entry |= change.given()
    return entry | ({"aliases": list(change.aliases)} if change.aliases else {})


def _changed(text: str, workspace: Workspace, code: str, change: RegionChange) -> str:
    """Change the region's own table; a peer that is only shipped gets one."""
    document = tomlkit.parse(text)
    for key in ("region", "peer"):
        held = document.get(key)
        for entry in held.body if isinstance(held, AoT) else ():
            if entry.get("code") == code:
                _update(entry, change)
                return tomlkit.dumps(document)
    peer: _Entry = {"code": code, "name": workspace.regions.by_code[code].name}
    peer |= change.given()
    return _with_table(text, "peer", peer | {"aliases": list(change.aliases)})


def _update(entry: Table, change: RegionChange) -> None:
    entry.update(change.given())
    present = list(entry.get("aliases", ()))
    if added := [alias for alias in change.aliases if alias not in present]:
        entry["aliases"] = [*present, *added]


def _with_table(text: str, key: str, entry: _Entry) -> str:
    """Put a table at the end, where a new one disturbs nothing."""
    return f"{text.rstrip()}\n\n{tomlkit.dumps({key: [entry]})}"
