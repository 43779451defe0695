"""The everyday names of autonomous regions: 恩施州 for 恩施土家族苗族自治州, 管城区 for 管城回族区.

Returns and provincial tables seldom write out the peoples between a place's name and 自治州.
"""

import re

_PEOPLES = (
    "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家",
    "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇",
    "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米",
    "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙",
    "鄂伦春", "赫哲", "门巴", "珞巴", "基诺", "各",
)  # fmt: skip
"""The 55 peoples of GB/T 3304, and the 各 of 各族自治县."""

_WITHOUT = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔"
"""These also stand without 族, as in 博尔塔拉蒙古自治州."""

_NAME = re.compile(rf"(.{{2,}}?)(?:(?:{'|'.join(_PEOPLES)})族|{_WITHOUT})+(自治[州县旗]|区)")


def everyday(name: str) -> tuple[str, ...]:
    """Return the everyday names of an autonomous region, the bare one first; none for any other.

    >>> everyday("石柱土家族自治县")
    ('石柱', '石柱县', '石柱自治县')
    >>> everyday("东乡族自治县")
    ()
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return ()
    place, kind = found.groups()
    return tuple(dict.fromkeys((place, place + kind[-1], place + kind)))
