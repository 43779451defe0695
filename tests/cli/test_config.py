import json
from pathlib import Path

from tests.support import Zs
from zhaoshang_cli.errors import ExitStatus


def test_show_tells_every_setting_its_value_and_who_gave_it(zs: Zs, tmp_path: Path) -> None:
    (tmp_path / "zs.toml").write_text('own = "420500"\n[rates]\nplaces = 2\n', encoding="utf-8")

    run = zs("config", "show", "--json", "--set", "lights.blue=99.5")

    settings = {one["name"]: one for one in json.loads(run.out)["settings"]}
    assert settings["rates.places"] == {
        "name": "rates.places",
        "value": 2,
        "origin": "workspace",
        "place": str(tmp_path / "zs.toml"),
        "meaning": "完成率、同比等比率保留几位小数",
    }
    assert (settings["lights.blue"]["value"], settings["lights.blue"]["origin"]) == (99.5, "flag")
    assert settings["targets.levels"]["value"] == ["省定", "市定"]
    assert settings["targets.levels"]["place"] is None


def test_show_works_without_a_workspace(zs: Zs) -> None:
    run = zs("config", "show")

    assert run.status == ExitStatus.OK
    assert "这里不在工作区里" in run.out
    assert run.err == "下一步：要改就写进工作区的 zs.toml\n"
