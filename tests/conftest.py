"""Fixtures that more than one test module uses."""

import os
import sys
from pathlib import Path

import pytest

from tests.support import Run, Zs
from zhaoshang_cli.cli import main

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _own_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the developer's own settings out of every test."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("ZS_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".state"))
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def zs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Zs:
    """Run zs as the console script does, in an empty folder and on a plain terminal."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["zs", *map(str, arguments)])
        with pytest.raises(SystemExit) as leaving:
            main()
        out, err = capsys.readouterr()
        return Run(int(leaving.value.code or 0), out, err)

    return run


@pytest.fixture
def sample_data() -> Path:
    """The folder of sample returns."""
    return REPOSITORY / "sample_data"
