import re
from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from tests.support import Zs
from zhaoshang_cli.cli import COMMANDS
from zhaoshang_cli.cli.command import ZsGroup, load_command
from zhaoshang_cli.render.screen.folding import width

KNOWN = {name: entry for entries in COMMANDS.values() for name, entry in entries.items()}
OWN = ("config", "demo", "explain", "init", "region", "template")

_NAMES = re.compile(
    r"--?[a-z][a-z-]*|zs(?: [a-z]+)*|ZS_[A-Z_]+|NO_COLOR|[a-z_]+\.[a-z_]+|[\w/-]*\.(?:xlsx|csv|json|md|toml)"
)
_CODES = re.compile(r"[a-z]+(?:[_-][a-z]+)+|oos|fdi")


class Page(SingleFileSnapshotExtension):
    file_extension = "txt"


def _paths() -> Iterator[tuple[str, ...]]:
    yield ()
    for name in KNOWN:
        yield (name,)
        command = load_command(name, KNOWN)
        for below in command.commands if isinstance(command, ZsGroup) else ():
            yield (name, below)


PATHS = list(_paths())


@pytest.mark.parametrize("path", [path for path in PATHS if path and path[0] in OWN], ids=" ".join)
def test_a_help_page_is_the_same_to_the_byte(
    zs: Zs, path: tuple[str, ...], snapshot: SnapshotAssertion
) -> None:
    run = zs(*path, "--help")

    assert (run.status, run.err) == (0, "")
    assert run.out.encode() == snapshot(extension_class=Page)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_no_help_page_holds_an_english_word(zs: Zs, path: tuple[str, ...]) -> None:
    page = zs(*path, "--help").out

    words = re.findall(r"[A-Za-z]{2,}", _CODES.sub("", _NAMES.sub("", page)))
    assert sorted(set(words) - ALLOWED - set(KNOWN) - {"list", "show", "add", "eject"}) == []


ALLOWED = {
    # formats, and words that are typed as they stand
    "JSON", "CSV", "Excel", "WPS", "Word", "Markdown", "json", "csv", "md", "html", "xlsx", "docx",
    "auto", "always", "never", "TOML", "SVG", "Spark", "HTML", "PDF", "zip", "DuckDB",
    "total", "completion", "growth", "arrival", "children", "province", "returns", "targets",
    "press", "template", "chart", "SQL", "SELECT", "FROM", "observation", "finding",
    "period", "run", "verify", "export",
}  # fmt: skip


def test_every_line_fits(zs: Zs) -> None:
    for path in PATHS:
        examples = zs(*path, "--help").out.partition("例子：")[0]
        assert max(map(width, examples.splitlines())) <= 80
