"""What the README promises is shown by tests that exist; and the same input gives the same bytes."""

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.promises import promises
from tests.render.ledger import CITY, LEFT, REGIONS, RIGHT, ZONE, Aims, Values, workspace_with

REPOSITORY = Path(__file__).parents[1]
NODES = [node for one in promises() for node in one["tests"]]


@pytest.mark.parametrize("node", NODES)
def test_every_test_that_a_promise_names_exists(node: str) -> None:
    path, _, name = node.partition("::")
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))

    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_no_test_that_a_promise_names_is_skipped_or_expected_to_fail() -> None:
    for node in NODES:
        path, _, name = node.partition("::")
        tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
        (found,) = (
            one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name
        )
        marks = [ast.unparse(mark) for mark in found.decorator_list]
        assert [mark for mark in marks if "xfail" in mark or mark.endswith(".skip")] == []


def test_every_promise_says_how_and_names_tests_of_its_own() -> None:
    assert all(one["promise"] and one["how"] and one["tests"] for one in promises())
    assert [node for node, times in Counter(NODES).items() if times > 1] == []


def test_the_readme_holds_every_promise() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    assert [one["promise"] for one in promises() if one["promise"] not in text] == []


OOS = "oos_funds"
VALUES: Values = {
    (code, period, OOS): 1000 + period % 100
    for code in (LEFT, RIGHT, ZONE)
    for period in (202111, 202211)
}
AIMS: Aims = {(CITY, 2022, OOS, "省定"): 6000} | {
    (code, 2022, OOS, "市定"): 2000 for code in (LEFT, RIGHT, ZONE)
}
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "3", "TZ": "America/Anchorage", "LC_ALL": "POSIX", "COLUMNS": "40"},
)
COMMANDS = (
    ("show", "2022-11"),
    ("rank", "2022-11", "--json"),
    ("status", "2022-11"),
    ("metric", "run", "progress_by_region", "period=2022-11"),
    *(("show", "2022-11", "-o", f"../表{suffix}") for suffix in (".xlsx", ".csv", ".html", ".md")),
    ("brief", "press", "2022-11", "--date", "2022-12-20"),
    ("bundle", "2022-11", "-o", "../包.zip"),
)


def test_the_same_bytes_come_out_whatever_the_surroundings(tmp_path: Path) -> None:
    home = tmp_path / "一" / "工作区"
    home.mkdir(parents=True)
    workspace_with(home, VALUES, AIMS, toml=REGIONS)

    runs = []
    for surroundings in SURROUNDINGS:
        said = [answered(home, command, surroundings) for command in COMMANDS]
        made = sorted(home.parent.glob("*.*")) + sorted((home / "输出").rglob("*.*"))
        runs.append((said, {path.name: path.read_bytes() for path in made}))
        for path in made:
            path.unlink()

    assert len(runs[0][1]) == 8
    assert runs[1] == runs[0]
    assert runs[2] == runs[0]


def answered(home: Path, command: tuple[str, ...], surroundings: dict[str, str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "zhaoshang_cli", *command],
        cwd=home, env={**os.environ, **surroundings}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
