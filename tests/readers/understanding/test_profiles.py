"""Decisions kept as files, so that a sender's next sheet finds them."""

from pathlib import Path

import pytest

from tests.readers.understanding.making import book, sheet
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.profiles import (
    Profile,
    load_profile,
    load_profiles,
    over,
    profile_for,
    profile_text,
)

WHOLE = Decisions(
    kind=Kind.RETURNS,
    period=Period(2022, 11),
    year=2022,
    region="河口县",
    unit="亿元、万美元",
    sheets=("定稿",),
    header_rows=(3, 4),
    mapping={"到位额": "实际到位省外资金/本月"},
    level="市定",
)


def test_a_profile_reads_as_it_was_written(tmp_path: Path) -> None:
    profile = Profile("河口县", WHOLE, ("河口县*.xlsx",), ("县区", "到位额"))
    (tmp_path / "河口县.toml").write_text(profile_text(profile), encoding="utf-8")

    assert load_profiles(tmp_path) == (profile,)


def test_a_profile_builds_on_another(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "通用",
        'unit = "亿元"\nmatch = "*.xlsx"\n[mapping]\n"甲" = "省外资金"\n"乙" = "-"',
    )
    _write(tmp_path, "河口县", 'base = "通用"\nregion = "河口县"\n[mapping]\n"甲" = "合同省外资金"')

    profile = load_profile(tmp_path, "河口县")

    mapping = {"甲": "合同省外资金", "乙": "-"}
    assert profile == Profile(
        "河口县", Decisions(region="河口县", unit="亿元", mapping=mapping), ("*.xlsx",)
    )


def test_options_go_before_a_profile() -> None:
    assert over(Decisions(unit="万元", mapping={"甲": "-"}), WHOLE) == Decisions(
        **{
            **{name: getattr(WHOLE, name) for name in Decisions.__slots__},
            "unit": "万元",
            "mapping": {"到位额": "实际到位省外资金/本月", "甲": "-"},
        }
    )


@pytest.mark.parametrize(
    ("match", "headings", "fits"),
    [
        (("河口县*.csv",), (), True),
        (("河口县*.csv", "*.xlsx"), ("县区",), True),
        (("东城区*",), (), False),
        (("河口县*",), ("到位额",), False),
        ((), ("县 区", "省外资金（万元）"), True),
        ((), (), False),
    ],
)
def test_a_profile_fits_by_the_files_name_and_its_words(
    match: tuple[str, ...], headings: tuple[str, ...], *, fits: bool
) -> None:
    file = book(sheet("县区|省外资金(万元)\n河口县|1"), name="2022-11/河口县报表.csv")
    profile = Profile("甲", Decisions(), match, headings)

    assert (profile_for(file, [profile]) is profile) is fits


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit = 3", "“unit”应是文字"),
        ('knd = "returns"', "“knd”不是读表设定里的词"),
        ('kind = "return"', "“kind”应是 returns、province 或 targets"),
        ('period = "去年"', "“period”应写成 2022-11"),
        ('year = "2022"', "“year”应是年份，例如 2022"),
        ('header_rows = "4-3"', "“header_rows”应写成 3 或 3-4"),
        ("sheets = [1.5]", "“sheets”应是文字，或几个文字"),
        ('mapping = "甲=乙"', "“mapping”应是一节 [mapping]，每行“列名” = “指标”"),
        ("unit =", "读表设定读不通"),
        ('base = "甲"', "设定“甲”绕了一圈又以自己为底"),
    ],
)
def test_a_profile_that_is_wrong_says_where(tmp_path: Path, text: str, message: str) -> None:
    _write(tmp_path, "甲", text)

    with pytest.raises(ZsError) as caught:
        load_profile(tmp_path, "甲")

    assert (caught.value.code, caught.value.message) == ("profile-wrong", message)


def test_a_profile_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    _write(tmp_path, "乙", 'base = "丙"')

    with pytest.raises(ZsError) as caught:
        load_profiles(tmp_path)

    assert (caught.value.code, caught.value.hint) == ("profile-unknown", "现有的：乙")


def test_a_folder_that_is_not_there_holds_no_profiles(tmp_path: Path) -> None:
    assert load_profiles(tmp_path / "profiles") == ()


def _write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
