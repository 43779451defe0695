"""What the disk says: bytes seen onto it, files told apart by SHA-256, refusals in Chinese."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError, reason

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sync(path: Path) -> None:
    """See a file, or a folder's names, onto the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_only(folder: Path, error: OSError) -> ZsError:
    """Say that nothing can be written into a folder."""
    return ZsError(
        "workspace-read-only",
        f"这个文件夹写不进去：{reason(error)}",
        Place(str(folder)),
        "看看自己对这个文件夹是否有写的权限，磁盘是否有错",
    )


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Say in Chinese why a write into a folder failed.

    Raises:
        ZsError: ``disk-full`` or ``workspace-read-only``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise ZsError(
                "disk-full",
                "磁盘空间不足，没有写入",
                Place(str(folder)),
                "腾出空间后重来；台账还是原来的样子",
            ) from error
        raise read_only(folder, error) from error
