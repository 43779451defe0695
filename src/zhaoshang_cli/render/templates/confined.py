"""A template of the workspace's own, filled by another process under a clock."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.templates.sandbox import too_large

SECONDS = 10.0
COMMAND = (sys.executable, "-P", "-m", "zhaoshang_cli.render.templates.typesetter")
"""``-P``: what lies in the current folder is never imported."""

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def compose_apart(
    name: str,
    content: Mapping[str, object],
    homes: Sequence[Path],
    *,
    autoescape: bool,
    seconds: float = SECONDS,
) -> str:
    """Fill a template as ``sandbox.compose`` does, in a process of its own.

    Raises:
        ZsError: ``template-broken``, ``template-too-slow`` or ``template-too-large``.
    """
    request = {
        "name": name,
        "content": _plain(content),
        "homes": [str(home) for home in homes],
        "autoescape": autoescape,
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own module
            COMMAND,
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(_file(name, homes), seconds) from error
    return _text(done.stdout, _file(name, homes))


def _plain(value: object) -> object:
    """Return what is left of a value on the way: words, numbers, lists and tables."""
    match value:
        case Markup():
            return {"$html": str(value)}
        case Mapping():
            return {str(key): _plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case _:
            return value


def _text(answer: bytes, file: str) -> str:
    """Read the answer of the process; one that died gave none."""
    try:
        told = json.loads(answer)
    except ValueError as error:
        raise too_large(file) from error
    if "error" in told:
        code, message, where, hint = told["error"]
        raise ZsError(code, message, Place(*where) if where else None, hint)
    return str(told["text"])


def _file(name: str, homes: Sequence[Path]) -> str:
    return str(next((home / name for home in homes if (home / name).is_file()), name))


def _too_slow(file: str, seconds: float) -> ZsError:
    return ZsError(
        "template-too-slow",
        f"模板 {seconds:g} 秒还没有排完，已停止",
        Place(file),
        "看看模板里有没有转个不停的循环；删掉工作区里的这个模板就用回自带的",
    )
