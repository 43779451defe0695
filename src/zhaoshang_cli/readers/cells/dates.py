"""The span that a title, a heading or a file's name speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from zhaoshang_cli.readers.cells.text import plain

_CHINESE_DIGITS = str.maketrans("\u3007○零o一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"[二一][\u3007○零o0一二三四五六七八九]{3}(?=年)")
_CHINESE_MONTH = re.compile(
    r"(十[一二]?|[一二三四五六七八九])(?=(?:个?月|[-—–~～至到](?:十|[一二三四五六七八九])))"
)
_DASH = r"[-—–－~～至到]"
_NEW_YEAR = re.compile(
    r"(?<![0-9万亿千百十美欧日港])元(?=月|[-—–~～至到](?:十|[0-9一二三四五六七八九]))"
)
"""元月 is January: 元-11月, 元至十一月."""

_MONTH = r"(?:0?[1-9]|1[0-2])(?![0-9])"
_SPANS = {
    "第一季度": 3, "一季度": 3, "1季度": 3, "上半年": 6, "前三季度": 9, "全年": 12, "1-4季度": 12,
    "二季度": 6, "2季度": 6, "三季度": 9, "3季度": 9, "四季度": 12, "4季度": 12,
}  # fmt: skip
_YEAR = r"(?<![0-9])(?:(?P<year>(?:19|20)[0-9]{2})|(?P<short>[0-9]{2})(?=年))"
_DAY = re.compile(
    r"(?P<until>截至|截止到?|至)?(?:(?<![0-9])(?:19|20)[0-9]{2}年)?(?<![0-9])[0-9]{1,2}月[0-9]{1,2}日"
    r"|(?P<til>截至|截止到?|至)?(?<![0-9])(?:19|20)[0-9]{2}(?:-[0-9]{1,2}-[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9月])"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?:年度?|[./])?0?1月?份?{_DASH}(?P<upto>{_MONTH})月份?",
        rf"{_YEAR}年?前(?P<upto>{_MONTH})个?月",
        rf"{_YEAR}年度?(?P<named>{'|'.join(_SPANS)})",
        rf"{_YEAR}年(?P<month>{_MONTH})月",
        rf"{_YEAR}[-._/]?(?P<month>0[1-9]|1[0-2])(?![0-9])",
        rf"{_YEAR}[-._/](?P<month>{_MONTH})月?",
        rf"(?<![0-9.])0?1月?份?{_DASH}(?P<upto>{_MONTH})月份?",
        rf"(?<!同期)前(?P<upto>{_MONTH})个月",
        rf"(?<![0-9.])(?P<month>{_MONTH})月",
        rf"(?P<named>{'|'.join(_SPANS)})",
        rf"{_YEAR}(?:年|(?![0-9]))",
    )
)


_GONE = "\x00"
_AROUND = re.compile(rf"(?:截至|截止到?|自?年初(?:至|到)|至)?{_GONE}月?份?(?:底|末|止)?")
"""What belongs to a span in a heading: 截至11月底累计, 11月份完成."""


@dataclass(frozen=True, slots=True)
class Span:
    """What a text says of time: a year, a month, or both; ``upto`` when it starts in January."""

    year: int | None
    month: int | None
    upto: bool = False

    @property
    def number(self) -> int | None:
        """``202211`` where both are said."""
        if self.year is None or self.month is None:
            return None
        return self.year * 100 + self.month


@lru_cache(maxsize=16384)
def spans_in(text: str) -> tuple[Span, ...]:
    """Find the spans that a text names, without the dates of days.

    >>> spans_in("叶县2022年1-11月情况表"), spans_in("二〇二二年十一月")
    ((Span(year=2022, month=11, upto=True),), (Span(year=2022, month=11, upto=False),))
    >>> spans_in("填报于2022年12月5日"), spans_in("截至2022年11月30日")
    ((), (Span(year=2022, month=11, upto=False),))
    """
    rest = _until(_digits(plain(text)))
    found: list[tuple[int, Span]] = []
    for form in _FORMS:
        found.extend((match.start(), _span(match)) for match in form.finditer(rest))
        rest = form.sub(lambda match: " " * len(match[0]), rest)
    return tuple(dict.fromkeys(span for _, span in sorted(found, key=lambda entry: entry[0])))


def cut_spans(text: str) -> tuple[tuple[Span, ...], str]:
    """Split a heading, made plain before, into its spans and what is left of it."""
    if not any(sign in text for sign in "年月季半0123456789"):
        return (), text
    spans = spans_in(text)
    rest = _until(_digits(text), others="\\g<0>")
    for form in _FORMS:
        rest = form.sub(_GONE, rest)
    return spans, _AROUND.sub("", rest) if spans else text


def _digits(text: str) -> str:
    """Write years and months in Chinese characters as digits."""
    text = _NEW_YEAR.sub("1", text)
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS), text)
    return _CHINESE_MONTH.sub(lambda match: str(_month(match[0])), text)


def _month(text: str) -> int:
    if text.startswith("十"):
        return 10 + (int(text[1:].translate(_CHINESE_DIGITS)) if text[1:] else 0)
    return int(text.translate(_CHINESE_DIGITS))


def _until(text: str, others: str = " ") -> str:
    """Keep the month of 截至2022年11月30日, and of other dates what ``others`` says."""

    def month_only(match: re.Match[str]) -> str:
        if not (match["until"] or match["til"]):
            return match.expand(others)
        numbers = re.findall(r"[0-9]+", match[0])
        if len(numbers) == 1:
            return match.expand(others)  # 20221130 may be any day's date
        return f"{numbers[0]}年{numbers[1]}月" if len(numbers[0]) > 2 else f"{numbers[0]}月"  # noqa: PLR2004

    return _DAY.sub(month_only, text)


def _span(match: re.Match[str]) -> Span:
    groups = match.groupdict()
    year = groups.get("year") or (f"20{groups['short']}" if groups.get("short") else None)
    named, upto = groups.get("named"), groups.get("upto")
    month = _SPANS[named] if named else upto or groups.get("month")
    return Span(
        None if year is None else int(year),
        None if month is None else int(month),
        bool(named or upto),
    )
