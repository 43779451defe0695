"""Every way a number is written in a return."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.domain.vocabulary import shipped_vocabulary
from zhaoshang_cli.readers.cells.amount import Amount, AmountReader, Fault, digits

READER = AmountReader.of(shipped_vocabulary())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35000", "35000"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("零", "0"),
        ("１，２３４.５", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1，234，567", "1234567"),
        ("1．5", "1.5"),
        (" 1 234 ", "1234"),
        ("\u00a012\u3000", "12"),
        ("'123", "123"),
        ("+5", "5"),
        ("-3", "-3"),
        ("－12", "-12"),
        ("\u221212", "-12"),
        ("△3.2", "-3.2"),
        ("▲3.2", "-3.2"),
        ("（1,234.5）", "-1234.5"),
        ("(500)", "-500"),
        ("1.5e3", "1500"),
        ("1.2E+05", "120000"),
        ("三千二百", "3200"),
        ("十五", "15"),
        ("￥1,200", "1200"),
        ("1.000000000000000000", "1"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_a_number_is_read_in_the_columns_unit(text: str, value: str) -> None:
    assert READER.read(text) == Amount(Decimal(value))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.2亿元", "1.2", "亿元"),
        ("1.2 亿 元", "1.2", "亿元"),
        ("500万元", "500", "万元"),
        ("1,200万元", "1200", "万元"),
        ("3.5亿美元", "3.5", "亿美元"),
        ("3万美金", "3", "万美元"),
        ("12个", "12", "个"),
        ("3家", "3", "家"),
        ("￥1,200元", "1200", "元"),
        ("1.05亿", "105000000", ""),
        ("3200万", "32000000", ""),
        ("3千万", "30000000", ""),
        ("1亿2000万", "120000000", ""),
        ("三点五亿", "350000000", ""),
        ("一亿三千万", "130000000", ""),
        ("三千二百万元", "32000000", "元"),
        ("壹亿贰仟万元", "120000000", "元"),
        ("三千二百万美元", "32000000", "美元"),
    ],
)
def test_a_cells_own_unit_goes_with_its_number(text: str, value: str, unit: str) -> None:
    assert READER.read(text) == Amount(Decimal(value), unit)


@pytest.mark.parametrize("text", ["约500", "500余", "500多", "近500", "500左右", "500以上"])
def test_an_approximation_is_marked(text: str) -> None:
    assert READER.read(text) == Amount(Decimal(500), about=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "--",
        "—",
        "——",
        "－",
        "–",
        "/",
        "／",
        "\\",
        "无",
        "空",
        "…",
        "……",
        "暂无",
        "N/A",
        "\u200b",
        "未报",
    ],
)
def test_a_sign_for_nothing_is_not_zero(text: str) -> None:
    assert READER.read(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23", "amount-unreadable"),
        ("12,34,567", "amount-unreadable"),
        ("1.2.3", "amount-unreadable"),
        ("12o0", "amount-unreadable"),
        ("12.", "amount-unreadable"),
        ("NaN", "amount-unreadable"),
        ("inf", "amount-unreadable"),
        ("1_000", "amount-unreadable"),
        ("²", "amount-unreadable"),
        ("٣", "amount-unreadable"),
        ("①", "amount-unreadable"),
        ("12\n34", "amount-unreadable"),
        ("5+3", "amount-unreadable"),
        ("=A1+B1", "amount-unreadable"),
        ("一万二", "amount-unreadable"),
        ("两个", "amount-unreadable"),
        ("万", "amount-unreadable"),
        ("约", "amount-unreadable"),
        ("2000万1亿", "amount-unreadable"),
        ("9" * 101, "amount-unreadable"),
        ("2022-11-30", "amount-unreadable"),
        ("1234567890123456", "too-many-digits"),
        ("12.5%", "percent-in-amount"),
        ("１２．５％", "percent-in-amount"),
        ("#REF!", "cell-error"),
        ("#DIV/0!", "cell-error"),
        ("#N/A", "cell-error"),
        ("########", "cell-error"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_never_nothing(text: str, code: str) -> None:
    found = READER.read(text)

    assert isinstance(found, Fault)
    assert found.code == code


AMOUNTS = st.decimals(
    min_value=Decimal(-999999999999), max_value=Decimal(999999999999), places=3, allow_nan=False
)


@given(AMOUNTS)
def test_a_number_reads_as_itself_however_it_is_dressed(value: Decimal) -> None:
    plainly, apart = f"{value}", f"{value:,}"
    full_width = apart.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))

    readings = [READER.read(text) for text in (plainly, apart, full_width, f" {plainly}\u3000")]

    assert readings == [Amount(value)] * 4


@given(st.integers(0, 10**8 - 1))
def test_a_number_in_wan_is_ten_thousand_times_as_many_yuan(value: int) -> None:
    assert READER.read(f"{value}万") == Amount(Decimal(value) * 10000, "")
    assert READER.read(f"{value}万元") == Amount(Decimal(value), "万元")


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    found = READER.read(text)

    assert found is None or isinstance(found, Amount | Fault)
    assert not isinstance(found, Amount) or found.value.is_finite()


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两点壹贰叁0123456789.,约余", max_size=12))
def test_no_chinese_number_makes_the_reader_stumble(text: str) -> None:
    assert not isinstance(READER.read(text), str)


def test_zeros_at_either_end_are_no_significant_digits() -> None:
    assert digits(Decimal("0012.500")) == 3
