"""Whatever arrives, the answer is a reading or an error with a code, and soon."""

from datetime import timedelta
from random import Random
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.dirty.damage import damaged
from tests.dirty.generator import variant
from tests.dirty.judging import context
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.archive import sources_in
from zhaoshang_cli.readers.files.books import Rejected, Source, read_book
from zhaoshang_cli.readers.understand import understand

SOON = timedelta(seconds=2)
LONGEST = 10.0
"""Seconds that a damaged file may take: one far cell makes a sheet of 200,000 empty rows."""
TOKENS = st.sampled_from(
    [
        "县区", "叶县", "合计", "省外资金（万元）", "本年累计", "本月", "2022年11月", "1-11月", "单位：万元", "指标", "数值",
        "其中：", "1,234", "１２", "△3", "-", "85%", "#REF!", "填报人：", "注：", " ", "", "口径", "计量单位", "目标值", "同比%",
        "全市", "小计", "12万", "三千二百万", "410422", "2022", "11月", "附件", "\"", "\n", ",", "\t", "一、", "约500",
    ]
)  # fmt: skip
CELLS = st.lists(st.lists(TOKENS, min_size=1, max_size=8), min_size=1, max_size=14)


def outcomes(data: bytes, name: str = "叶县2022年11月.csv") -> list[Reading | ZsError]:
    """Read a file, or every file of an archive."""
    return [_outcome(source) for source in sources_in(Source.of(name, data))]


def _outcome(source: Source | Rejected) -> Reading | ZsError:
    book = source if isinstance(source, Rejected) else read_book(source)
    if isinstance(book, Rejected):
        return book.error
    try:
        return understand(book, context("410400"))
    except ZsError as error:
        return error


@settings(max_examples=150, deadline=SOON, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=3000))
def test_any_bytes_give_a_reading_or_an_error(data: bytes) -> None:
    assert outcomes(data)


@settings(max_examples=300, deadline=SOON, suppress_health_check=[HealthCheck.too_slow])
@given(rows=CELLS)
def test_any_arrangement_of_the_words_of_a_sheet_gives_a_reading_or_an_error(
    rows: list[list[str]],
) -> None:
    text = "\n".join(",".join(row) for row in rows)

    assert outcomes(text.encode())


@pytest.mark.parametrize("start", range(0, 600, 50))
def test_damaged_files_of_every_sort_give_a_reading_or_an_error_soon(start: int) -> None:
    for number in range(start, start + 50):
        sheet, dice = variant(number), Random(f"damage {number}")  # noqa: S311
        began = perf_counter()

        assert outcomes(damaged(sheet.data, dice), sheet.name), number
        assert perf_counter() - began < LONGEST, number


def test_every_sort_of_file_is_damaged() -> None:
    kinds = {variant(number).description[1] for number in range(600)}
    packed = {variant(number).name for number in range(600)}

    assert kinds == {"csv", "xlsx", "xml", "html", "xls", "ods"}
    assert any(name.endswith(".zip") for name in packed)
