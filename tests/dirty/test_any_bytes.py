"""Whatever arrives, the answer is a reading or an error with a code, and soon."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.dirty.generator import variant
from tests.dirty.score import context
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.books import Rejected, read_book_bytes
from zhaoshang_cli.readers.understand import understand

SOON = timedelta(seconds=2)
TOKENS = st.sampled_from(
    [
        "县区", "叶县", "合计", "省外资金（万元）", "本年累计", "本月", "2022年11月", "1-11月", "单位：万元", "指标", "数值",
        "其中：", "1,234", "１２", "△3", "-", "85%", "#REF!", "填报人：", "注：", " ", "", "口径", "计量单位", "目标值", "同比%",
        "全市", "小计", "12万", "三千二百万", "410422", "2022", "11月", "附件", "\"", "\n", ",", "\t", "一、", "约500",
    ]
)  # fmt: skip
CELLS = st.lists(st.lists(TOKENS, min_size=1, max_size=8), min_size=1, max_size=14)


def outcome(data: bytes, name: str = "叶县2022年11月.csv") -> Reading | ZsError:
    book = read_book_bytes(name, data)
    if isinstance(book, Rejected):
        return book.error
    try:
        return understand(book, context("410400"))
    except ZsError as error:
        return error


@settings(max_examples=150, deadline=SOON, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=3000))
def test_any_bytes_give_a_reading_or_an_error(data: bytes) -> None:
    assert isinstance(outcome(data), Reading | ZsError)


@settings(max_examples=300, deadline=SOON, suppress_health_check=[HealthCheck.too_slow])
@given(rows=CELLS)
def test_any_arrangement_of_the_words_of_a_sheet_gives_a_reading_or_an_error(
    rows: list[list[str]],
) -> None:
    text = "\n".join(",".join(row) for row in rows)

    assert isinstance(outcome(text.encode()), Reading | ZsError)


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_damaged_files_give_a_reading_or_an_error(start: int) -> None:
    for number in range(start, start + 40):
        sheet, dice = variant(number), Random(number)  # noqa: S311
        damaged = bytearray(sheet.data)
        for _ in range(dice.randint(1, 12)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        cut = bytes(damaged[: dice.randint(1, len(damaged))])

        assert isinstance(outcome(bytes(damaged), sheet.name), Reading | ZsError)
        assert isinstance(outcome(cut, sheet.name), Reading | ZsError)
