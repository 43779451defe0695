"""A dirty file after last month's: a value that is off by powers of ten is told, and no other."""

import json
import tomllib
from contextlib import chdir
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from tests.dirty.generator import variant
from tests.dirty.model import DirtySheet, Key
from tests.dirty.test_resubmission import settings_of
from tests.support import Zs
from zhaoshang_cli import resources
from zhaoshang_cli.domain.indicator import indicators_from
from zhaoshang_cli.domain.returns import Basis, Source
from zhaoshang_cli.workflows.office.init import make

INDICATORS = indicators_from(tomllib.loads(resources.text("data", "indicators.toml"))["indicator"])
_TOLD = {"ytd-fell", "ytd-leapt"}


def _totals(sheet: DirtySheet) -> dict[Key, Decimal]:
    """Return the year-to-date values of a sheet that a month before can be made for."""
    return {
        key: truth.value
        for key, truth in sheet.truth.items()
        if key.basis is Basis.YTD
        and key.period % 100 > 1
        and truth.value >= 1_000
        and INDICATORS[key.indicator].comparable(key.period - 1, key.period)
    }


def _fits(sheet: DirtySheet) -> bool:
    """Whether every value of it is one month's, so that only what is planted differs."""
    periods = {key.period for key in sheet.truth}
    return (
        sheet.source is Source.COUNTY
        and not sheet.faults
        and not sheet.aims
        and len(periods) == 1
        and len(_totals(sheet)) > 1
    )


NUMBERS = tuple(islice((n for n in range(3_000) if _fits(variant(n))), 4))


def _last_month(sheet: DirtySheet, off: Key, factor: Decimal) -> str:
    """Return the month before as a plain long table: a little less, and one value far off."""
    lines = ["地区,期间,指标,口径,数值,单位"]
    for key, value in _totals(sheet).items():
        before = value * (factor if key == off else Decimal("0.5"))
        one = INDICATORS[key.indicator]
        month = f"{key.period // 100}-{key.period % 100 - 1:02}"
        lines.append(f"{key.region},{month},{one.name},本年累计,{before.normalize():f},{one.unit}")
    return "\n".join(lines)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("factor", "code"), [("0.01", "ytd-leapt"), ("0.1", "ytd-leapt"), ("10000", "ytd-fell")]
)
def test_the_one_value_that_slipped_is_told(
    zs: Zs, tmp_path: Path, number: int, factor: str, code: str
) -> None:
    sheet = variant(number)
    make(tmp_path / "市", settings_of(sheet.city))
    off = max(_totals(sheet), key=lambda key: (_totals(sheet)[key], key))
    with chdir(tmp_path):
        Path("上月.csv").write_text(_last_month(sheet, off, Decimal(factor)), encoding="utf-8")
        before = zs("-C", "市", "ingest", "上月.csv")
        Path(sheet.name).write_bytes(sheet.data)
        run = zs("-C", "市", "ingest", sheet.name, "--json")

    assert before.status == 0, before.err
    (file,) = json.loads(run.out)["submissions"]
    told = [one for one in file["findings"] if one["code"] in _TOLD]
    assert [(one["code"], one["where"]["cell"]) for one in told] == [(code, _cell(sheet, off))]


def _cell(sheet: DirtySheet, key: Key) -> str:
    spot = sheet.truth[key].spot
    assert spot.row is not None
    assert spot.column is not None
    return f"{get_column_letter(spot.column + 1)}{spot.row + 1}"
