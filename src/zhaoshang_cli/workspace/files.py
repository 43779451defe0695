"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError


def require_folder(path: Path) -> None:
    """Make sure that the folder a user named for a file is there: a typo makes none.

    Raises:
        ZsError: ``file-refused``.
    """
    if not path.resolve().parent.is_dir():
        hint = "检查 -o 后面的路径，或先建好文件夹"
        raise ZsError("file-refused", "没有这个文件夹", Place(str(path.parent)), hint)


def write_whole(path: Path, content: str | bytes) -> None:
    """Put ``content`` into ``path`` so that nobody ever sees half of it.

    Text is written as UTF-8 with the line ends it has. A kill at any moment leaves the old file or
    the new one. What a link points at is replaced, not the link.

    Raises:
        OSError: The folder cannot be made or written.
    """
    held = content.encode("utf-8") if isinstance(content, str) else content
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write(path, held)
    except OSError as error:
        error.filename = str(path)  # what the user named, not the part that nobody ever sees
        raise


def _write(path: Path, held: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(held)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Keep the permissions of a file that is replaced; else those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
