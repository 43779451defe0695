"""Files that hold more than one county's month: the city's collation and a county's recap."""

from collections.abc import Mapping, Sequence

from .figures import Return
from .houses_text import XINHUA_HEADER, xinhua_row
from .numbers import exact
from .periods import Period
from .regions import CITY_NAME, COUNTIES
from .sheets import Book, Cell, Parcel, text_bytes

COLLATED = Period(2022, 6)
RECAP_YEAR = 2021
RECAP_COUNTY = "410402"


def collation(returns: Mapping[tuple[str, Period], Return]) -> Parcel:
    """All counties on one sheet, 合计 on top, as the city puts them together."""
    sent = [returns[county.code, COLLATED] for county in COUNTIES]
    book = Book()
    page = book.sheet("汇总")
    page.merge("A1:F1", f"{CITY_NAME}{COLLATED.span}招商引资情况汇总表", title=True)
    header = ["县（市、区）", "实际到位省外资金累计（万元）", "合同省外资金累计（万元）"]
    header += ["实际使用外资累计（万美元）", "新签约项目数（个）"]
    page.row(1, ["序号", *header])
    page.row(2, [None, "合  计", *_sums(sent)])
    for at, one in enumerate(sent, 1):
        page.row(at + 2, [at, one.county.name, *_values(one)])
    name = f"全市汇总表{COLLATED.chinese}.xlsx"
    return Parcel(f"returns/{COLLATED}/{name}", book.content(), COLLATED.day_after(6))


def recap(returns: Mapping[tuple[str, Period], Return]) -> Parcel:
    """One county's whole year once more, sent with the next January."""
    months = [Period(RECAP_YEAR, month) for month in range(1, 13)]
    rows = [list(XINHUA_HEADER), *(xinhua_row(returns[RECAP_COUNTY, month]) for month in months)]
    folder = months[-1].next
    path = f"returns/{folder}/新华区{RECAP_YEAR}年各月.csv"
    return Parcel(path, text_bytes(rows), folder.day_after(4))


def _values(one: Return) -> list[Cell]:
    money = (one.oos_ytd, one.contract_ytd, one.fdi_ytd)
    return [*(exact(amount) for amount in money), one.signed]


def _sums(sent: Sequence[Return]) -> list[Cell]:
    money = (
        sum(one.oos_ytd for one in sent),
        sum(one.contract_ytd for one in sent),
        sum(one.fdi_ytd for one in sent),
    )
    return [*(exact(amount) for amount in money), sum(one.signed for one in sent)]
