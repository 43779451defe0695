"""How much text the cells of an XLSX workbook come to: each names a shared string by its number.

A thousand cells may name one string of ten megabytes, and calamine copies it for each.
"""

import re
from collections.abc import Sequence

from zhaoshang_cli.readers.workbooks.guard import dangerous

LARGEST = 256 << 20

_STRING = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?>(.*?)</(?:\w+:)?si\s*>", re.DOTALL)
_USE = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*([0-9]{1,9})\s*<""")
_MAYBE_USE = re.compile(rb"""\st\s*=\s*["']s["']""")


def require_modest(strings: bytes, sheets: Sequence[bytes]) -> None:
    """Check that the text of all cells together has a reasonable size.

    Args:
        strings: The XML of the shared strings.
        sheets: The XML of the sheets.

    Raises:
        ZsError: ``file-dangerous``.
    """
    lengths = [len(string) for string in _STRING.findall(strings)]
    at_most = max(lengths, default=0) * sum(len(_MAYBE_USE.findall(sheet)) for sheet in sheets)
    if at_most <= LARGEST:
        return
    used = (int(number) for sheet in sheets for number in _USE.findall(sheet))
    total = sum(lengths[number] for number in used if number < len(lengths))
    if total > LARGEST:
        raise dangerous(f"单元格里的文字展开后有 {total >> 20} MB，上限是 {LARGEST >> 20} MB")
