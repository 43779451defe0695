"""A workspace with an empty ledger."""

from pathlib import Path

import pytest

from tests.store.runs import new_workspace
from zhaoshang_cli.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Make a workspace in an empty folder."""
    return new_workspace(tmp_path / "工作区")
