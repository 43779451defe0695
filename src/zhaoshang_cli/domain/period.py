"""The span a return is for: from January to the end of a month, written ``2022-11``."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_MONTHS_OF_NAME = {
    "一季度": 3, "1季度": 3, "第一季度": 3, "上半年": 6, "半年": 6, "二季度": 6, "前三季度": 9,
    "三季度": 9, "全年": 12, "年度": 12, "四季度": 12,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DASH = r"[-—–－~～至到]"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])",
        rf"{_YEAR}[-./]{_MONTH}(?:[-./][0-9]{{1,2}}(?:T?00:00(?::00)?)?)?",
        rf"{_YEAR}年{_MONTH}(?:月份?)?(?:[0-9]{{1,2}}日)?",
        rf"{_YEAR}年?0?1月?份?{_DASH}{_MONTH}月份?(?:累计)?",
        rf"{_YEAR}年?前{_MONTH}个?月",
        rf"{_YEAR}年?(?P<name>{'|'.join(_MONTHS_OF_NAME)})",
    )
)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(32874, 54789)  # 1990-01-01 … 2049-12-31


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The year to date, ending with ``month``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        date(self.year, self.month, 1)  # raises ValueError for a month that is not in the calendar

    @classmethod
    def parse(cls, text: str, *, year: int | None = None) -> Self:
        """Read a period in any spelling counties use.

        ``2022-11``, ``2022年11月``, ``202211``, ``2022.11``, ``2022年1-11月``, ``2022年上半年`` and an
        Excel serial date. ``1-11月``, ``11月`` and ``上半年`` need ``year``.

        Raises:
            ValueError: The text is not a period, or needs a year.
        """
        squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        if re.fullmatch(r"[0-9]{5}", squeezed) and int(squeezed) in _EXCEL_SERIALS:
            day = _EXCEL_EPOCH + timedelta(days=int(squeezed))
            return cls(day.year, day.month)
        for candidate in (squeezed, f"{year}年{squeezed}" if year else squeezed):
            for form in _FORMS:
                if match := form.fullmatch(candidate):
                    named = match.groupdict().get("name")
                    month = _MONTHS_OF_NAME[named] if named else int(match["month"])
                    return cls(int(match["year"]), month)
        raise ValueError(f"看不出“{text}”是哪个月")

    @classmethod
    def from_number(cls, number: int) -> Self:
        """Return the period stored as ``202211``."""
        return cls(number // 100, number % 100)

    @property
    def number(self) -> int:
        """The form the ledger keeps: ``202211``."""
        return self.year * 100 + self.month

    @property
    def last_day(self) -> date:
        """The day the span ends."""
        return self.after(1).first_day - timedelta(days=1)

    @property
    def first_day(self) -> date:
        """The first day of its last month."""
        return date(self.year, self.month, 1)

    @property
    def a_year_ago(self) -> Self:
        """The same span of the year before."""
        return type(self)(self.year - 1, self.month)

    def after(self, months: int) -> Self:
        """Return the period that ends ``months`` later, or earlier if negative."""
        index = self.year * 12 + self.month - 1 + months
        return type(self)(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"
