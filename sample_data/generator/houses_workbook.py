"""The houses that send workbooks: merged headings, Excel dates, numbers as text."""

import datetime as dt

from .figures import Return
from .houses_text import PROJECTS, Filing, Letter, projects
from .numbers import exact, fixed, in_yi, plain
from .sheets import Book, Cell


def shilong(sent: Return, filing: Filing) -> Letter:
    """Two columns, the indicators down the rows."""
    book = Book()
    page = book.sheet("月报").merge("A1:B1", "石龙区招商引资月报表", title=True)
    lines: tuple[tuple[Cell, Cell], ...] = (
        ("填报单位：石龙区商务局", f"报告期：{sent.period.chinese}"),
        ("项目", "数值"),
        ("实际到位省外资金本月（万元）", exact(sent.oos_month)),
        ("实际到位省外资金本年累计（万元）", exact(sent.oos_ytd)),
        ("合同省外资金本年累计（万元）", exact(sent.contract_ytd)),
        ("实际使用外资本年累计（万美元）", exact(sent.fdi_ytd)),
        *zip(PROJECTS, projects(sent), strict=True),
        ("填报人：王五", f"填报日期：{_long(filing.dated)}"),
    )
    for at, line in enumerate(lines, 1):
        page.row(at, line)
    return Letter(f"石龙区招商引资月报{sent.period.dotted}{filing.mark}.xlsx", book.content())


def baofeng(sent: Return, filing: Filing) -> Letter:
    """A merged title, 填报单位, a heading of two levels, 合计, and who signed."""
    book = Book()
    page = book.sheet("Sheet1")
    page.merge("A1:I1", f"宝丰县{sent.period.span}招商引资情况统计表", title=True)
    page.row(1, ["填报单位：宝丰县"]).row(1, ["单位：万元"], first=8)
    page.merge("A3:A4", "县区").merge("B3:C3", "实际到位省外资金").merge("D3:D4", "合同省外资金")
    page.merge("E3:F3", "实际使用外资（万美元）").merge("G3:I3", "项目情况（个）")
    page.row(3, ["本月", "本年累计"], first=1).row(3, ["本月", "本年累计"], first=4)
    page.row(3, ["新签约项目数", "履约项目数", "开工项目数"], first=6)
    values = (*_money(sent), exact(sent.fdi_month), exact(sent.fdi_ytd), *projects(sent))
    page.row(4, ["合计", *values]).row(5, ["宝丰县", *values])
    page.row(7, ["单位负责人：赵六", None, None, "填报人：钱七"])
    page.row(7, [f"填报日期：{_long(filing.dated)}"], first=7)
    return Letter(f"宝丰县统计表{sent.period.chinese}{filing.mark}.xlsx", book.content())


def yexian(sent: Return, filing: Filing) -> Letter:
    """Three rows of headings with the units inside, 亿元, and blanks within words."""
    book = Book()
    page = book.sheet("报表").merge("A1:H1", "叶县招商引资报表", title=True)
    page.merge("A2:A4", "县 （市、区）").merge("B2:D2", "省 外 资 金").merge("E2:F2", "外 资")
    page.merge("G2:H2", "项 目").merge("B3:C3", "实际到位省外资金（亿元）")
    page.row(2, ["合同省外资金（亿元）"], first=3).merge("E3:F3", "实际使用外资\n（万美元）")
    page.row(2, ["新签约项目数（个）", "履约项目数（个）"], first=6)
    headings = ("本月", "本年累计", "本年累计", "本月", "本年累计", "本年累计", "本年累计")
    page.row(3, headings, first=1)
    amounts = (sent.oos_month, sent.oos_ytd, sent.contract_ytd)
    values: list[Cell] = [in_yi(amount) for amount in amounts]
    values += [exact(sent.fdi_month), exact(sent.fdi_ytd), sent.signed, sent.performing]
    renamed = sent.period.after_turn and sent.period.in_second_half
    label = "平顶山市叶县" if renamed else "叶 县"
    page.row(4, ["合  计", *values]).row(5, [label, *values])
    return Letter(f"叶县报表{sent.period.dotted}{filing.mark}.xlsx", book.content())


def jiaxian(sent: Return, filing: Filing) -> Letter:
    """A bare list in 元 with a real Excel date."""
    book = Book()
    header = ["地区", "月份", "实际到位省外资金（元）", "合同省外资金（元）"]
    header += ["实际使用外资（万美元）", "新签约项目数（个）", "履约项目数（个）"]
    label = "平顶山市郏县" if sent.period.after_turn else "郏  县"
    day = dt.date(sent.period.year, sent.period.month, 1)
    amounts = [amount * 100 for amount in (sent.oos_ytd, sent.contract_ytd)]
    row: tuple[Cell, ...] = (
        label,
        day,
        *amounts,
        exact(sent.fdi_ytd),
        sent.signed,
        sent.performing,
    )
    book.sheet("Sheet1").row(0, header).row(1, row)
    return Letter(f"郏县{sent.period.compact}{filing.mark}.xlsx", book.content())


def ruzhou(sent: Return, filing: Filing) -> Letter:
    """The county stands only in the file's name; a second sheet is empty."""
    book = Book()
    page = book.sheet("Sheet1")
    page.merge("A1:H1", f"招商引资主要指标月报（{sent.period.chinese}）", title=True)
    page.row(1, ["单位：万元"], first=7).merge("A3:B3", "实际到位省外资金")
    page.merge("C3:C4", "合同省外资金\n本年累计").merge("D3:E3", "实际使用外资（万美元）")
    page.row(3, ["当月", "累计"]).row(3, ["当月", "累计"], first=3)
    for column, heading in zip("FGH", PROJECTS, strict=True):
        page.merge(f"{column}3:{column}4", heading)
    page.row(4, [*_money(sent), exact(sent.fdi_month), exact(sent.fdi_ytd), *projects(sent)])
    page.row(6, [f"填报日期：{filing.dated:%Y-%m-%d}"])
    book.sheet("Sheet2")
    return Letter(f"汝州市{sent.period.chinese}{filing.mark}.xlsx", book.content())


def high_tech(sent: Return, filing: Filing) -> Letter:
    """Numbers kept as text, under three names of the zone over time."""
    book = Book()
    header = ["单位", "月份", "实际到位省外资金本月(万元)", "实际到位省外资金累计(万元)"]
    header += ["合同省外资金累计(万元)", "实际使用外资本月(万美元)", "实际使用外资累计(万美元)"]
    header += ["新签约项目数(个)", "开工项目数(个)"]
    money = (sent.oos_month, sent.oos_ytd, sent.contract_ytd)
    row = [_zone(sent), sent.period.chinese, *map(fixed, money), plain(sent.fdi_month)]
    row += [plain(sent.fdi_ytd), str(sent.signed), str(sent.started)]
    page = book.sheet("进度").merge("A1:I1", "招商引资进度表", title=True)
    page.row(1, header).row(2, row)
    return Letter(f"高新区{sent.period.compact}{filing.mark}.xlsx", book.content())


def _zone(sent: Return) -> str:
    if not sent.period.after_turn:
        return "高新区"
    return sent.county.name if sent.period.in_second_half else "市高新区"


def _money(sent: Return) -> list[Cell]:
    return [exact(amount) for amount in (sent.oos_month, sent.oos_ytd, sent.contract_ytd)]


def _long(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
