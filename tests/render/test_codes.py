"""Every code that zs may print is explained, and every explanation belongs to one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.render.tables.codes import Code, all_codes, exit_status

SOURCE = Path(__file__).parents[2] / "src" / "zhaoshang_cli"


def _strings(call: str | None = None) -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if call is None and isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if call is not None and isinstance(node, ast.Call) and _name(node.func) == call:
                yield from _code(node)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _code(call: ast.Call) -> Iterator[str]:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    for value in [*call.args[:1], *named]:
        if isinstance(value, ast.Constant):
            yield str(value.value)


@pytest.mark.parametrize("call", ["ZsError", "Finding"])
def test_every_code_that_is_raised_or_found_is_explained(call: str) -> None:
    assert sorted(set(_strings(call)) - set(all_codes())) == []


def test_every_explanation_belongs_to_a_code_that_the_source_names() -> None:
    assert sorted(set(all_codes()) - set(_strings())) == []


def test_every_error_that_ends_a_run_has_a_status() -> None:
    codes = all_codes()

    assert [
        name for name in set(_strings("ZsError")) & set(codes) if codes[name].status is None
    ] == []


@pytest.mark.parametrize("code", all_codes().values(), ids=lambda code: code.name)
def test_an_explanation_is_chinese_and_complete(code: Code) -> None:
    for text in (code.title, code.about, code.remedy):
        assert text
        assert not text.isascii()
    assert not code.title.endswith("。")
    assert code.about.endswith("。")
    assert code.remedy.endswith("。")


def test_an_unknown_code_ends_a_run_as_a_finding_does() -> None:
    assert exit_status("no-such-code") is ExitStatus.FINDINGS
