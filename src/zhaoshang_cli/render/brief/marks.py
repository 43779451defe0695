"""Prose as Markdown and as HTML: figures keep their identity, and no name can become markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.prose import Prose

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~#$!])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])(?=[-+=\s]|$)|(\d+)([.)])(?=\s|$))")
_GAP = re.compile(r"\s*[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+\s*")
_BLANKS = "\u00a0\u2002\u2003\u2009\u3000"
_CELLS = 3
"""How many cells are named on hovering; the record beside the document names them all."""

_TO_DO = re.compile(r"(〔[^〔〕]*〕)")


def one_line(text: str) -> str:
    """Take out line ends and control characters, so that a name stays a name.

    Marks that turn the direction of writing go too: a name with one could reverse a number.
    """
    kept = (mark for mark in _GAP.sub(" ", text) if mark.isprintable() or mark in _BLANKS)
    return "".join(kept)


def markdown(text: str | Prose) -> str:
    r"""Write text that Markdown shows as it stands.

    >>> markdown("*叶县* <b>")
    '\\*叶县\\* \\<b\\>'
    """
    safe = _SPECIAL.sub(r"\\\1", one_line(str(text)))
    return _LINE_START.sub(_guarded, safe)


def _guarded(match: re.Match[str]) -> str:
    blank, mark, number, stop = match.groups()
    return f"{blank}\\{mark}" if mark else f"{blank}{number}\\{stop}"


@dataclass(frozen=True, slots=True)
class HtmlPen:
    """Writes prose as HTML, each figure in a span with its id."""

    figures: Mapping[tuple[str, ...], Figure]
    """The numbered figures by their identity."""

    names: Mapping[str, str]
    """Names of indicators and regions by their code, for what is shown on hovering."""

    def write(self, prose: Prose | str) -> Markup:
        """Write a run of prose."""
        parts = prose.parts if isinstance(prose, Prose) else (prose,)
        return Markup("").join(
            self._figure(part) if isinstance(part, Figure) else _words(part) for part in parts
        )

    def number(self, figure: Figure) -> str:
        """Return the id of a figure."""
        return self.figures[figure.identity].id

    def about(self, figure: Figure) -> Markup:
        """Say on hovering what a figure is, and name the first of its cells, a line each."""
        what, where = (self.names.get(code, code) for code in (figure.indicator, figure.region))
        count = len(figure.cells)
        told = [
            f"{what} · {where} · {figure.period}" + (f" · 来自 {count} 个格子" if count else "")
        ]
        told += figure.cells[:_CELLS]
        if count > _CELLS:
            told.append(f"另有 {count - _CELLS} 个，用 zs trace {self.number(figure)} 查看")
        return Markup("&#10;").join(escape(one_line(line)) for line in told)

    def _figure(self, figure: Figure) -> Markup:
        return Markup('<span class="figure" data-figure="{}" title="{}">{}</span>').format(
            self.number(figure), self.about(figure), figure.text
        )


def _words(text: str) -> Markup:
    """Escape words, and mark what the press officer still has to write."""
    pieces = _TO_DO.split(one_line(text))
    return Markup("").join(
        Markup('<mark class="todo">{}</mark>').format(piece)
        if _TO_DO.fullmatch(piece)
        else escape(piece)
        for piece in pieces
    )
