"""How a run that failed ends: with Chinese words on stderr and a status, never with a traceback."""

import errno
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from typer._click.exceptions import UsageError

from zhaoshang_cli import __version__
from zhaoshang_cli.cli.globals import read_globals
from zhaoshang_cli.cli.streams import hush
from zhaoshang_cli.cli.usage import in_chinese
from zhaoshang_cli.errors import Place, ZsError, reason
from zhaoshang_cli.render.screen.messages import show_error
from zhaoshang_cli.render.tables.codes import exit_status


def report(error: Exception, arguments: Sequence[str]) -> int:
    """Tell the user what happened and return the exit status."""
    told = _told(error, arguments)
    try:
        show_error(told)
    except BrokenPipeError:
        raise
    except OSError:
        hush()  # the status is all that can still be said
    return exit_status(told.code)


def _told(error: Exception, arguments: Sequence[str]) -> ZsError:
    if isinstance(error, ZsError):
        return error
    if isinstance(error, UsageError):
        return in_chinese(error, read_globals(list(arguments))[1][0])
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        return _refused(error)
    return ZsError(
        "unexpected",
        "程序自己出了错，经过已记入日志",
        Place(_write_log(error, arguments)),
        "重试一次；还不行就把这个日志发给维护的人，台账不受影响",
    )


_REFUSALS = {
    errno.ENOENT: "检查文件名和所在的文件夹",
    errno.EACCES: "检查文件是否只读，或正在 Excel、WPS 里打开着",
    errno.EPERM: "检查文件是否只读，或正在 Excel、WPS 里打开着",
    errno.EROFS: "换一个能写的文件夹",
    errno.ENOSPC: "腾出空间再试",
    errno.EISDIR: "写上文件名",
    errno.ENOTDIR: "检查路径",
    errno.ENAMETOOLONG: "换一个短些的名字",
}


def _refused(error: OSError) -> ZsError:
    hint = _REFUSALS[error.errno or 0]
    name = str(error.filename) if error.filename else None
    return ZsError("file-refused", reason(error), Place(name) if name else None, hint)


def _write_log(error: Exception, arguments: Sequence[str]) -> str:
    """Write the traceback where the user can find it, and return where."""
    now = datetime.now().astimezone()
    lines = [f"zs {__version__}  Python {sys.version}  {sys.platform}\n", f"{now.isoformat()}\n"]
    lines += [f"{list(arguments)!r}\n", *traceback.format_exception(error)]
    for folder in _log_folders():
        path = folder / f"zs-{now:%Y%m%d-%H%M%S-%f}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return str(path)
    return "（日志没有地方可写）"


def _log_folders() -> list[Path]:
    """The workspace first, then the user's own folder."""
    import os
    import tempfile

    from zhaoshang_cli.workspace.opening import find_workspace

    workspace = find_workspace()
    local = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_STATE_HOME")
    own = Path(local, "zs") if local else Path.home() / ".local" / "state" / "zs"
    return [
        *([] if workspace is None else [workspace / "日志"]),
        own,
        Path(tempfile.gettempdir()),
    ]
