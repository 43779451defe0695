"""The table of promises in the README, made by cog from ``docs/promises.toml``."""

import ast
import tomllib
from pathlib import Path
from typing import Any

_REPOSITORY = Path(__file__).parents[1]
_FILE = _REPOSITORY / "docs" / "promises.toml"


def promises() -> list[dict[str, Any]]:
    """Return every promise with the tests that show it."""
    held: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["promise"]
    return held


def table() -> None:
    """Write the table and what is untested."""
    print("| 承诺 | 怎样做到 | 证明它的测试 |")
    print("| --- | --- | --- |")
    for one in promises():
        limits = f"<br>限度：{one['limits']}。" if "limits" in one else ""
        shown = "<br>".join(map(_link, one["tests"]))
        print(f"| {one['promise']} | {one['how']}。{limits} | {shown} |")
    print()
    untested = tomllib.loads(_FILE.read_text(encoding="utf-8"))["untested"]["text"]
    print(untested)


def _link(node: str) -> str:
    path, _, name = node.partition("::")
    shown = f"[{name.removeprefix('test_').replace('_', ' ')}]({path})"
    return f"{shown}（make torture）" if _takes_minutes(path, name) else shown


def _takes_minutes(path: str, name: str) -> bool:
    tree = ast.parse((_REPOSITORY / path).read_text(encoding="utf-8"))
    found = (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name)
    return any("torture" in ast.unparse(mark) for one in found for mark in one.decorator_list)
