"""Show every setting with its value and who gave it."""

from collections.abc import Mapping

from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.workspace.gathering import Given, user_file
from zhaoshang_cli.workspace.opening import find_workspace, gather_without, open_workspace

_COLUMNS = tuple(map(Column, ("设置", "值", "来处", "含义")))


def show_config() -> Answer:
    """Answer with the settings in force here; outside a workspace, with those of the user."""
    inside = find_workspace() is not None
    given = open_workspace().given if inside else gather_without()
    notes = [
        "先后：命令行 --set、环境变量、工作区 zs.toml、用户配置、默认",
        f"用户配置：{user_file()}",
        *([] if inside else ["这里不在工作区里"]),
    ]
    table = Table("设置", _COLUMNS, tuple(map(_line, given.values())), tuple(notes))
    return Answer("config", {"settings": _objects(given)}, (table,))


def _objects(given: Mapping[str, Given]) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "value": list(one.value) if isinstance(one.value, tuple) else one.value,
            "origin": one.origin.value,
            "place": one.place or None,
            "meaning": one.setting.meaning,
        }
        for name, one in given.items()
    ]


def _line(one: Given) -> tuple[Cell, ...]:
    return tuple(map(Cell, (one.setting.name, _text(one), one.origin.chinese, one.setting.meaning)))


def _text(one: Given) -> str:
    if isinstance(one.value, tuple):
        return "、".join(map(str, one.value)) or "—"
    return str(one.value) or "—"
