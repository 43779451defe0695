"""What a user's `pip install` brings along."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
FOLDERS = ("sql", "templates", "sample_data")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_wheel_carries_every_file_of_the_folders_at_the_root(
    folder: str, names: set[str]
) -> None:
    kept = {
        f"zhaoshang_cli/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }

    assert kept
    assert kept <= names


def test_the_wheel_carries_the_package_and_its_data(names: set[str]) -> None:
    package = ROOT / "src" / "zhaoshang_cli"
    kept = {
        f"zhaoshang_cli/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert kept <= names


def test_the_wheel_carries_the_licence_and_the_notice(names: set[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/src/zhaoshang_cli/data/NOTICE") for name in names)
