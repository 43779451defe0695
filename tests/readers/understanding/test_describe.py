"""What ``zs inspect`` is told of how a file was understood."""

import json

from tests.readers.understanding.making import read, tables


def test_a_layout_says_where_everything_was_found() -> None:
    reading = read(
        """
        河口县2022年1-11月情况表||||
        ||||单位：亿元
        县区|实际到位省外资金|实际使用外资（万美元）|到位额|备注
        河口县|1|2|3|好
        合计|1|2|3|
        注：快报数。||||
        """
    )

    table = tables(reading.layout)[0]
    assert {
        name: table[name] for name in ("kind", "orientation", "header_rows", "rows", "unit")
    } == {
        "kind": "returns",
        "orientation": "wide",
        "header_rows": [3],
        "rows": [4, 6],
        "unit": {"units": ["亿元"], "cell": "E2"},
    }
    assert table["period"] == {
        "year": 2022,
        "month": 11,
        "from": [{"what": "标题", "text": "河口县2022年1-11月情况表", "cell": "A1"}],
    }
    assert table["left_out"] == [
        {"row": 5, "label": "合计", "why": "合计"},
        {"row": 6, "label": "注：快报数。", "why": "注"},
    ]
    assert table["cells"] == {
        "loaded": 2, "quarantined": 1, "blank": 0, "checked": 3, "left_out": 0,
    }  # fmt: skip


def test_a_layout_says_what_every_column_was_taken_for() -> None:
    reading = read(
        "2022年11月||||\n县区|省外资金本月（亿元）|到位资金额|序号|同比%\n河口县|1|2|3|4"
    )

    columns = tables(reading.layout)[0]["columns"]

    assert isinstance(columns, list)
    assert [list(column.values())[:7] for column in columns] == [
        ["A", "县区", "region", None, None, None, None],
        ["B", "省外资金本月（亿元）", "value", "oos_funds", "month", "亿元", "synonym"],
        ["C", "到位资金额", "unknown", None, None, None, "suggested"],
        ["D", "序号", "serial", None, None, None, None],
        ["E", "同比%", "growth", "oos_funds", None, None, "title"],
    ]
    assert columns[2]["suggestions"][0] == "实际到位省外资金"


def test_a_layout_is_plain_json() -> None:
    reading = read("2022年11月|\n县区|省外资金（万元）\n河口县|1")

    assert json.loads(json.dumps(reading.layout)) == reading.layout
