"""How wide words are on a screen, and where a line of them may end."""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False  # typing itself takes half the time of `zs --help`
if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_FIRST = "，。、；：？！）》〕】”\u2019…%％/."
_NOT_LAST = "（《〔【“\u2018"
_ENDS_OF_COMMAND = "，。、；：？！（）《》〔〕“”"

_widths: dict[str, int] = {}


def width(words: str) -> int:
    """Count the columns a text takes: a Chinese character takes two.

    Characters of ambiguous width count as one, as terminals draw them.

    >>> width("叶县 3.7%")
    9
    """
    return len(words) if words.isascii() else sum(map(_width, words))


def _width(mark: str) -> int:
    known = _widths.get(mark)
    if known is None:
        wide = 1 + (unicodedata.east_asian_width(mark) in "WF")
        known = _widths[mark] = 0 if unicodedata.combining(mark) else wide
    return known


def fold(text: str, columns: int, *, hanging: int = 0) -> list[str]:
    """Break a text into lines: between Chinese characters, never inside a word, a number or a command.

    What cannot be broken stands on a line of its own, however long.

    Args:
        text: One paragraph.
        columns: How wide a line may be.
        hanging: By how much all lines but the first are moved in.

    >>> fold("看数：zs show 2022-11；写稿", 17)
    ['看数：', 'zs show 2022-11；', '写稿']
    """
    lines, line, blank = list[str](), "", " " * hanging
    for piece in _bound(_pieces(text, columns - hanging)):
        if width((line + piece).rstrip()) <= columns:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = (blank if lines else "") + piece.lstrip()
    return [*lines, line.rstrip()] if line else lines


def widest_piece(text: str) -> int:
    """Return the columns of the longest part of a text that no line may break.

    >>> widest_piece("来文/2022-11/叶县.csv")
    8
    """
    return max((width(piece.strip()) for piece in _bound(_pieces(text, 0))), default=0)


def _bound(pieces: Iterator[str]) -> Iterator[str]:
    """Tie a stop to what it closes, and an opening mark to what it opens."""
    held = ""
    for piece in pieces:
        if held and piece[0] not in _NOT_FIRST and held[-1] not in _NOT_LAST:
            yield held
            held = ""
        held += piece
    if held:
        yield held


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Cut a text wherever a line may end, were it not for stops and opening marks."""
    place = 0
    while place < len(text):
        end = _command_end(text, place)
        if end == place or width(text[place:end]) > longest:
            end = _word_end(text, place)
        yield text[place:end]
        place = end


def _command_end(text: str, place: int) -> int:
    """Return where a command line ends: it is copied and pasted whole."""
    begun = text.startswith("zs ", place) and text[place + 3 : place + 4].isascii()
    if not begun or (place and _latin(text[place - 1])):
        return place
    marks = (n for n in range(place, len(text)) if text[n] in _ENDS_OF_COMMAND)
    return len(text[: next(marks, len(text))].rstrip())


def _word_end(text: str, place: int) -> int:
    """Return where a word of Latin letters or a number ends; a path may be broken after a slash.

    An option takes its value with it: ``--period 2022-11``.
    """
    end = place
    while end < len(text) and _latin(text[end]):
        end += 1
        if text[end - 1] == "/" and not _ratio(text, end - 1):
            break
    if text.startswith("--", place) and text[end : end + 1] == " ":
        value = end + 1
        while value < len(text) and text[value] not in f" {_ENDS_OF_COMMAND}":
            value += 1
        return value if value > end + 1 else end
    return max(end, place + 1)


def _ratio(text: str, slash: int) -> bool:
    """Whether a slash stands between two numbers, as in 2022/11."""
    return text[slash - 1 : slash].isdigit() and text[slash + 1 : slash + 2].isdigit()


def _latin(mark: str) -> bool:
    """Whether a mark is part of a word or a number; ３．７ is a number too."""
    return "!" <= mark <= "~" or "０" <= mark <= "９" or mark in "．－＋"
