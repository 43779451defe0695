"""No cell is silently dropped: loaded, quarantined, blank, checked and left out are the whole."""

from hypothesis import given, settings, strategies as st

from tests.readers.understanding.making import CONTEXT, book, sheet, tables
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.understand import understand

HEADINGS = (
    "实际到位省外资金本月（万元）", "实际到位省外资金（万元）", "实际使用外资（万元）", "合同省外资金年度目标（亿元）",
    "完成进度%", "上年同期", "新签约项目数", "省外资金本月累计",
)  # fmt: skip
LABELS = (
    "东城区",
    "河口县",
    "合计",
    "全市",
    "光明区",
    "其中：高新区",
    "海平市",
    "注：快报",
    "临江市",
    "高新区",
    "",
)
CELLS = (
    "1", "1,234.5", "0", "", "-", "—", "坏", "12.5%", "1.05亿", "三千二百万", "约5", "#REF!", " ", "2.5",
    "1234567890123456", "（3）", "12\n3", "无",
)  # fmt: skip
ROWS = st.lists(
    st.tuples(st.sampled_from(LABELS), st.lists(st.sampled_from(CELLS), min_size=8, max_size=8)),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_every_cell_with_text_ends_in_exactly_one_outcome(
    rows: list[tuple[str, list[str]]],
) -> None:
    table = [
        ["2022年11月"],
        ["县区", *HEADINGS],
        ["白石县", *["1"] * 8],
        *([label, *cells] for label, cells in rows),
    ]
    whole = sum(bool(cell.strip()) for row in table[2:] for cell in row[1:])

    try:
        reading = understand(book(sheet(table)), CONTEXT)
    except ZsError as error:
        assert error.code == "reading-ambiguous"  # noqa: PT017
        return

    counts = tables(reading.layout)[0]["cells"]
    assert isinstance(counts, dict)
    assert sum(counts.values()) == whole
    assert counts["loaded"] == len(reading.observations) + len(reading.targets)
    told = any(one.severity is Severity.ERROR for one in reading.findings)
    assert bool(counts["quarantined"]) == told


@settings(deadline=None)
@given(ROWS)
def test_the_same_sheet_is_read_the_same_twice(rows: list[tuple[str, list[str]]]) -> None:
    table = [["2022年11月"], ["县区", *HEADINGS], *([label, *cells] for label, cells in rows)]

    assert _outcome(table) == _outcome(table)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=6))
def test_no_sheet_makes_the_reader_stumble(rows: list[list[str]]) -> None:
    _outcome([["2022年11月"], ["县区", *HEADINGS[:2]], ["白石县", "1", "2"], *rows])
    _outcome(rows)


def _outcome(rows: list[list[str]]) -> object:
    try:
        return understand(book(sheet(rows)), CONTEXT)
    except ZsError as error:
        return error.code, error.message
