"""The words that sheets use for the same thing, gathered from forms and bulletins, not from zs."""

from dataclasses import dataclass

from zhaoshang_cli.domain.returns import Basis

MONEY = ("万元", "亿元", "元", "千元", "百万元")
FOREIGN = ("万美元", "美元", "亿美元")

PLACES = {
    "亿元": (2, 3, 4), "万元": (0, 1, 2), "元": (0,), "千元": (0, 1), "百万元": (0, 2),
    "万美元": (0, 1, 2), "美元": (0,), "亿美元": (3, 4), "个": (0,), "家": (0,),
}  # fmt: skip
"""Decimals a bureau would write in each unit."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as sheets speak of it."""

    code: str
    canonical: str
    names: tuple[str, ...]
    size: tuple[int, int]
    """The least and the most of one month, in the canonical unit."""

    @property
    def units(self) -> tuple[str, ...]:
        """Units it is reported in."""
        return {"万元": MONEY, "万美元": FOREIGN}.get(self.canonical, (self.canonical,))


SUBJECTS = (
    Subject("oos_funds", "万元", ("实际到位省外资金", "省外资金", "引进省外资金", "实际引进省外资金", "到位省外资金"), (800, 90_000)),
    Subject("oos_contract", "万元", ("合同省外资金", "合同引进省外资金", "合同引资"), (2_000, 200_000)),
    Subject("ooc_funds", "万元", ("市外资金", "域外境内资金", "市外境内资金", "实际到位市外资金"), (1_000, 120_000)),
    Subject("dom_funds", "万元", ("实际到位内资", "内资"), (1_000, 150_000)),
    Subject("fdi_used", "万美元", ("实际使用外资", "实际利用外资", "实际吸收外资", "实际使用外资金额"), (0, 900)),
    Subject("fdi_contract", "万美元", ("合同外资", "合同外资金额", "合同利用外资"), (0, 2_000)),
    Subject("fdi_new_ent", "家", ("新设外商投资企业", "新设外商投资企业数"), (0, 4)),
    Subject("proj_signed", "个", ("新签约项目数", "签约项目数", "新签约项目个数"), (0, 12)),
    Subject("proj_perf", "个", ("履约项目数", "履约项目个数"), (0, 9)),
    Subject("proj_started", "个", ("开工项目数", "新开工项目数", "开工在建项目数"), (0, 8)),
    Subject("proj_prod", "个", ("投产项目数", "投产项目个数"), (0, 5)),
    Subject("inv_contract", "万元", ("合同投资额", "签约金额", "合同金额"), (3_000, 300_000)),
    Subject("inv_total", "万元", ("总投资", "投资总额"), (3_000, 400_000)),
)  # fmt: skip


def basis_words(basis: Basis, month: int) -> tuple[str, ...]:
    """Return the words of a heading that say the span."""
    if basis is Basis.MONTH:
        return ("本月", "当月", "本月完成", "本月数", f"{month}月", f"{month}月份")
    words: tuple[str, ...] = (
        "本年累计",
        "累计",
        "累计完成",
        "年初至今",
        "自年初累计",
        "本年累计完成",
        "1-本月累计",
    )
    if month > 1:
        words += (f"1-{month}月", f"1—{month}月累计", f"1－{month}月份", f"1至{month}月累计")
    return words


BRACKETS = ("（{}）", "({})", "[{}]", "【{}】")
MISSING = ("", "", "-", "—", "——", "/", "无", " ", "－")
TOTALS = ("合计", "合  计", "总计", "全市合计", "全  市", "全市")
PROVINCE_TOTALS = ("合计", "合  计", "总计", "全省", "全省合计")
RANK_WORDS = ("位次", "排名", "名次")
GROUPS = ("招商引资情况", "主要指标", "指标完成情况", "引进资金")
REGION_HEADINGS = ("县区", "县（市、区）", "地区", "单位", "县 市 区", "单位名称", "区划")
PERIOD_HEADINGS = ("月份", "报告期", "统计时间", "时间", "所属期")
INDICATOR_HEADINGS = ("指标", "指标名称", "项目", "主要指标")
SERIAL_HEADINGS = ("序号", "编号")
TARGET_WORDS = ("年度目标", "年度目标任务", "全年目标", "年度任务", "目标值")
COMPLETION_WORDS = (
    "完成进度（%）",
    "完成率（%）",
    "完成比例%",
    "占年度目标（%）",
    "完成年度目标%",
    "为年目标（%）",
)
GROWTH_WORDS = (
    "同比（%）",
    "同比增长%",
    "增幅（%）",
    "比去年同期增长（%）",
    "同比±%",
    "较上年同期（%）",
)
BASE_WORDS = ("上年同期", "去年同期", "上年同期数", "去年同期累计")
NOTES = (
    "注：本表数据为初步统计数，最终以年报为准。",
    "说明：1.省外资金不含房地产项目；2.外资以商务部反馈数为准。",
    "备注：高新区数据含托管乡镇。",
    "注：2022年5月起实际使用外资按新口径统计，与2021年不可比。",
)
PEOPLE = ("张三丰", "李素梅", "王建国", "赵敏", "孙大海", "周  洋")
NOT_REGIONS = ("光明区", "蓬莱仙岛", "西凉县", "产业聚集区", "东胜乡")
NOT_INDICATORS = ("实际进资", "到资金额", "带动就业人数", "亩均税收", "拜访企业数", "税收贡献")
UNREADABLE = (
    "12o0",
    "1,23",
    "2022年",
    "见附件",
    "1.2.3",
    "三百二",
    "12 34 5a",
    "约",
    "十几",
    "1O5",
    "l20",
    "？",
    "10-20",
    "5+3",
)
