"""The catalogue of errors and findings: ``errors/CODE/`` holds the input, the command, the words.

``command`` is run line by line beside the other files, in a workspace of five counties; what the
last line says on stderr stands in ``expected.txt``. A folder ``工作区`` goes over the workspace.
``UPDATE_ERRORS=1 pytest tests/test_errors.py`` writes ``expected.txt`` anew; read what it changed.
"""

import os
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.ledgers import workspace_in
from tests.support import Run, Zs
from zhaoshang_cli.errors import ExitStatus
from zhaoshang_cli.render.tables.codes import all_codes

CATALOGUE = Path(__file__).parent / "errors"
CODES = sorted(path.name for path in CATALOGUE.iterdir() if path.is_dir())
INPUT = {"command", "expected.txt"}
LOCAL = "工作区"


def _refused(code: str) -> bool:
    """Whether the last command takes nothing in."""
    told = (CATALOGUE / code / "expected.txt").read_text(encoding="utf-8")
    return "下一步" not in told or "没有收的文件" in told


def _laid_out(case: Path, folder: Path) -> Path:
    workspace = workspace_in(folder / LOCAL)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*INPUT))
    return workspace.path


def _run(zs: Zs, case: Path, workspace: Path) -> Run:
    lines = (case / "command").read_text(encoding="utf-8").splitlines()
    with chdir(workspace.parent):
        *before, last = [shlex.split(line)[1:] for line in lines]
        for words in before:
            assert zs("-C", workspace, *words).status == ExitStatus.OK
        return zs("-C", workspace, *last)


@pytest.mark.parametrize("code", CODES)
def test_an_error_is_told_as_the_catalogue_has_it(code: str, tmp_path: Path, zs: Zs) -> None:
    case = CATALOGUE / code
    workspace = _laid_out(case, tmp_path)

    run = _run(zs, case, workspace)

    told = run.err.replace(str(tmp_path), "…")
    expected = case / "expected.txt"
    if "UPDATE_ERRORS" in os.environ:
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    assert f"[{code}]" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("code", [one for one in CODES if _refused(one)])
def test_a_run_that_ends_in_an_error_leaves_the_workspace_as_it_was(
    code: str, tmp_path: Path, zs: Zs
) -> None:
    workspace = _laid_out(CATALOGUE / code, tmp_path)
    before = _bytes(workspace)

    run = _run(zs, CATALOGUE / code, workspace)

    # A file that cannot be read is one of several: the run says so with its own status.
    assert run.status in {all_codes()[code].status, ExitStatus.INPUT}
    assert _bytes(workspace) == before


def test_every_case_is_of_a_code_that_is_explained() -> None:
    assert set(CODES) <= all_codes().keys()


def _bytes(workspace: Path) -> dict[str, bytes]:
    held = {path.relative_to(workspace): path for path in workspace.rglob("*") if path.is_file()}
    return {
        name.as_posix(): path.read_bytes() for name, path in held.items() if name.suffix != ".lock"
    }
