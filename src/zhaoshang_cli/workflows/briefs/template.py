"""List the templates, and copy a shipped one into the workspace to be changed there."""

from difflib import get_close_matches
from pathlib import Path

from zhaoshang_cli import resources
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.workspace import open_workspace
from zhaoshang_cli.workspace.files import write_whole
from zhaoshang_cli.workspace.opening import find_workspace

_COLUMNS = tuple(map(Column, ("模板", "来处", "位置")))


def list_templates() -> Answer:
    """Answer with every template, shipped or the workspace's own, and which of two is used."""
    shipped = _files(resources.folder("templates"))
    folder = find_workspace()
    own = _files(folder / "templates") if folder else {}
    rows: list[dict[str, object]] = [
        {
            "name": name,
            "origin": "workspace" if name in own else "shipped",
            "path": str(own.get(name) or shipped[name]),
        }
        for name in sorted(shipped.keys() | own.keys())
    ]
    return Answer("template", {"templates": rows}, (Table("模板", _COLUMNS, _lines(rows)),))


def eject_template(name: str) -> Answer:
    """Copy a shipped template, or all of a kind, into the workspace; nothing is overwritten.

    Raises:
        ZsError: ``template-unknown`` with the nearest name, or ``template-exists``.
    """
    workspace = open_workspace()
    shipped = _files(resources.folder("templates"))
    wanted = [one for one in shipped if one == name or one.startswith(f"{name}/")]
    if not wanted:
        near = get_close_matches(name, [*shipped, *{one.split("/")[0] for one in shipped}], 1, 0.5)
        meant = f"你是不是想写 {near[0]}？" if near else ""
        raise ZsError(
            "template-unknown",
            f"没有“{name}”这个模板",
            hint=f"{meant}全部模板见 zs template list",
        )
    targets = {one: workspace.templates / one for one in wanted}
    for target in targets.values():
        if target.exists():
            raise ZsError(
                "template-exists", "工作区里已有这个模板", Place(str(target)), "直接改它，或先改名"
            )
    for one, target in targets.items():
        write_whole(target, shipped[one].read_bytes())
    rows: list[dict[str, object]] = [
        {"name": one, "origin": "workspace", "path": str(path)} for one, path in targets.items()
    ]
    return Answer("template", {"templates": rows}, (Table("已复制", _COLUMNS, _lines(rows)),))


def _files(folder: Path) -> dict[str, Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path for path in found if not path.name.startswith(".")
    }


def _lines(rows: list[dict[str, object]]) -> tuple[tuple[Cell, ...], ...]:
    words = {"workspace": "工作区", "shipped": "自带"}
    return tuple(
        (Cell(str(row["name"])), Cell(words[str(row["origin"])]), Cell(str(row["path"])))
        for row in rows
    )
