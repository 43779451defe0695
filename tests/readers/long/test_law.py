"""A text read in blocks of a few rows gives what it gives when it is read whole, cell for cell."""

from decimal import Decimal

from hypothesis import given, settings, strategies as st

from tests.dirty.generator import variant
from tests.dirty.score import context
from tests.readers.long.making import FEW, Compared, compared
from tests.readers.understanding.making import CONTEXT
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind, Reading
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.long.survey import Measures

ONE_TABLE = {"wide", "long", "single", "matrix", "months", "groups", "aims", "province"}


def dirty(number: int, measures: Measures = FEW) -> Compared | None:
    sheet = variant(number)
    if not sheet.name.endswith(".csv"):
        return None
    return compared(sheet.name, sheet.data, context(sheet.city.tree.own.code), measures=measures)


def test_dirty_sheets_are_read_alike_whole_and_in_blocks() -> None:
    found = {number: one for number in range(240) if (one := dirty(number)) is not None}

    assert {number: one.differences() for number, one in found.items() if one.differences()} == {}
    refused = [variant(number).description[0] for number, one in found.items() if one.refused]
    assert ONE_TABLE.isdisjoint(refused)
    assert len(found) - len(refused) > 60


def mostly(usual: str, rare: str) -> st.SearchStrategy[str]:
    """Draw a usual text most of the time."""
    return st.one_of(*[st.sampled_from(usual.split("|"))] * 9, st.sampled_from(rare.split("|")))


REGIONS = mostly("东城区|河口县|白石县|高新区", "|西城县|全市|合计|小计|注：初步数|海平市")
PERIODS = mostly("2022-11|2022-10|202209", "2022年10月||11月|待定")
INDICATORS = mostly("省外资金|实际利用外资", "其中：服务业||天气|省外资金合同额（亿元）")
BASES = mostly("本年累计|本月", "|去年")
AMOUNTS = mostly("0|1|2|3|40|500.5", "1,234.5||—|约500|12%|五千|-3|1.2.3|0.0000001|7890万元")
UNITS = mostly("", "万元|亿元|万美元|个")
LINES = st.lists(
    st.sampled_from(
        ("", "单位：万元、万美元", "填报单位：河口县", "填报人：张三", "审核人：", "招商引资月报")
    ),
    max_size=3,
)
DECISIONS = st.builds(
    Decisions,
    kind=st.sampled_from((None, None, Kind.RETURNS)),
    period=st.sampled_from((None, None, Period(2022, 11))),
    unit=st.sampled_from((None, None, "亿元、万美元")),
)
SIZES = st.sampled_from(
    (FEW, Measures(head=6, tail=1, block=2), Measures(head=9, tail=8, block=16))
)

ROW = st.tuples(REGIONS, PERIODS, INDICATORS, BASES, AMOUNTS, UNITS)
WIDE = st.tuples(REGIONS, PERIODS, AMOUNTS, AMOUNTS, AMOUNTS)


def table(heading: str, rows: list[tuple[str, ...]], above: list[str], below: list[str]) -> bytes:
    """Write a table between lines, every cell in quotation marks."""
    lines = [",".join(f'"{cell}"' for cell in row) for row in (heading.split("|"), *rows)]
    return "\n".join([*above, *lines, *below]).encode()


@settings(max_examples=300, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=60), LINES, LINES, DECISIONS, SIZES)
def test_a_long_table_is_read_alike_whole_and_in_blocks(
    rows: list[tuple[str, ...]],
    above: list[str],
    below: list[str],
    decisions: Decisions,
    sizes: Measures,
) -> None:
    data = table("县区|月份|指标|口径|数值|单位", rows, above, below)

    found = compared("报表.csv", data, CONTEXT, decisions, sizes)

    assert found.differences() == []


@settings(max_examples=300, deadline=None)
@given(st.lists(WIDE, min_size=1, max_size=60), LINES, LINES, DECISIONS, SIZES)
def test_a_wide_table_is_read_alike_whole_and_in_blocks(
    rows: list[tuple[str, ...]],
    above: list[str],
    below: list[str],
    decisions: Decisions,
    sizes: Measures,
) -> None:
    heading = "县区|月份|省外资金（万元）|本月省外资金|实际利用外资（万美元）"
    data = table(heading, rows, above, below)

    found = compared("报表.csv", data, CONTEXT, decisions, sizes)

    assert found.differences() == []


def test_sums_are_compared_with_rows_of_other_blocks() -> None:
    regions = ("东城区", "河口县", "白石县", "高新区")
    rows = [
        f"{region},2022-{month:02},{month * 10 + at}"
        for month in range(1, 13)
        for at, region in enumerate(regions)
    ]
    wrong = sum(month * 10 + at for month in range(1, 13) for at in range(4)) + 1
    text = "\n".join(["县区,月份,本月省外资金（万元）", *rows, f"合计,,{wrong}"])

    found = compared("报表.csv", text.encode(), CONTEXT)

    assert found.differences() == []
    assert isinstance(found.blocks, Reading)
    (told,) = found.blocks.findings
    assert told.code == "total-differs"
    assert told.place.cell == "C50"
    assert f"各行相加是{Decimal(wrong) - 1}万元" in told.message
