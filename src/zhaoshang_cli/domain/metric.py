"""A metric: one SELECT in one file, with a header that says what it takes and gives.

The header is a run of comments at the top of ``sql/metrics/NAME.sql``::

    -- title: 各地进度
    -- about: 本期累计、上年同期和年度目标的准确数
    -- grain: 每个指标每个地区一行
    -- key: indicator, region
    -- param period INTEGER: 期间，如 202211
    -- column ytd DECIMAL(18,6) 万元: 累计
    -- rate yoy_pct %.1: ytd - base_ytd / base_ytd

A ``rate`` is never worked out in SQL: it names the exact parts to divide, numerator before the
stroke, and how many decimals are usual.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.quantity import ratio

_FIELDS = ("title", "about", "grain", "key")


@dataclass(frozen=True, slots=True)
class Param:
    """A value the query asks for."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer. ``unit`` is None for text, counts and the indicator's own unit."""

    name: str
    type: str
    unit: str | None
    about: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent, by the names of its exact parts."""

    name: str
    places: int
    numerator: str
    denominator: str
    less: str | None = None
    """What is taken off the numerator before dividing: the base of a growth."""

    def of(self, row: Mapping[str, Decimal | None], places: int | None = None) -> Decimal | None:
        """Divide and round once; None without a part or over nothing above zero."""
        top, bottom = row[self.numerator], row[self.denominator]
        off = Decimal(0) if self.less is None else row[self.less]
        if top is None or off is None or bottom is None or bottom <= 0:
            return None
        return ratio(top - off, bottom, self.places if places is None else places)

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns it is made of."""
        return tuple(part for part in (self.numerator, self.less, self.denominator) if part)


@dataclass(frozen=True, slots=True)
class Metric:
    """A named question about the ledger, and the SQL that answers it."""

    name: str
    title: str
    about: str
    grain: str
    key: tuple[str, ...]
    """The columns that tell its rows apart; its ORDER BY names all of them."""

    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    rates: tuple[Rate, ...]
    sql: str


def parse_metric(text: str, name: str) -> Metric:
    """Read the header of a metric file.

    Raises:
        ValueError: A line of the header is missing or cannot be read; the message says which.
    """
    fields: dict[str, str] = {}
    params: list[Param] = []
    columns: list[Column] = []
    rates: list[Rate] = []
    for line in _header(text):
        head, _, about = line.removeprefix("--").partition(":")
        match head.split(), about.strip():
            case [key], str(words) if key in _FIELDS and words:
                fields[key] = words
            case ["param", called, kind], str(words) if kind.isupper() and words:
                params.append(Param(called, kind, words))
            case ["column", called, kind, *unit], str(words) if kind.isupper() and words:
                columns.append(Column(called, kind, " ".join(unit) or None, words))
            case ["rate", called, form], str(words) if form[:2] == "%." and form[2:].isdecimal():
                rates.append(_rate(called, int(form[2:]), words.replace("/", " / ").split()))
            case _:
                raise ValueError(f"第 {_number(text, line)} 行看不懂：{line}")
    if missing := [key for key in _FIELDS if key not in fields]:
        raise ValueError(f"缺少 {'、'.join(missing)}")
    keys = tuple(part.strip() for part in fields.pop("key").split(","))
    return Metric(
        name, **fields, key=keys, params=tuple(params), columns=tuple(columns),
        rates=tuple(rates), sql=text,
    )  # fmt: skip


def _rate(name: str, places: int, words: Sequence[str]) -> Rate:
    """Read ``numerator / denominator`` or ``numerator - less / denominator``."""
    match words:
        case [top, "/", bottom]:
            return Rate(name, places, top, bottom)
        case [top, "-", less, "/", bottom]:
            return Rate(name, places, top, bottom, less)
        case _:
            raise ValueError(f"{name} 要写成 分子 / 分母，或 分子 - 基数 / 分母")


def _header(text: str) -> Iterator[str]:
    """Yield the comment lines before the first line of SQL."""
    for line in text.splitlines():
        if not line.startswith("--"):
            return
        yield line.strip()


def _number(text: str, line: str) -> int:
    return text.splitlines().index(line) + 1
