"""Forms and lists described one by one: project lists, park forms, bulletins, mixed currencies."""

from tests.dirty.layouts import Layout, lines, workbook

LIST = Layout(
    "项目清单：不是月报，一个数也不能当月报收",
    "叶县项目清单2026年9月.xlsx",
    workbook(
        lines(
            """
项目名称|投资金额(亿元)|到资金额(亿元)|当年到位资金情况(亿元)|是否FDI|签约审核通过时间
尼龙切片项目|12|3|1.5|否|2026-9-2
光伏支架项目|5|-|-|是|46267.5
""",
        )
    ),
    refused="*",
)

PARK = Layout(
    "园区报表：全部按万元，连境外资金也是",
    "高新区2022年8月园区报表.xlsx",
    workbook(
        lines(
            """
高新区2022年8月招商统计
指标|金额（万元）
招商签约资金|50000
亿元以上项目资金|30000
千万美元以上项目资金|7000
招商实际到位资金|21000
省外资金|18000
境外资金|640
""",
        )
    ),
    right=(("410471", 202208, "oos_funds", "ytd", "18000"),),
    told=tuple(("indicator-unknown", f"A{row}") for row in (3, 4, 5, 6, 8)),
)

_TOWN = """
2020年2月招商引资汇总表|||||
填报日期：2020.03.05|||||
县区|项目情况|||资金情况|
|签约项目|其中||引进资金|
||履约项目数|开工项目数|省外资金（万元）|市外资金（万元）
叶县|4|2|1|1500|2600
郏县|3|3|2|800|900
"""

TOWN = Layout(
    "三层表头，填报日期不是月份",
    "汇总表.xlsx",
    workbook(lines(_TOWN, "A1:F1 A3:A5 B3:D3 B4:B5 C4:D4 E3:F3 E4:F4")),
    right=(
        ("410422", 202002, "proj_signed", "ytd", "4"),
        ("410422", 202002, "proj_perf", "ytd", "2"),
        ("410422", 202002, "proj_started", "ytd", "1"),
        ("410422", 202002, "oos_funds", "ytd", "1500"),
        ("410422", 202002, "ooc_funds", "ytd", "2600"),
        ("410425", 202002, "proj_signed", "ytd", "3"),
        ("410425", 202002, "proj_perf", "ytd", "3"),
        ("410425", 202002, "proj_started", "ytd", "2"),
        ("410425", 202002, "oos_funds", "ytd", "800"),
        ("410425", 202002, "ooc_funds", "ytd", "900"),
    ),
)

TOWN_WITHOUT_MONTH = Layout(
    "只有填报日期，没有月份：不能把填报日期当月份",
    "汇总表.xlsx",
    workbook(
        lines(_TOWN.replace("2020年2月", ""), "A1:F1 A3:A5 B3:D3 B4:B5 C4:D4 E3:F3 E4:F4"),
    ),
    refused="period-unknown",
)

SHANGHAI = Layout(
    "月度外资表：本月、累计各带增幅，#分项，没有数的小标题，附注",
    "湛河区2021年7月.xlsx",
    workbook(
        lines(
            """
湛河区2021年7月利用外资情况||||
||||单位：万美元
指标名称|7月|比去年同月增长(%)|1-7月|比去年同期增长(%)
合同外资金额|300|-100.0|1250.5|0.0
#外商独资企业|200||800|
按投资方式分||||
实际使用外资金额|0|-100.0|640|12.3
注：本表不含再投资。||||
""",
        )
    ),
    right=(
        ("410411", 202107, "fdi_contract", "month", "300"),
        ("410411", 202107, "fdi_contract", "ytd", "1250.5"),
        ("410411", 202107, "fdi_used", "month", "0"),
        ("410411", 202107, "fdi_used", "ytd", "640"),
    ),
    told=(("indicator-unknown", "A5"),),
)

BULLETIN = Layout(
    "公报：一行的名称丢了，那个数不能归到别处",
    "舞钢市2023年12月公报.xlsx",
    workbook(
        lines(
            """
2023年12月舞钢市主要指标|
指标|本年累计
省外资金(万元)|45000
|104.5
#合同省外资金(万元)|90000
签约项目数(个)|12
""",
        )
    ),
    right=(
        ("410481", 202312, "oos_funds", "ytd", "45000"),
        ("410481", 202312, "oos_contract", "ytd", "90000"),
        ("410481", 202312, "proj_signed", "ytd", "12"),
    ),
    told=(("indicator-unknown", "A4"),),
)

CURRENCIES = Layout(
    "合计格里两种货币：“…万元、…万美元”",
    "2022年3月招商情况.xlsx",
    workbook(
        lines(
            """
县区|省外资金（万元）|实际利用外资（万美元）
一、新华区|100|5
二、卫东区|200|6
合计|300万元、11万美元|
""",
        )
    ),
    right=(
        ("410402", 202203, "oos_funds", "ytd", "100"),
        ("410402", 202203, "fdi_used", "ytd", "5"),
        ("410403", 202203, "oos_funds", "ytd", "200"),
        ("410403", 202203, "fdi_used", "ytd", "6"),
    ),
)

UNITS_LISTED = Layout(
    "单位行写了两种万分之差的单位，列上没写：不能挑一个",
    "2022年3月招商情况.xlsx",
    workbook(
        lines(
            """
单位：万元、美元、万美元||
县区|省外资金|实际利用外资
新华区|100|5
""",
        )
    ),
    right=(("410402", 202203, "oos_funds", "ytd", "100"),),
    told=(("unit-mismatch", "C2"),),
)

SPAN = Layout(
    "1-本月累计说得清，本月累计说不清",
    "2022年3月招商情况.xlsx",
    workbook(
        lines(
            """
县区|省外资金1-本月累计（万元）|合同省外资金本月累计（万元）
新华区|100|5
""",
        )
    ),
    right=(("410402", 202203, "oos_funds", "ytd", "100"),),
    told=(("basis-ambiguous", "C1"),),
)

LAYOUTS = (LIST, PARK, TOWN, TOWN_WITHOUT_MONTH, SHANGHAI, BULLETIN, CURRENCIES, UNITS_LISTED, SPAN)
