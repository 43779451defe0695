"""What Jinja finds wrong with a template, said in Chinese; its own words only stand behind."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from jinja2 import TemplateNotFound

_LONGEST = 200
_FEW = 12
_CHINESE = re.compile("[\u4e00-\u9fff]")


def said(error: Exception, names: Collection[str]) -> str:
    """Return what is wrong, in a line.

    Args:
        error: Whatever filling the template raised.
        names: What the template is given.
    """
    if isinstance(error, RecursionError):
        return "模板一层套一层，没有尽头"
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码的文字，用记事本另存为 UTF-8"
    if isinstance(error, TemplateNotFound):
        return f"没有“{error.name}”这个模板"
    told = error.strerror if isinstance(error, OSError) else str(error)
    original = (told or type(error).__name__).partition("\n")[0][:_LONGEST]
    return _translated(original, names)


def lacking(name: object, names: Collection[str]) -> str:
    """Say that there is nothing of a name, and which was meant.

    >>> lacking("headin", ["heading", "tables"])
    '没有“headin”这一项，是不是想写 heading'
    """
    near = get_close_matches(str(name), names, 3, 0.5)
    if near:
        return f"没有“{name}”这一项，是不是想写 {'、'.join(near)}"
    known = "、".join(list(names)[:_FEW])
    return f"没有“{name}”这一项" + (f"，有的是 {known}" if known else "")


def _translated(original: str, names: Collection[str]) -> str:
    for pattern, words in _MISTAKES:
        if found := pattern.match(original):
            parts = map(_token, found.groups())
            told = lacking(found[1], names) if words is None else words.format(*parts)
            return f"{told}（原文：{original}）"
    return original if _CHINESE.search(original) else f"排不出来（原文：{original}）"


_TOKENS = {
    "end of statement block": "%}",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
    "end of template": "模板的末尾",
}


def _token(name: str) -> str:
    return _TOKENS.get(name, name)


_MISTAKES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"'(.*)' is undefined", None),
        (r"Unexpected end of template\. .*'(\w+)'\.$", "{{% {0} %}} 没有结束，要写 {{% end{0} %}}"),
        (r"unexpected end of template, expected '(.*)'", "没有写完，缺 {0}"),
        (r"Missing end of comment tag", "{{# 注释没有结束，要写 #}}"),
        (r"Encountered unknown tag 'end(.*)'", "多了一个 {{% end{0} %}}，前面没有 {{% {0} %}}"),
        (r"Encountered unknown tag '(.*)'", "没有 {{% {0} %}} 这种写法，或写错了地方"),
        (r"No (?:filter|test) named '(.*)'", "没有“{0}”这个过滤器或判断"),
        (r"unexpected char '([^\x00-\x7f])'", "“{0}”这里不能用，多半是全角的标点，改成半角"),
        (r"unexpected char ['\"](['\"])['\"]", "引号没有成对"),
        (r"unexpected (?:char )?'(.*?)'", "“{0}”写错了地方，括号要成对"),
        (r"expected token '(.*)', got '='", "比较用两个等号：=="),
        (r"expected token '(.*)', got '(.*)'", "“{1}”写错了地方，这里要 {0}"),
        (r"Expected an expression, got '(.*)'", "{0} 前面缺一个名称"),
        (r"access to attribute '(.*)' of", "不能用 .{0}：模板只排版，给的只有文字和数"),
        (r"division by zero", "除数是零；模板只排版，不计算"),
        (r"can only concatenate|unsupported operand|'.*' not supported between",
         "不同的东西不能相加、相比；模板只排版，不计算"),
        (r"'(.*)' object is not iterable", "给 for 的不是一串东西"),
        (r"'(.*)' object is not callable", "后面不能加括号：模板里没有可以调用的东西"),
        (r"list object has no element (\d+)", "没有第 {0} 个（从 0 数起）"),
    )
)  # fmt: skip
"""Jinja's words and ours; None for a name that is unknown. The first that fits is taken."""
