"""The spans that titles, names of files and headings speak of."""

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.readers.cells.dates import Span, cut_spans, spans_in


@pytest.mark.parametrize(
    ("text", "year", "month", "upto"),
    [
        ("河口县2022年1-11月情况表", 2022, 11, True),
        ("2022年1—11月份", 2022, 11, True),
        ("2022年1至11月", 2022, 11, True),
        ("2022年一至十一月", 2022, 11, True),
        ("2022年前11个月", 2022, 11, True),
        ("2022年度1-11月", 2022, 11, True),
        ("2022.1-11月", 2022, 11, True),
        ("2022年11月", 2022, 11, False),
        ("22年11月", 2022, 11, False),
        ("二〇二二年十一月", 2022, 11, False),
        ("二○二二年十一月", 2022, 11, False),
        ("202211", 2022, 11, False),
        ("202211河口县", 2022, 11, False),
        ("2022-11（更正）", 2022, 11, False),
        ("报表2022.11", 2022, 11, False),
        ("2022_11", 2022, 11, False),
        ("截至2022年11月底", 2022, 11, False),
        ("截至2022年11月30日", 2022, 11, False),
        ("2022年上半年", 2022, 6, True),
        ("2022年一季度", 2022, 3, True),
        ("2022年前三季度", 2022, 9, True),
        ("2022年全年", 2022, 12, True),
        ("1—11月份", None, 11, True),
        ("11月", None, 11, False),
        ("上半年", None, 6, True),
        ("2022年", 2022, None, False),
        ("2021年各月", 2021, None, False),
        ("１－１１月", None, 11, True),
    ],
)
def test_a_span_is_found(text: str, year: int | None, month: int | None, *, upto: bool) -> None:
    assert spans_in(text) == (Span(year, month, upto),)


@pytest.mark.parametrize(
    "text",
    [
        "填报日期：2022年12月5日",
        "2022-12-05",
        "2022.12.5",
        "20221205河口县",
        "12月5日报送",
        "Sheet1",
        "表1-2",
        "附件3",
        "5000万元以上",
        "一、二产业",
        "13月",
        "202213",
    ],
)
def test_a_day_or_a_number_is_no_span(text: str) -> None:
    assert spans_in(text) == ()


def test_several_spans_stand_in_their_order() -> None:
    assert spans_in("2022年11月与2021年11月") == (Span(2022, 11), Span(2021, 11))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1-11月实际到位省外资金", "实际到位省外资金"),
        ("2022年1-11月累计", "累计"),
        ("11月", ""),
        ("500强项目", "500强项目"),
        ("5000万元以上项目", "5000万元以上项目"),
    ],
)
def test_a_heading_loses_its_span(text: str, rest: str) -> None:
    assert cut_spans(text)[1] == rest


@given(st.integers(1990, 2099), st.integers(1, 12))
def test_every_month_is_found_in_every_spelling(year: int, month: int) -> None:
    texts = (f"{year}年{month}月", f"{year}{month:02}", f"{year}-{month:02}", f"{year}.{month:02}")

    assert {spans_in(text) for text in texts} == {(Span(year, month),)}


@given(st.text(max_size=40))
def test_no_text_makes_the_search_stumble(text: str) -> None:
    for span in spans_in(text):
        assert span.month is None or 1 <= span.month <= 12
