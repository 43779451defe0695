"""Which month a table is for, from everything that says so: all must agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.cells.dates import Span


@dataclass(frozen=True, slots=True)
class Source:
    """A text that names spans, and what to call it in a message."""

    name: str
    text: str
    place: Place
    spans: tuple[Span, ...]
    firm: bool = True
    """A folder's name only helps where nothing else speaks."""


@dataclass(frozen=True, slots=True)
class When:
    """The year and month that were settled, with the sources that said so."""

    year: int | None = None
    month: int | None = None
    sources: tuple[Source, ...] = ()

    @property
    def number(self) -> int | None:
        """``202211`` where both are known."""
        if self.year is None or self.month is None:
            return None
        return self.year * 100 + self.month


_Option = tuple[int | None, int | None]


def settle(sources: Iterable[Source], hint: str) -> When:
    """Bring all sources together.

    Raises:
        ZsError: ``period-ambiguous`` when two of them disagree, or one names several months and
            no other decides.
    """
    options: set[_Option] = {(None, None)}
    heard: list[Source] = []
    for source in sorted(sources, key=lambda one: not one.firm):
        said = _options(source.spans)
        if not said or (not source.firm and all(None not in option for option in options)):
            continue
        both = {joint for one in options for other in said if (joint := _join(one, other))}
        if not both:
            if not source.firm:
                continue
            raise _disagreement(heard, source, hint)
        options = both
        heard.append(source)
    if len(options) > 1:
        raise _several(heard, options, hint)
    year, month = next(iter(options))
    return When(year, month, tuple(heard))


def _options(spans: tuple[Span, ...]) -> set[_Option]:
    """The pairs a text may mean: a year here and a month there belong together."""
    said = [(span.year, span.month) for span in spans]
    full = {option for option in said if None not in option}
    years = {year for year, month in said if month is None}
    months = {month for year, month in said if year is None}
    if full:
        only = {year for year, _ in full}
        extra = {month for month in months if month not in {month for _, month in full}}
        return {*full, *((year, month) for year in only for month in extra)}
    if years and months:
        return {(year, month) for year in years for month in months}
    return {*((year, None) for year in years), *((None, month) for month in months)}


def _join(one: _Option, other: _Option) -> _Option | None:
    if None not in (one[0], other[0]) and one[0] != other[0]:
        return None
    if None not in (one[1], other[1]) and one[1] != other[1]:
        return None
    return one[0] or other[0], one[1] or other[1]


def _disagreement(heard: list[Source], source: Source, hint: str) -> ZsError:
    said = _options(source.spans)
    other = next(
        (one for one in heard if not any(_join(a, b) for a in _options(one.spans) for b in said)),
        heard[-1],
    )
    message = f"{other.name}“{other.text}”和{source.name}“{source.text}”说的月份不一样"
    return ZsError("period-ambiguous", message, source.place, hint)


def _several(heard: list[Source], options: set[_Option], hint: str) -> ZsError:
    named = "、".join(sorted(f"{year or '某'}年{month or '某'}月" for year, month in options))
    texts = "、".join(f"{one.name}“{one.text}”" for one in heard)
    place = heard[0].place
    return ZsError("period-ambiguous", f"{texts}可能是{named}，看不出是哪个月的报表", place, hint)
