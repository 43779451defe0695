"""An answer as a text file: what the screen shows, without colour."""

from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.screen.colour import choice
from zhaoshang_cli.render.screen.terminal import text


def write(answer: Answer) -> bytes:
    """Write all tables as plain text."""
    token = choice.set("never")
    try:
        return text(answer).encode("utf-8")
    finally:
        choice.reset(token)
