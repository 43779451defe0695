from pathlib import Path

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.workspace import open_workspace
from zhaoshang_cli.workspace.opening import asked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "招 商"
    made.mkdir()
    write(made, "")
    return made


def write(folder: Path, rest: str) -> None:
    (folder / "zs.toml").write_text(f'own = "410400"\n{rest}', encoding="utf-8")


def test_the_nearest_folder_upward_is_the_workspace(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = folder / "来文" / "2022-11"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    assert open_workspace().path == folder


def test_a_variable_names_the_workspace_and_the_command_line_goes_before_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "另一个"
    other.mkdir()
    write(other, "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZS_WORKSPACE", str(other))

    with asked(folder, {}):
        named = open_workspace().path

    assert (open_workspace().path, named) == (other, folder)


def test_no_workspace_is_an_error_that_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ZsError) as failure:
        open_workspace(tmp_path)

    assert failure.value.code == "workspace-missing"
    assert str(failure.value.place) == str(tmp_path)


def test_its_files_lie_in_it(folder: Path) -> None:
    workspace = open_workspace(folder)

    names = [
        workspace.store, workspace.journal, workspace.archive, workspace.lock, workspace.output,
        workspace.templates, workspace.profiles,
    ]  # fmt: skip
    assert [path.name for path in names] == [
        "zs.duckdb", "journal.jsonl", "archive", "zs.lock", "输出", "templates", "profiles",
    ]  # fmt: skip
    assert {path.parent for path in names} == {folder}


def test_an_indicator_is_extended_and_another_added(folder: Path) -> None:
    shipped = open_workspace(folder).indicators["oos_funds"]
    write(
        folder,
        '[indicator.oos_funds]\nsynonyms = ["外来资金"]\n'
        '[indicator.visits]\nname = "外出招商批次"\nunit = "批次"\n',
    )

    indicators = open_workspace(folder).indicators

    assert indicators["oos_funds"].synonyms == (*shipped.synonyms, "外来资金")
    assert indicators["oos_funds"].unit == shipped.unit
    assert indicators["visits"].name == "外出招商批次"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('name = "批次"', " 缺少 unit"),
        ('name = "批次"\nunit = "个"\ncolour = 1', " 里没有 colour 这一项可写"),
        ('name = "批次"\nunit = "个"\nprose = { places = "两" }', " 的写法不对"),
        ('name = "批次"\nunit = "个"\nbreaks = [{ since = "2022-05" }]', " 缺少 caliber"),
    ],
)
def test_a_wrong_indicator_is_an_error(folder: Path, lines: str, fault: str) -> None:
    write(folder, f"[indicator.visits]\n{lines}\n")

    with pytest.raises(ZsError) as failure:
        _ = open_workspace(folder).indicators

    assert failure.value.code == "indicator-wrong"
    assert failure.value.message == f"[indicator.visits]{fault}"


def test_the_vocabulary_is_extended(folder: Path) -> None:
    write(folder, '[vocabulary.rows]\ntotal = ["全市总计数"]\n')

    assert "全市总计数" in open_workspace(folder).vocabulary.rows.total


def test_a_wrong_vocabulary_is_an_error(folder: Path) -> None:
    write(folder, '[vocabulary.rowz]\ntotal = ["全市总计数"]\n')

    with pytest.raises(ZsError) as failure:
        _ = open_workspace(folder).vocabulary

    assert failure.value.message == "[vocabulary] 里不认识或写错了 rowz"


def test_a_file_from_notepad_with_a_byte_order_mark_is_read(folder: Path) -> None:
    (folder / "zs.toml").write_bytes('\ufeffown = "410400"\r\n[rates]\r\nplaces = 2\r\n'.encode())

    assert open_workspace(folder).settings.rates.places == 2


def test_a_file_in_another_encoding_is_an_error(folder: Path) -> None:
    (folder / "zs.toml").write_bytes("# 设置\n".encode("gb18030"))

    with pytest.raises(ZsError) as failure:
        open_workspace(folder)

    assert failure.value.message == "文件不是 UTF-8 编码"
