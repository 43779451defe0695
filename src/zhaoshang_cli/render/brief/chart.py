"""Where everything in the chart of completion stands, in the units of its viewBox."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from zhaoshang_cli.domain.brief import Bar, Chart, Side
from zhaoshang_cli.render.brief.marks import HtmlPen, one_line
from zhaoshang_cli.render.figures import NOTHING

Drawn = dict[str, object]
"""What a template gets: words, whole numbers and lists of them."""

_WIDTH, _MARGIN, _ROW, _BAR = 640, 12, 30, 18
_TOP, _BOTTOM = 40, 40
_LABEL = 92
"""Room for the numbers, which stand in a column so that the schedule's line crosses none."""

_LETTER, _NARROW, _LONGEST_NAME = 19, 11, 190
"""Room for a letter, at the size that a small screen needs."""
_LONGEST_RATE = Decimal(160)
"""Bars beyond this are cut: one county at ten times its target would flatten all others."""


@dataclass(frozen=True, slots=True)
class _Scale:
    left: int
    most: Decimal

    @property
    def room(self) -> int:
        return _WIDTH - self.left - _LABEL - _MARGIN

    def width(self, rate: Decimal) -> int:
        """Return how long a bar is."""
        share = min(max(rate, Decimal(0)), self.most) / self.most
        return int(self.room * share)


def draw(chart: Chart, words: dict[str, str], pen: HtmlPen) -> Drawn:
    """Lay the chart out.

    Args:
        chart: What it shows.
        words: The legend's texts: ``ahead``, ``behind``, ``missing``.
        pen: Knows the ids of figures.
    """
    scale = _scale(chart)
    rows = list(_rows(chart, scale, words, pen))
    bottom = _TOP + _ROW * len(rows)
    return {
        "title": one_line(chart.title),
        "width": _WIDTH,
        "height": bottom + _BOTTOM,
        "left": scale.left,
        "right": _WIDTH - _MARGIN,
        "bar": _BAR,
        "rows": rows,
        "bottom": bottom,
        "schedule": _line(chart, scale, pen),
        "legend": words,
    }


def _scale(chart: Chart) -> _Scale:
    rates = [Decimal(bar.completion.value) for bar in chart.bars if bar.completion]
    if chart.schedule is not None:
        rates.append(Decimal(chart.schedule.value))
    longest = max(_breadth(one_line(bar.name)) for bar in chart.bars)
    most = min(max([*rates, Decimal(100)]), _LONGEST_RATE)
    return _Scale(_MARGIN + min(longest, _LONGEST_NAME) + _MARGIN, most)


def _rows(chart: Chart, scale: _Scale, words: dict[str, str], pen: HtmlPen) -> Iterator[Drawn]:
    panels = list(dict.fromkeys(bar.panel for bar in chart.bars))
    place = 0
    for panel in panels:
        if len(panels) > 1 and panel:
            yield {"panel": one_line(panel), "y": _TOP + place * _ROW}
            place += 1
        for bar in chart.bars:
            if bar.panel == panel:
                yield _row(bar, scale, words, pen) | {"y": _TOP + place * _ROW}
                place += 1


def _row(bar: Bar, scale: _Scale, words: dict[str, str], pen: HtmlPen) -> Drawn:
    name = one_line(bar.name)
    row: Drawn = {"panel": "", "name": _fitted(name), "full": name}
    if bar.completion is None:
        return row | {
            "width": 0,
            "behind": False,
            "missing": True,
            "text": f"{NOTHING} {words['missing']}",
            "figure": "",
        }
    rate = Decimal(bar.completion.value)
    width = scale.width(rate)
    behind = bar.side is Side.BEHIND
    return row | {
        "width": width,
        "behind": behind,
        "missing": False,
        "cut": rate > scale.most,
        "text": bar.completion.text,
        "figure": pen.number(bar.completion),
        "about": pen.about(bar.completion),
    }


def _line(chart: Chart, scale: _Scale, pen: HtmlPen) -> Drawn | None:
    """Place the line of the schedule; its label stays inside the picture."""
    if chart.schedule is None:
        return None
    across = scale.left + scale.width(Decimal(chart.schedule.value))
    return {
        "x": across,
        "text": chart.schedule.text,
        "figure": pen.number(chart.schedule),
        "anchor": "end" if across > _WIDTH / 2 else "start",
    }


def _breadth(text: str) -> int:
    """Estimate how broad text is: Chinese characters are square, others half of that."""
    return sum(_LETTER if east_asian_width(letter) in "WFA" else _NARROW for letter in text)


def _fitted(name: str) -> str:
    if _breadth(name) <= _LONGEST_NAME:
        return name
    kept = name
    while _breadth(kept) > _LONGEST_NAME - _LETTER:
        kept = kept[:-1]
    return kept + "…"
