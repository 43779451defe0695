"""The folder that a run works in: on the workspace's own disk, and gone with the run.

``/tmp`` may be small, or in memory. A killed run leaves its folder behind: the lock in it is then
free, and whoever works next removes it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from zhaoshang_cli.store.files.disk import spoken
from zhaoshang_cli.workspace import Workspace

_PREFIX = ".zs-"
"""Hidden: a workspace may lie in the very folder whose files are taken in."""


@contextmanager
def scratch(workspace: Workspace) -> Iterator[Path]:
    """Make a folder to work in, and remove what killed runs left of theirs.

    Raises:
        ZsError: ``disk-full`` or ``workspace-read-only``.
    """
    with spoken(workspace.path):
        for left in leftovers(workspace):
            _remove(left)
        folder, held = _made(workspace.path)
    try:
        yield folder
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)


def leftovers(workspace: Workspace) -> list[Path]:
    """Return the folders of runs that are no more."""
    return [folder for folder in sorted(workspace.path.glob(f"{_PREFIX}*")) if _free(folder)]


def _made(place: Path) -> tuple[Path, FileLock]:
    """Make a folder and hold its lock; another run may take it for left before it is held."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        guard = _lock(folder)
        try:
            guard.acquire(timeout=0)
        except Timeout:
            continue
        if _path(folder).exists():
            return folder, guard
        guard.release()


def _free(folder: Path) -> bool:
    guard = _lock(folder)
    try:
        guard.acquire(timeout=0)
    except (Timeout, OSError):
        return False
    guard.release()
    return True


def _remove(folder: Path) -> None:
    guard = _lock(folder)
    try:
        guard.acquire(timeout=0)
    except (Timeout, OSError):
        return
    shutil.rmtree(folder, ignore_errors=True)
    guard.release()
    if os.name == "nt":  # where nothing is removed that is open
        shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> FileLock:
    return FileLock(_path(folder))


def _path(folder: Path) -> Path:
    return folder / "lock"
