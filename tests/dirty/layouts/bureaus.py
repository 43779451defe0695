"""Whole sheets of bureaus' systems: merged titles and groups, categories, two tables side by side."""

from tests.dirty import containers
from tests.dirty.layouts import Layout, lines, workbook
from tests.dirty.model import Page

_GROUPS = lines(
    """
平顶山市2022年1-11月招商引资目标完成情况表
||||||||||单位：亿元
类别|县区|实际到位内资||||||实际使用外资（万美元）||
||总额|||其中：省外资金|||||
||目标值|完成值|完成进度%|目标值|完成值|完成进度%|目标值|完成值|完成进度%
|合  计|230|200|87.0%|150|131.5|87.7%|500|410|82.0%
一类|叶  县|120|110.25|91.9%|80|75.5|94.4%|300|250|83.3%
|鲁山县|110|89.75|81.6%|70|56|80.0%|200|160|80.0%
""",
    "A1:K1 A3:A5 B3:B5 C3:H3 C4:E4 F4:H4 I3:K4 A7:A8",
)

GROUPS = Layout(
    "三层合并表头、其中、类别列、合计在上、文字百分数",
    "2022年11月目标完成情况.xlsx",
    workbook(_GROUPS),
    right=(
        ("410422", 202211, "dom_funds", "ytd", "1102500"),
        ("410422", 202211, "oos_funds", "ytd", "755000"),
        ("410422", 202211, "fdi_used", "ytd", "250"),
        ("410423", 202211, "dom_funds", "ytd", "897500"),
        ("410423", 202211, "oos_funds", "ytd", "560000"),
        ("410423", 202211, "fdi_used", "ytd", "160"),
    ),
)

_SIDE = lines(
    """
平顶山市2022年10月招商引资情况||||||
县区|省外资金（万元）|履约项目数||县区|省外资金（万元）|履约项目数
新华区|1200.5|3||叶县|3300|5
卫东区|900|2||郏县|—|1
""",
)

SIDE_BY_SIDE = Layout(
    "两张表并排，中间空一列",
    "并排.xlsx",
    workbook(_SIDE),
    right=(
        ("410402", 202210, "oos_funds", "ytd", "1200.5"),
        ("410402", 202210, "proj_perf", "ytd", "3"),
        ("410403", 202210, "oos_funds", "ytd", "900"),
        ("410403", 202210, "proj_perf", "ytd", "2"),
        ("410422", 202210, "oos_funds", "ytd", "3300"),
        ("410422", 202210, "proj_perf", "ytd", "5"),
        ("410425", 202210, "proj_perf", "ytd", "1"),
    ),
)

_MIXED = lines(
    """
2023年6月各县区引进省外资金情况
县区|实际到位省外资金(亿元，%)||
|累计|年度目标|完成比例
叶县|12.5|30|41.7
舞钢市|8|20|40
""",
    "A1:D1 A2:A3 B2:D2",
)

MIXED_UNITS = Layout(
    "一个表头里两个单位：（亿元，%）",
    "引进省外资金.xlsx",
    workbook(_MIXED),
    right=(
        ("410422", 202306, "oos_funds", "ytd", "125000"),
        ("410481", 202306, "oos_funds", "ytd", "80000"),
    ),
)

_PADDED = lines(
    """
县  区|产    业|实 际 利 用\\n外  资\\n（万美元）|省 外\\n资 金 [亿元]|实际进资(亿元)
宝 丰 县|化工|120|3.5|9
""",
)

PADDED = Layout(
    "表头加空格、换行，方括号单位，一列说不清是什么",
    "宝丰县2021年9月.xlsx",
    workbook(_PADDED),
    right=(
        ("410421", 202109, "fdi_used", "ytd", "120"),
        ("410421", 202109, "oos_funds", "ytd", "35000"),
    ),
    told=(("column-unknown", "E1"),),
)

SPREADSHEETML = Layout(
    "SpreadsheetML 冒充 xls",
    "目标完成情况202211.xls",
    containers.spreadsheetml([Page("表四", _GROUPS)]),
    right=GROUPS.right,
)

HTML = Layout(
    "网页冒充 xls",
    "目标完成情况202210.xls",
    containers.html([Page("", _SIDE)]),
    right=SIDE_BY_SIDE.right,
)

_CATEGORIES = lines(
    """
单位：万元
类别|单位|到位省外资金
一类县区|叶县|100
|宝丰县|200
|小计|300
二类县区|石龙区|50
|湛河区|60
|小计|110
总计||410
""",
    "A3:A5 A6:A8 A9:B9",
)

CATEGORIES = Layout(
    "类别合并、小计、总计",
    "各县区2024年5月.xlsx",
    workbook(_CATEGORIES),
    right=(
        ("410422", 202405, "oos_funds", "ytd", "100"),
        ("410421", 202405, "oos_funds", "ytd", "200"),
        ("410404", 202405, "oos_funds", "ytd", "50"),
        ("410411", 202405, "oos_funds", "ytd", "60"),
    ),
)

LAYOUTS = (GROUPS, SIDE_BY_SIDE, MIXED_UNITS, PADDED, SPREADSHEETML, HTML, CATEGORIES)
