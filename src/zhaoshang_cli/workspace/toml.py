"""Reading TOML files, and saying in Chinese where one is broken."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhaoshang_cli.errors import Place, ZsError

_POSITION = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


def toml_text(path: Path) -> str:
    """Read the text of a TOML file, with or without a byte order mark.

    Raises:
        ZsError: ``workspace-broken``: it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ZsError(
            "workspace-broken",
            "文件不是 UTF-8 编码",
            Place(str(path)),
            "用记事本打开，另存为 UTF-8",
        ) from error


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse the text of the TOML file called ``name``; numbers with a point become exact decimals.

    Raises:
        ZsError: ``workspace-broken``, with the line.
    """
    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ZsError(
            "workspace-broken",
            f"写法不对：{_reason(str(error))}",
            Place(f"{name} {_line(str(error), text)}"),
            "照 zs init 生成的样子改：文字加引号，列表用方括号，一行一个设置",
        ) from error


_REASONS = (
    ("Cannot overwrite", "同一个名字写了两次"),
    ("Cannot declare", "同一节写了两次"),
    ("Invalid value", "等号后面的值读不懂（文字要加英文引号）"),
    ("Expected '='", "缺少等号"),
    ("Unclosed array", "方括号没有收尾"),
    ("Unclosed inline table", "花括号没有收尾"),
    ("Expected ']'", "方括号没有收尾"),
    ("Unterminated string", "引号没有收尾"),
    ("Illegal character", "有不该出现的字符，多半是引号没有收尾"),
    ("Expected newline", "一行里写了两样东西"),
    ("Invalid statement", "这一行读不懂"),
)


def _reason(message: str) -> str:
    return next((reason for start, reason in _REASONS if message.startswith(start)), "读不懂")


def _line(message: str, text: str) -> str:
    found = _POSITION.search(message)
    return f"第{found[1]}行" if found else f"第{text.rstrip().count(chr(10)) + 1}行"


def line_of(text: str, key: str) -> str:
    r"""Say on which line of a TOML text the key stands, as far as a look tells.

    >>> line_of("a = 1\n[b]\nc = 2", "b.c")
    '第3行'
    """
    section, _, last = key.rpartition(".")
    heading = ""
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            heading = stripped.strip("[] ")
            if heading == key:
                return f"第{number}行"
        if heading == section and re.match(rf"[\"']?{re.escape(last)}[\"']?\s*=", stripped):
            return f"第{number}行"
    return ""


def tables(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the ``[[key]]`` tables, none when there are none or ``key`` is something else."""
    found = table.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
