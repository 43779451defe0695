"""Small files with one fault each, for trying out findings; no part of the normal run."""

from collections.abc import Mapping

from .figures import Return
from .numbers import plain
from .periods import LAST, Period
from .sheets import Book, Parcel, text_bytes

HEADER = ("地区", "月份", "实际到位省外资金本年累计（万元）", "实际使用外资本年累计（万美元）")
NEXT = LAST.next
FOLDER = "faulty"


def faulty_parcels(returns: Mapping[tuple[str, Period], Return]) -> list[Parcel]:
    """Write them all; but for the blank one they speak of a month nobody has reported."""
    ye, lu, bao = (returns[code, LAST] for code in ("410422", "410423", "410421"))
    grown = plain(bao.oos_ytd + 5200000)
    return [
        _text(
            "合计不符",
            *(_row(who, NEXT, oos, "1100") for who, oos in (("宝丰县", grown), ("合计", "1"))),
        ),
        _text("数字看不懂", _row("郏县", NEXT, "约61万")),
        _text("地区不认识", _row("光明区", NEXT, "36500")),
        _text("与上月相同", _row("叶县", NEXT, plain(ye.oos_ytd), plain(ye.fdi_ytd))),
        _text("空格盖数", _row("鲁山县", LAST, "", plain(lu.fdi_ytd))),
        _text("看不出月份", ["舞钢市", "", "640000", "600"]),
        Parcel(f"{FOLDER}/其实是PDF.csv", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"),
        Parcel(f"{FOLDER}/单元格报错.xlsx", _error_cell()),
    ]


def _text(name: str, *rows: list[str]) -> Parcel:
    return Parcel(f"{FOLDER}/{name}.csv", text_bytes([HEADER, *rows]))


def _row(name: str, period: Period, oos: str, fdi: str = "900") -> list[str]:
    return [name, period.chinese, oos, fdi]


def _error_cell() -> bytes:
    """A formula that came to nothing, beside a value that did."""
    book = Book()
    page = book.sheet("Sheet1").row(0, HEADER).row(1, ["新华区", NEXT.chinese])
    page.sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    page.row(1, [160], first=3)
    return book.content()
