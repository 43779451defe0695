"""The value of a workbook cell as the text a spreadsheet shows for it."""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import TypeAlias

from zhaoshang_cli.readers.sheet import CellType

Timed: TypeAlias = dt.date | dt.time | dt.timedelta
Value: TypeAlias = str | float | Timed

_DIGITS = 15
_ORDINARY = (Decimal("1e-15"), Decimal("1e21"))
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d*)?)?")
_MIDNIGHT = "00:00:00"
_HALF_SECOND = 500_000


def text_and_type(value: Timed | float) -> tuple[str, CellType]:
    """Return the text of a cell that is more than text, and its type.

    >>> text_and_type(12000.0)
    ('12000', <CellType.NUMBER: 'number'>)
    >>> text_and_type(dt.datetime(2022, 11, 30))
    ('2022-11-30', <CellType.DATE: 'date'>)
    """
    if isinstance(value, bool):
        return str(value).upper(), CellType.BOOLEAN
    if isinstance(value, int | float):
        return _number(value)
    return _time(value), CellType.DATE


def general(number: float) -> str:
    """Return a number at 15 significant digits, without an exponent at ordinary sizes.

    >>> general(0.1 + 0.2), general(1234.5), general(-0.0), general(1e15)
    ('0.3', '1234.5', '0', '1000000000000000')
    """
    text = f"{number:.{_DIGITS}g}"
    if "e" not in text:
        return "0" if text == "-0" else text
    exact = Decimal(text)
    return f"{exact:f}" if _ORDINARY[0] <= abs(exact) < _ORDINARY[1] else text.upper()


def numeric(text: str) -> tuple[str, CellType | None]:
    """Return a number written in XML as ``text_and_type`` would return it; else the text itself."""
    try:
        return text_and_type(float(text))
    except ValueError:
        return text, None


def moment(text: str) -> tuple[str, CellType | None]:
    """Return a date written in XML as ``text_and_type`` would return it; else the text itself.

    >>> moment("2022-11-30T00:00:00.000")
    ('2022-11-30', <CellType.DATE: 'date'>)
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text, None
    date, time = found.groups(_MIDNIGHT)
    return date if time == _MIDNIGHT else f"{date} {time}", CellType.DATE


def _number(number: float) -> tuple[str, CellType]:
    if math.isfinite(number):
        return general(number), CellType.NUMBER
    return "#NUM!", CellType.ERROR


def _time(value: Timed) -> str:
    if isinstance(value, dt.datetime):
        return _moment(value)
    return _duration(value) if isinstance(value, dt.timedelta) else value.isoformat()


def _moment(moment: dt.datetime) -> str:
    if moment.microsecond:
        late = dt.timedelta(seconds=moment.microsecond >= _HALF_SECOND)
        moment = moment.replace(microsecond=0) + late
    midnight = moment.time() == dt.time()
    return moment.date().isoformat() if midnight else moment.isoformat(sep=" ")


def _duration(duration: dt.timedelta) -> str:
    """Write a duration as ``[h]:mm:ss`` shows it."""
    seconds = round(duration.total_seconds())
    minutes, seconds = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if duration < dt.timedelta() else ""
    return f"{sign}{hours}:{minutes:02}:{seconds:02}"
