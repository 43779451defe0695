"""What DuckDB finds wrong with a user's query, said in Chinese; its own words only stand behind."""

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches

from zhaoshang_cli.errors import ZsError

SEE = "可查的表和列见 zs sql --tables"
"""Where it stands what may be asked."""

_LONGEST = 200
_FULL_WIDTH = re.compile(r"[，；（）＝＞＜]")
_CURLED = re.compile(r"[“”\u2018\u2019]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def wrong(error: Exception, query: str, columns: Collection[str] = ()) -> ZsError:
    """Say what is wrong with a query.

    Args:
        error: DuckDB's complaint.
        query: As typed.
        columns: The columns of the tables that it names.
    """
    original = str(error).partition("\n")[0]
    said, hint = _said(original, query, columns)
    return ZsError(
        "sql-wrong",
        f"查询语句有误：{said}（原文：{original[:_LONGEST]}）",
        hint="；".join(part for part in (_typing(query) or hint, SEE) if part),
    )


def _said(original: str, query: str, columns: Collection[str]) -> tuple[str, str]:
    for pattern, what, hint in _MISTAKES:
        if found := pattern.search(original):
            parts = [one or "" for one in found.groups()]
            advice = hint(parts, query, columns) if callable(hint) else hint.format(*parts)
            return what.format(*map(_type, parts)), advice
    return "看不懂，或算不出", ""


def _typing(query: str) -> str:
    """Say which marks of Chinese typing stand where SQL wants those of English."""
    bare = _QUOTED.sub("", query)
    if _CURLED.search(bare):
        return "引号用半角的：文字写成 '410400' 这样"
    marks = " ".join(dict.fromkeys(_FULL_WIDTH.findall(bare)))
    return f"{marks} 是全角的，改成半角" if marks else ""


_TYPES = (
    (re.compile(r"(?:U|HUGE|BIG|SMALL|TINY)?INT(?:EGER)?\d*(?:_LITERAL)?"), "整数"),
    (re.compile(r"VARCHAR|STRING(?:_LITERAL)?"), "文字"),
    (re.compile(r"DECIMAL.*|DOUBLE|FLOAT"), "小数"),
    (re.compile(r"DATE|TIMESTAMP.*"), "日期"),
    (re.compile(r"BOOL(?:EAN)?"), "是非"),
)


def _type(name: str) -> str:
    """Return what a type holds; whatever is no type stays as it is."""
    return next((words for pattern, words in _TYPES if pattern.fullmatch(name)), name)


def _nearest(parts: list[str], query: str, columns: Collection[str]) -> str:
    """Advise on a column that is not there."""
    (name,) = parts
    if near := get_close_matches(name.lower(), columns, 3, 0.5):
        return f"是不是想写 {'、'.join(near)}"
    return f"要是文字，就用单引号：'{name}'" if f'"{name}"' in query else ""


def _as_period(parts: list[str], *_: object) -> str:
    return "期间写成 202211 这样的整数" if re.match(r"\d{4}\D\d", parts[0]) else ""


def _qualified(parts: list[str], *_: object) -> str:
    names = re.findall(r'"([^"]+)"', parts[1])
    return f"写明是哪张表的：{'、'.join(names)}"


Advice = str | Callable[[list[str], str, Collection[str]], str]

_TO_NUMBER = "文字先转成数，例如 CAST(raw AS DECIMAL(18, 2))"

_MISTAKES: tuple[tuple[re.Pattern[str], str, Advice], ...] = tuple(
    (re.compile(pattern), what, hint)
    for pattern, what, hint in (
        (r"syntax error at end of input", "没有写完", ""),
        (r'unterminated quoted .* at or near "', "引号没有成对", ""),
        (r'syntax error at or near "(.*)"', "“{0}”附近写错了", ""),
        (r"FROM clause is missing", "没有写从哪张表查", "加上 FROM 表名"),
        (r'Referenced column "(.*)" not found', "没有“{0}”这一列", _nearest),
        (r'does not have a column named "(.*)"', "没有“{0}”这一列", _nearest),
        (r'Referenced table "(.*)" not found', "前面没有叫“{0}”的表", ""),
        (r'Ambiguous reference to column name "(.*)" \(use: (.*)\)', "几张表都有“{0}”这一列",
         _qualified),
        (r'column "(.*)" must appear in the GROUP BY', "“{0}”没有汇总，也没有写进 GROUP BY",
         "把 {0} 写进 GROUP BY，或放进 sum()、max() 里"),
        (r"WHERE clause cannot contain aggregates", "WHERE 里不能用 sum、count 这样的汇总",
         "汇总以后的条件写在 HAVING 里"),
        (r"No function matches .* '(sum|avg|round|abs|[-+*/%])\(VARCHAR", "“{0}”不能用在文字上", _TO_NUMBER),
        (r"No function matches .* '(\S+)\(", "“{0}”不能这样用在这几种值上", ""),
        (r"Function with name (\S+) does not exist", "没有 {0} 这个函数", ""),
        (r"Cannot (?:compare|mix) values of type (\w+).* and (?:type )?(\w+)",
         "{0}不能和{1}比较", "文字加单引号，例如 '410400'；要当数比，先 CAST(raw AS DECIMAL(18, 2))"),
        (r"(?:Could not convert|Failed to cast)[^']* '(.*)' to (\w+)", "“{0}”不是{1}", _as_period),
        (r'(?:date|time\w*) field value out of range: "(.*)"', "“{0}”不是日期",
         "日期写成 2022-12-05"),
        (r"same number of result columns", "UNION 两边的列数不一样", ""),
        (r"More than one row returned by a subquery", "括号里的查询查到不止一行",
         "在括号里加条件，或用 IN"),
        (r"Subquery returns (\d+) columns - expected 1", "括号里的查询只能有一列，这里有 {0} 列", ""),
        (r"ORDER term out of range - should be between (\d+) and (\d+)",
         "ORDER BY 的序号要在 {0} 到 {1} 之间", ""),
        (r"Out of Range Error|value is out of range", "数太大，算不下了", ""),
    )
)  # fmt: skip
"""DuckDB's words, ours, and advice that may use what was found. The first that fits is taken."""
