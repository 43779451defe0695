"""The catalogue of what is wrong with returns, and what plants each of it, so that none is forgotten."""

from dataclasses import dataclass

from tests.dirty.model import DirtySheet, Plant


@dataclass(frozen=True, slots=True)
class Mess:
    """One line of the catalogue."""

    number: int
    title: str
    signs: frozenset[str]
    """Words of a sheet's description; one of them is enough."""

    plants: frozenset[Plant] = frozenset()
    """The faults that must be told of."""

    ledger: bool = False
    """It shows only against what was sent before: ``test_resubmission`` and ``test_slips`` plant it."""

    def is_in(self, sheet: DirtySheet) -> bool:
        """Whether a sheet has it."""
        words = {word.partition(" ")[0] for word in sheet.description}
        return bool(words & self.signs or {fault.plant for fault in sheet.faults} & self.plants)


def _mess(number: int, title: str, signs: str, *plants: Plant, ledger: bool = False) -> Mess:
    return Mess(number, title, frozenset(signs.split()), frozenset(plants), ledger)


CATALOGUE = (
    _mess(1, "GBK、GB18030、无 BOM 的 UTF-8", "gbk gb18030 utf-8"),
    _mess(2, "表头前粘着 BOM", "utf-8-sig"),
    _mess(3, "UTF-16 的 Unicode 文本", "utf-16"),
    _mess(4, ".xls 其实是 BIFF8、XML、HTML；ODS", "xls xml html ods 装在压缩包里"),
    _mess(
        5, "标题行、单位行、填报单位行", "标题行 单位行靠右 标题下空行", Plant.NO_PERIOD, Plant.NO_REGION
    ),
    _mess(6, "两三级合并的表头", "多级表头 groups"),
    _mess(7, "并排、上下几张表，几张工作表", "beside stacked 另有空表 另有上月的表", Plant.OTHER_MONTH),
    _mess(8, "字间空格、格内换行", "表头换行 表头加空格 格内两个数"),
    _mess(9, "合计、小计、全市行", "合计在上 合计在下 合计在上下 小计", Plant.TOTAL),
    _mess(
        10, "各列单位不同，单位没写，表中换单位", "别的单位 表中换单位 格内写万亿",
        Plant.UNIT, Plant.UNIT_UNSAID,
    ),
    _mess(
        11, "百分数是文字、数、分数", "有目标和进度列 有同期和增幅列", Plant.PERCENT, Plant.RATE
    ),
    _mess(
        12, "千分位、全角、撇号、空格，读不成的数",
        "千分位 全角数字 全角千分位 前后空格 撇号 数字存为文本",
        Plant.UNREADABLE, Plant.ABOUT, Plant.TOO_LONG,
    ),
    _mess(13, "横线、斜线、“无”、空格和 0", "缺数写成横线等"),
    _mess(14, "月份的各种写法", "月份的写法 months"),
    _mess(15, "地区的别名和不认识的地区", "地区别名", Plant.REGION),
    _mess(16, "附注、落款、签字", "附注 签名行", Plant.UNSIGNED),
    _mess(17, "本月和累计填反、说不清", "本月和累计填反", Plant.SWAPPED, Plant.CLASH),
    _mess(
        18, "公式：有结果、没有结果、出错", "公式有结果 公式没有结果 公式错误",
        Plant.FORMULA, Plant.UNCALCULATED,
    ),
    _mess(19, "隐藏的表、行、列，序号", "隐藏行 隐藏的列 隐藏的工作表 序号列", Plant.HIDDEN),
    _mess(20, "再报一次：原样、改好、互相矛盾", "同一行两个数 重复行", Plant.CONFLICT, ledger=True),
    _mess(21, "差十倍、万倍（万元、亿元写错）", "", ledger=True),
    _mess(22, "指标的别名和不认识的列", "指标别名", Plant.COLUMN),
)  # fmt: skip
"""The 22 lines, in the order in which the field knows them."""
