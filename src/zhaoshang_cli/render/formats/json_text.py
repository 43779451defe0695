"""An answer as JSON: for scripts, with every number exact."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from zhaoshang_cli.render.answer import Answer


def text(answer: Answer) -> str:
    """Write the JSON object of an answer, and a line end.

    A Decimal is written digit for digit, without trailing zeros: ``92.3``, ``6078000``. Python's
    own encoder could only go through a float.
    """
    schema = {"schema": f"zs.{answer.command}/1"}
    return "".join(_pieces({**schema, **answer.payload}, 0)) + "\n"


def write(answer: Answer) -> bytes:
    """Write the same as a file."""
    return text(answer).encode("utf-8")


def number(value: Decimal) -> str:
    """Write a Decimal as JSON has it.

    >>> number(Decimal("119.10")), number(Decimal("6078000.000000")), number(Decimal("-0.0"))
    ('119.1', '6078000', '0')
    """
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _pieces(value: object, depth: int) -> Iterator[str]:
    match value:
        case Mapping():
            entries = [(f"{_word(str(key))}: ", entry) for key, entry in value.items()]
            yield from _brackets("{}", entries, depth)
        case str():
            yield _word(value)
        case Sequence():
            yield from _brackets("[]", [("", entry) for entry in value], depth)
        case Decimal():
            yield number(value)
        case None | bool() | int():
            yield json.dumps(value)
        case _:
            raise TypeError(f"{value!r} has no form in JSON")


def _brackets(pair: str, entries: list[tuple[str, object]], depth: int) -> Iterator[str]:
    if not entries:
        yield pair
        return
    indent = "  " * (depth + 1)
    yield pair[0]
    for position, (key, entry) in enumerate(entries):
        yield f"{',' if position else ''}\n{indent}{key}"
        yield from _pieces(entry, depth + 1)
    yield f"\n{'  ' * depth}{pair[1]}"


def _word(words: str) -> str:
    """Write a string; what a terminal would obey, or what turns the direction, as an escape."""
    written = json.dumps(words, ensure_ascii=False)
    if written.isprintable():
        return written
    return "".join(
        one if one.isprintable() or one == _BLANK else json.dumps(one)[1:-1] for one in written
    )


_BLANK = "\u3000"
