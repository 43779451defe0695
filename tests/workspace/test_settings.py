from decimal import Decimal
from pathlib import Path

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace.gathering import Origin, user_file, variable
from zhaoshang_cli.workspace.opening import asked, open_workspace
from zhaoshang_cli.workspace.schema import all_settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "")
    return tmp_path


def write(folder: Path, rest: str) -> None:
    (folder / "zs.toml").write_text(f'own = "110000"\n{rest}', encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_the_defaults_are_those_of_the_trade() -> None:
    settings = open_workspace().settings

    assert settings.report == (5, "reported")
    assert settings.units == ("万元", "万美元")
    assert settings.rates.places == 1
    assert settings.targets.levels == ("省定", "市定")
    assert settings.schedule == ("linear_month", ())
    assert settings.lights == (Decimal(100), Decimal(0), Decimal(-5))
    assert settings.prose.headline == ("oos_funds", "fdi_used")
    assert settings.store.wait_seconds == 30


def test_the_nearer_source_of_a_setting_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def origin() -> tuple[int, Origin]:
        workspace = open_workspace()
        return workspace.settings.rates.places, workspace.given["rates.places"].origin

    seen = [origin()]
    user_file().parent.mkdir(parents=True)
    user_file().write_text("[rates]\nplaces = 2\n", encoding="utf-8")
    seen.append(origin())
    write(folder, "[rates]\nplaces = 3\n")
    seen.append(origin())
    monkeypatch.setenv("ZS_RATES_PLACES", "4")
    seen.append(origin())
    with asked(None, {"rates.places": "0"}):
        seen.append(origin())

    assert seen == [
        (1, Origin.DEFAULT),
        (2, Origin.USER),
        (3, Origin.WORKSPACE),
        (4, Origin.ENVIRONMENT),
        (0, Origin.FLAG),
    ]


@pytest.mark.usefixtures("folder")
def test_lists_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("targets.levels"), "市定， 省定")
    monkeypatch.setenv(variable("schedule.curve"), "5,10,20,30,40,50,60,70,80,90,95,100")

    settings = open_workspace().settings

    assert settings.targets.levels == ("市定", "省定")
    assert settings.schedule.curve[-1] == Decimal(100)


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (
            "[report]\ndeadline_dya = 8\n",
            (
                "setting-unknown",
                "没有 report.deadline_dya 这个设置",
                "zs.toml 第3行",
                "你是不是想写 report.deadline_day？所有设置见 zs config show",
            ),
        ),
        (
            "deadline_day = 8\n",
            (
                "setting-unknown",
                "没有 deadline_day 这个设置",
                "zs.toml 第2行",
                "你是不是想写 report.deadline_day？所有设置见 zs config show",
            ),
        ),
        (
            "[report]\ndeadline_day = 31\n",
            (
                "setting-wrong",
                "设置 report.deadline_day 不能是 31",
                "zs.toml 第3行",
                "报送截止日：期间次月的几日；应是一个整数，从 1 到 28",
            ),
        ),
        (
            "[report]\ndeadline_day = true\n",
            (
                "setting-wrong",
                "设置 report.deadline_day 不能是 True",
                "zs.toml 第3行",
                "报送截止日：期间次月的几日；应是一个整数，从 1 到 28",
            ),
        ),
        (
            '[units]\nmoney = "万美元"\n',
            (
                "setting-wrong",
                "设置 units.money 不能是 “万美元”",
                "zs.toml 第3行",
                "表里没写单位时，金额按什么单位读；可以是 元、千元、万元、百万元、亿元",
            ),
        ),
        (
            "[prose]\nheadline = [1]\n",
            (
                "setting-wrong",
                "设置 prose.headline 不能是 [1]",
                "zs.toml 第3行",
                '导语写哪几个指标，按先后；应是几个文字，写成 ["…", "…"]',
            ),
        ),
        (
            '[schedule]\nmode = "curve"\ncurve = [10, 5]\n',
            (
                "setting-wrong",
                "schedule.curve 要12个不减的百分数，现有 2 个",
                "zs.toml",
                "写出1月到12月各月末应完成的百分数，或把 schedule.mode 改回 linear_month",
            ),
        ),
        (
            "[report\n",
            (
                "workspace-broken",
                "写法不对：方括号没有收尾",
                "zs.toml 第2行",
                "照 zs init 生成的样子改：文字加引号，列表用方括号，一行一个设置",
            ),
        ),
        (
            "format = 2\n",
            (
                "workspace-newer",
                "工作区是更新的 zs 建的（format = 2，这里只认到 1）",
                "zs.toml",
                "升级 zs 后再用",
            ),
        ),
    ],
)
def test_a_wrong_file_is_told_with_its_line(
    folder: Path, rest: str, told: tuple[str, str, str, str]
) -> None:
    write(folder, rest)

    with pytest.raises(ZsError) as failure:
        open_workspace()

    error = failure.value
    place = str(error.place).removeprefix(f"{folder}/")
    assert (error.code, error.message, place, error.hint) == told


@pytest.mark.usefixtures("folder")
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZS_LIGHTS_BLUE", "很高")

    with pytest.raises(ZsError) as failure:
        open_workspace()

    assert str(failure.value) == "环境变量 ZS_LIGHTS_BLUE: 设置 lights.blue 不能是 “很高”"


def test_every_setting_says_in_chinese_what_it_means() -> None:
    for setting in all_settings().values():
        assert not setting.meaning.isascii()
