"""The process that opens workbooks, so that a hostile one can take down only itself.

Started as ``python -m zhaoshang_cli.readers.workbooks.worker``. Takes pairs of messages on standard input
(the kind of the file, then its bytes) and answers each pair with one message (see ``wire``).
"""

import signal
import sys
from typing import IO

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.workbooks.formats import read_format
from zhaoshang_cli.readers.workbooks.wire import pack_error, pack_sheets, read_frame, write_frame

MEMORY = 2 << 30


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for zs, which then closes the pipe
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every request of a stream."""
    while (kind := read_frame(requests)) is not None:
        data = read_frame(requests)
        if data is None:
            return
        write_frame(answers, answer(kind.decode(), data))


def answer(kind: str, data: bytes) -> bytes:
    """Read one file and return the message about it; nothing is raised but what kills the process."""
    try:
        return pack_sheets(read_format(kind, data))
    except ZsError as error:
        return pack_error(error)
    except MemoryError:
        return pack_error(exhausted())
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
        return pack_error(damaged(error))


def exhausted() -> ZsError:
    """Return the error for a file that needs more memory than is allowed."""
    return ZsError(
        "file-crashed",
        f"打开它要用超过 {MEMORY >> 30} GB 的内存，已停止读取",
        hint="用 WPS 或 Excel 打开，只把表格部分复制到新工作簿，另存为 xlsx",
    )


def damaged(error: BaseException) -> ZsError:
    """Return the error for a file that is not what its beginning promises."""
    return ZsError(
        "file-truncated",
        f"打不开：文件不完整，或已损坏（{type(error).__name__}）",
        hint="请重新取得这个文件；若 WPS 或 Excel 打得开，就另存为 xlsx 后再导入",
    )


def _limit_memory() -> None:
    if sys.platform != "win32":  # pragma: no branch - which has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
