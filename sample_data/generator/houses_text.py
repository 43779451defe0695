"""The houses that send separated text: five ways to write the same table."""

import datetime as dt
from dataclasses import dataclass

from .figures import Return
from .numbers import NOTHING, fixed, grouped, plain, wide
from .sheets import text_bytes


@dataclass(frozen=True, slots=True)
class Filing:
    """How a return is sent."""

    dated: dt.date
    """填报日期 at the foot of the sheet."""
    mark: str = ""
    """What stands at the end of the file's name, such as （更正）."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A file as the house names it."""

    name: str
    content: bytes


XINHUA_HEADER = (
    "地区",
    "月份",
    "实际到位省外资金本月（万元）",
    "实际到位省外资金本年累计（万元）",
    "合同省外资金本年累计（万元）",
    "实际使用外资本月（万美元）",
    "实际使用外资本年累计（万美元）",
)
PROJECTS = ("新签约项目数（个）", "履约项目数（个）", "开工项目数（个）")


def projects(sent: Return) -> tuple[int, int, int]:
    """Return 签约, 履约 and 开工 in the order of the forms."""
    return sent.signed, sent.performing, sent.started


def xinhua_row(sent: Return) -> list[str]:
    """One month of 新华区, as its yearly recap shows it too."""
    money = (sent.oos_month, sent.oos_ytd, sent.contract_ytd, sent.fdi_month, sent.fdi_ytd)
    return ["新华区", sent.period.chinese, *map(plain, money)]


def xinhua(sent: Return, filing: Filing) -> Letter:
    """Clean and wide, with a mark for UTF-8; counts of projects since 2022."""
    rows: list[list[str]] = [list(XINHUA_HEADER), xinhua_row(sent)]
    if sent.period.after_turn:
        rows[0] += PROJECTS
        rows[1] += map(str, projects(sent))
    return Letter(f"新华区{sent.period}{filing.mark}.csv", text_bytes(rows))


def weidong(sent: Return, filing: Filing) -> Letter:
    """GB18030 with a title, the unit on its own row, 合计 on top, notes and names below."""
    values = [fixed(sent.oos_month), fixed(sent.oos_ytd), fixed(sent.contract_ytd)]
    values += [plain(sent.fdi_ytd), str(sent.signed), str(sent.started)]
    header = ["县（市、区）", "到位省外资金当月", "到位省外资金累计", "合同省外资金累计"]
    header += ["实际使用外资累计（万美元）", "新签约项目数（个）", "开工项目数（个）"]
    rows = [
        [f"卫东区{sent.period.span}招商引资主要指标完成情况表", *[""] * 6],
        [*[""] * 6, "单位：万元"],
        header,
        ["合计", *values],
        ["卫东区", *values],
        ["注：本表为快报数，最终以年报为准。", *[""] * 6],
        ["填报人：张三", "", "审核人：李四", "", "", f"填报日期：{filing.dated:%Y-%m-%d}", ""],
    ]
    return Letter(f"卫东区招商引资月报{filing.mark}.csv", text_bytes(rows, encoding="gb18030"))


def zhanhe(sent: Return, filing: Filing) -> Letter:
    """UTF-16 with tabs, as a spreadsheet's "Unicode 文本", thousands apart."""
    header = ["区划", "月份", "实际到位省外资金当月（万元）", "实际到位省外资金累计（万元）"]
    header += ["合同省外资金累计（万元）", "实际使用外资累计（万美元）", *PROJECTS]
    money = (sent.oos_month, sent.oos_ytd, sent.contract_ytd)
    row = ["湛河区", sent.period.compact, *map(grouped, money), plain(sent.fdi_ytd)]
    row += map(str, projects(sent))
    rows = [["湛河区招商引资统计表", *[""] * 8], header, row]
    ending = "csv" if sent.period.after_turn else "txt"
    name = f"湛河区_{sent.period.compact}{filing.mark}.{ending}"
    return Letter(name, text_bytes(rows, encoding="utf-16", separator="\t"))


def lushan(sent: Return, filing: Filing) -> Letter:
    """One indicator a row, plain UTF-8."""
    lines = (
        ("实际到位省外资金", plain(sent.oos_month), plain(sent.oos_ytd), "万元"),
        ("合同省外资金", "", plain(sent.contract_ytd), "万元"),
        ("实际使用外资", plain(sent.fdi_month), plain(sent.fdi_ytd), "万美元"),
        ("新签约项目数", "", str(sent.signed), "个"),
        ("履约项目数", "", str(sent.performing), "个"),
        ("开工项目数", "", str(sent.started), "个"),
    )
    rows: list[tuple[str, ...]] = [("地区", "月份", "指标", "本月", "本年累计", "单位")]
    rows += [("鲁山县", sent.period.dotted, *line) for line in lines]
    content = text_bytes(rows, encoding="utf-8", newline="\n")
    return Letter(f"鲁山县{sent.period.chinese}{filing.mark}.csv", content)


def wugang(sent: Return, filing: Filing) -> Letter:
    """Full-width digits; the county stands only beside 填报单位, nothing is written —."""
    counts = [str(count) if count else NOTHING for count in projects(sent)]
    money = [fixed(sent.oos_month), fixed(sent.oos_ytd), fixed(sent.contract_ytd)]
    header = ["实际到位省外资金本月", "实际到位省外资金本年累计", "合同省外资金本年累计"]
    header += ["实际使用外资本年累计（万美元）", *PROJECTS]
    rows = [
        [f"{sent.period.span}招商引资情况表", *[""] * 6],
        ["填报单位：舞钢市", *[""] * 5, "单位：万元"],
        header,
        [wide(text) for text in (*money, plain(sent.fdi_ytd), *counts)],
        [f"填报日期：{filing.dated:%Y.%m.%d}", *[""] * 6],
    ]
    name = f"舞钢招商月报{sent.period.compact}{filing.mark}.csv"
    return Letter(name, text_bytes(rows, encoding="gb18030"))


def new_town(sent: Return, filing: Filing) -> Letter:
    """A bare table; the month stands in the file's name, the zone under three names."""
    name = "示范区" if sent.period.after_turn else "新城区"
    label = "市城乡一体化示范区" if sent.period.after_turn and sent.period.in_second_half else name
    header = ["单位名称", "实际到位省外资金（万元）", "合同省外资金（万元）"]
    header += ["实际使用外资（万美元）", "新签约项目数（个）", "开工项目数（个）"]
    counts = [str(count) if count else "-" for count in (sent.signed, sent.started)]
    money = (sent.oos_ytd, sent.contract_ytd, sent.fdi_ytd)
    rows = [header, [label, *map(plain, money), *counts]]
    content = text_bytes(rows, encoding="utf-8")
    return Letter(f"{name}{sent.period.compact}{filing.mark}.csv", content)
