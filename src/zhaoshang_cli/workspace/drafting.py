"""The first ``zs.toml`` of a workspace: every setting and region with a word of explanation."""

from collections.abc import Iterator, Sequence

from zhaoshang_cli.workspace import atlas
from zhaoshang_cli.workspace.schema import Setting, all_settings

_CITIES = frozenset({"地级市", "地区", "自治州", "盟", "省直辖"})

_HEAD = """\
# zs 的工作区设置。井号后面是说明，不起作用；文字要加英文引号。
# 改完存成 UTF-8。zs config show 看每个设置现在的值和来处，zs region list 看地区。

format = 1  # 这个文件的格式版本，不要改
own = "{code}"  # 本级：{name}

# ── 设置 ──────────────────────────────────────────────
# 下面写的都是默认值。要改哪一个，就去掉那一行开头的井号和空格，再改等号后面。
"""

_REGIONS = """\

# ── 下级地区 ──────────────────────────────────────────
# 每个地区一节。报表里的地名先按代码、再按全名、再按简称和别名认。
#   code             六位代码（国标，或功能区的统计用区划代码）
#   name             全名
#   short            简称，表格和行文里用；不写就用全名
#   kind             类别：县、市辖区、县级市、功能区……
#   panel            组：同组的排在一起比名次，例如 县区、功能区、省直管
#   counts_in_total  是否计入本级合计：true 计入（含），false 不计入（不含）；不写就是计入
#   aliases          报表里出现过的别的叫法，例如 ["某某县", "某某"]
# 开发区、示范区一类功能区国标里没有，用 zs region add 名称 --code 代码 --panel 功能区 添加。
"""

_COUNTY_CITY = """\
# 县级市。如由省直管、单独排名，把组改成 panel = "省直管"；
# 本级合计不含它时，加一行 counts_in_total = false。
"""

_NONE = """\
# 本级没有现成的下级地区名单。用 zs region add 名称 --code 代码 逐个添加。
"""

_REST = """\

# ── 同级地区 ──────────────────────────────────────────
# 同省的各市已经自带，用来读全省通报表。需要别名或要增加时这样写（去掉井号）：
# [[peer]]
# code = "六位代码"
# name = "名称"
# aliases = ["通报表里的叫法"]

# ── 指标 ──────────────────────────────────────────────
# 增加指标，或给已有的指标补同义词（去掉井号）：
# [indicator.my_count]
# name = "指标名称"
# unit = "个"
# synonyms = ["别的叫法"]
"""


def draft(head: atlas.Entry) -> str:
    """Write the ``zs.toml`` for a region, with the children that are known of it."""
    parts = [_HEAD.format(code=head.code, name=head.name), *_settings(), _REST, _REGIONS]
    parts += [_region(child) for child in children_of(head)] or [f"\n{_NONE}"]
    return "".join(parts)


def children_of(head: atlas.Entry) -> Sequence[atlas.Entry]:
    """Return what stands directly below a region."""
    return tuple(entry for entry in atlas.province(head.code) if entry.parent == head.code)


def _settings() -> Iterator[str]:
    section = ""
    for name, setting in all_settings().items():
        before, _, key = name.partition(".")
        if before != section:
            section = before
            yield f"\n[{section}]\n"
        yield f"# {key} = {_literal(setting)}  # {setting.meaning}\n"


def _literal(setting: Setting) -> str:
    value = setting.default
    return _literal_list(value) if isinstance(value, list) else _quoted(value)


def _literal_list(values: Sequence[object]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _region(entry: atlas.Entry) -> str:
    panel = "市州" if entry.kind in _CITIES else "县区"
    note = _COUNTY_CITY if entry.kind == "县级市" else ""
    known = atlas.aliases().get(entry.code, ())
    aliases = f"aliases = {_literal_list(known)}\n" if known else ""
    return (
        f'\n{note}[[region]]\ncode = "{entry.code}"\nname = "{entry.name}"\n'
        f'kind = "{entry.kind}"\npanel = "{panel}"\n{aliases}'
    )
