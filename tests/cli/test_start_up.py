"""Start-up time is a feature: answers load nothing they do not need."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledgers import observations, send, targets, workspace_in

HEAVY = (
    "polars",
    "rich",
    "jinja2",
    "pydantic",
    "pyarrow",
    "xlsxwriter",
    "cn2an",
    "python_calamine",
)
SCRIPT = """
import sys
from zhaoshang_cli.cli import run
status = run(sys.argv[1:])
sys.stderr.write(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(status)
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    workspace = workspace_in(folder)
    send(workspace, "a", observations([("410402", 202211, "oos_funds", 1)]))
    send(workspace, "t", aims=targets([("410402", 2022, "oos_funds", "市定", 2)]))
    return folder


@pytest.mark.parametrize("command", ["rank", "show", "status"])
def test_an_answer_loads_no_heavy_library(city: Path, command: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, "-C", str(city), command],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert set(HEAVY).isdisjoint(run.stderr.split())
    assert "duckdb" in run.stderr.split()
