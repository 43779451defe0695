"""Where an answer goes: to stdout, or whole into the file of ``-o``, in the format of its name."""

import sys
from importlib import import_module
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.screen.terminal import text
from zhaoshang_cli.render.screen.width import columns
from zhaoshang_cli.workspace.files import require_folder, write_whole

FORMATS = {
    ".json": "json_text",
    ".csv": "csv_text",
    ".md": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xlsx": "workbook",
    ".txt": "plain_text",
}
"""The module that writes each kind of file; only the one that is needed is imported."""


def show(answer: Answer, *, as_json: bool = False, output: Path | None = None) -> None:
    """Write an answer.

    Args:
        answer: What the command found.
        as_json: The JSON object instead of tables.
        output: The file; None for stdout.

    Raises:
        ZsError: ``output-format``, when the name of the file ends in nothing zs writes, or in
            something else than ``.json`` although JSON was asked for; ``file-refused``, when
            there is no such folder.
    """
    if output is None:
        sys.stdout.write(_text(answer, as_json=as_json))
        return
    written = document(answer, output, as_json=as_json)
    require_folder(output)
    write_whole(output, written)


def require_place(output: Path | None, *, as_json: bool = False) -> None:
    """Make sure that an answer can be put there, before anything is done that it tells of.

    Raises:
        ZsError: ``output-format`` or ``file-refused``.
    """
    if output is not None:
        require_format(output, as_json=as_json)
        require_folder(output)


def document(answer: Answer, output: Path, *, as_json: bool = False) -> bytes:
    """Return what is to stand in the file ``output``.

    Raises:
        ZsError: ``output-format``.
    """
    suffix = require_format(output, as_json=as_json)
    written: bytes = import_module(f"zhaoshang_cli.render.formats.{FORMATS[suffix]}").write(answer)
    return written


def require_format(output: Path, *, as_json: bool = False) -> str:
    """Return the ending of a file's name, once it is sure that zs can write such a file.

    Raises:
        ZsError: ``output-format``.
    """
    suffix = output.suffix.lower()
    if as_json and suffix != ".json":
        raise ZsError(
            "output-format",
            f"--json 写出的是 JSON，文件名却以“{suffix}”结尾",
            Place(str(output)),
            "去掉 --json，或把文件名改成 .json",
        )
    if suffix not in FORMATS:
        raise ZsError(
            "output-format",
            f"不会写“{suffix}”格式的文件" if suffix else "文件名没有扩展名，不知道写成什么格式",
            Place(str(output)),
            f"可以写的有 {'、'.join(name.removeprefix('.') for name in FORMATS)}",
        )
    return suffix


def _text(answer: Answer, *, as_json: bool) -> str:
    if as_json:
        written: str = import_module("zhaoshang_cli.render.formats.json_text").text(answer)
        return written
    return text(answer, columns=columns(sys.stdout))
