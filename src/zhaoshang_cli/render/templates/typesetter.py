"""The process that fills the workspace's own templates, so that a bad one harms only itself.

Started as ``python -P -m zhaoshang_cli.render.templates.typesetter``. Takes one JSON object on standard
input and answers with one (see ``render.confined``).
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any

from markupsafe import Markup

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.templates.sandbox import compose

MEMORY = 512 << 20
SECONDS = 10
"""Of work; whoever waits for the answer has a clock of their own."""

HTML = "$html"
"""The key under which text travels that is HTML already."""


def main() -> None:
    """Answer one request."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for zs, which then ends this
    request = sys.stdin.buffer.read()
    _limit()
    sys.stdout.buffer.write(json.dumps(answer(json.loads(request))).encode())


def answer(request: dict[str, Any]) -> dict[str, object]:
    """Fill a template and say what came of it."""
    try:
        text = compose(
            request["name"],
            _revived(request["content"]),
            [Path(home) for home in request["homes"]],
            autoescape=request["autoescape"],
        )
    except ZsError as error:
        place = error.place
        where = [place.file, place.sheet, place.cell] if place else None
        return {"error": [error.code, error.message, where, error.hint]}
    return {"text": text}


def _revived(value: Any) -> Any:
    match value:
        case {"$html": str(text)}:
            return Markup(text)  # noqa: S704 - escaped by zs before it travelled
        case dict():
            return {key: _revived(entry) for key, entry in value.items()}
        case list():
            return [_revived(entry) for entry in value]
        case _:
            return value


def _limit() -> None:
    if sys.platform != "win32":  # pragma: no branch - which has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
