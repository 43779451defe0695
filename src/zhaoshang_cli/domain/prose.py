"""Text that knows which of its parts are figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Self, TypeAlias

from zhaoshang_cli.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of words and figures.

    >>> str(Prose.of("同比增长", "") + Prose.of("，"))
    '同比增长，'
    """

    parts: tuple[str | Figure, ...] = ()

    @classmethod
    def of(cls, *pieces: "Piece") -> Self:
        """Put words, figures and other prose together, leaving out empty words."""
        parts: list[str | Figure] = []
        for piece in pieces:
            if isinstance(piece, Prose):
                parts.extend(piece.parts)
            elif piece:
                parts.append(piece)
        return cls(tuple(parts))

    @classmethod
    def join(cls, between: str, pieces: Iterable["Piece"]) -> Self:
        """Put pieces together with ``between`` between them, leaving out empty ones."""
        kept = [piece for piece in pieces if piece]
        spread = [part for piece in kept for part in (between, piece)]
        return cls.of(*spread[1:])

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it, in order."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    def __add__(self, other: "Piece") -> "Prose":
        return Prose.of(self, other)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


Piece: TypeAlias = str | Figure | Prose


def slots_of(pattern: str) -> frozenset[str]:
    """Return the names of the ``{slots}`` of a pattern.

    Raises:
        ValueError: The braces do not match, or a slot holds more than a plain name.
    """
    return frozenset(name for _, name in _pieces(pattern) if name)


def compose(pattern: str, slots: Mapping[str, Piece]) -> Prose:
    """Fill the ``{slots}`` of a pattern.

    >>> str(compose("完成{level}年度目标", {"level": "省定"}))
    '完成省定年度目标'

    Raises:
        KeyError: The pattern names a slot that is not there.
        ValueError: The pattern is malformed.
    """
    filled: list[Piece] = []
    for words, name in _pieces(pattern):
        filled.append(words)
        if name:
            filled.append(slots[name])
    return Prose.of(*filled)


def _pieces(pattern: str) -> list[tuple[str, str]]:
    pieces = []
    for words, name, form, conversion in Formatter().parse(pattern):
        if name is not None and (form or conversion or not name.isidentifier()):
            raise ValueError(f"空位只能写成 {{名称}}，这里写的是 {{{name}}}")
        pieces.append((words, name or ""))
    return pieces
