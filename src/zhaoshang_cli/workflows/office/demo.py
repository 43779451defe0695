"""Make a workspace out of the sample data that came with zs."""

import csv
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

from zhaoshang_cli import resources
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.workflows.office.init import Made, make
from zhaoshang_cli.workspace.opening import load

FOLDERS = {
    "returns": "来文/月报",
    "province": "来文/全省",
    "targets": "来文/目标",
    "faulty": "试错",
}
"""Where each folder of the sample data goes."""


def demo(folder: Path) -> Made:
    """Make the demonstration in ``folder``, whole or not at all.

    Every file is dated by the day it is said to have come in, so that
    ``zs ingest 来文 --received 文件`` tells who was late.

    Raises:
        ZsError: ``workspace-exists`` when the folder holds anything.
    """
    target = folder.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ZsError(
            "workspace-exists", "这里已经有东西了", Place(str(target)), "换一个空的或新的文件夹"
        )
    draft = target.with_name(f".{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _fill(draft)
        if target.exists():
            target.rmdir()
        draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Made(load(target), f"cd {_typed(folder)}，再运行 zs ingest 来文 --received 文件")


def _typed(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _fill(folder: Path) -> None:
    make(folder, resources.text("sample_data", "workspace.toml"))
    samples = resources.folder("sample_data")
    for name, place in FOLDERS.items():
        shutil.copytree(samples / name, folder / place)
    for file, received in _arrivals(samples / "arrivals.csv"):
        top, _, rest = file.partition("/")
        path = folder / FOLDERS[top] / rest
        os.utime(path, (received, received))


def _arrivals(path: Path) -> Iterator[tuple[str, float]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            noon = datetime.combine(datetime.fromisoformat(row["received"]), time(12))
            yield row["file"], noon.astimezone().timestamp()
