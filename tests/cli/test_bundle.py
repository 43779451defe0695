"""A period's documents with all they stand on: packed, done again from the package, and compared."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.render.ledger import CITY, LEFT, REGIONS, RIGHT, ZONE, Aims, Values, workspace_with
from tests.support import Zs

OOS = "oos_funds"
VALUES: Values = {
    (code, period, OOS): 1000 + period % 100
    for code in (LEFT, RIGHT, ZONE)
    for period in (202111, 202211)
}
AIMS: Aims = {(CITY, 2022, OOS, "省定"): 6000}


@pytest.fixture
def folder(tmp_path: Path, zs: Zs) -> Path:
    """A workspace whose release of November is written and packed as 包.zip."""
    home = tmp_path / "工作区"
    home.mkdir()
    workspace_with(home, VALUES, AIMS, toml=REGIONS)
    assert zs("-C", home, "brief", "press", "2022-11", "--date", "2022-12-20").status == 0
    assert zs("-C", home, "bundle", "2022-11", "-o", tmp_path / "包.zip").status == 0
    return home


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, held: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def verified(zs: Zs, path: Path) -> tuple[int, dict[str, list[str]]]:
    """Verify and return the status and the differences of each step."""
    run = zs("bundle", "verify", path, "--json")
    told = json.loads(run.out)
    assert told["sound"] is (run.status == 0)
    return run.status, {one["step"]: one["differences"] for one in told["steps"]}


def test_a_bundle_is_done_again_from_itself_alone(folder: Path, zs: Zs) -> None:
    run = zs("bundle", "verify", folder.parent / "包.zip")

    head = json.loads(entries(folder.parent / "包.zip")["manifest.json"])["head"]
    assert run == (
        0,
        (
            "核验 包.zip（2022-11）：全部相符\n"
            "步骤        结果  说明\n"
            "-------------------------------------------------------\n"
            "文件        相符  18 个文件与清单逐个核对\n"
            "流水和归档  相符  1 批，2 个原件\n"
            "台账        相符  从流水和归档重建了 1 批\n"
            "稿件        相符  按第 2 次报送重写，3 个文件逐字节相同\n"
            f"流水末行哈希：{head}\n"
        ),
        "下一步：把流水末行哈希与稿件、备份上记下的对一对\n",
    )


def test_the_same_workspace_gives_the_same_bytes(folder: Path, zs: Zs) -> None:
    zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "又.zip")

    assert (folder.parent / "又.zip").read_bytes() == (folder.parent / "包.zip").read_bytes()


def test_what_was_set_outside_the_workspace_travels_along(
    folder: Path, zs: Zs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZS_PROSE_PUBLISHER", "苏州市人民政府")
    zs("-C", folder, "brief", "press", "2022-11", "--date", "2022-12-20")
    zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "又.zip")
    monkeypatch.setenv("ZS_PROSE_PUBLISHER", "另一家")

    status, _ = verified(zs, folder.parent / "又.zip")

    assert status == 0
    assert "苏州市人民政府" in entries(folder.parent / "又.zip")["output/新闻稿.md"].decode()


def test_later_submissions_do_not_change_what_a_bundle_shows(folder: Path, zs: Zs) -> None:
    sheet = folder / "东县.csv"
    sheet.write_text("东县2022年11月,,\n指标,本年累计,单位\n实际到位省外资金,9999,万元\n", "utf-8")
    assert zs("-C", folder, "ingest", sheet).status == 0
    zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "又.zip")

    assert verified(zs, folder.parent / "又.zip")[0] == 0


def test_a_published_period_is_reproduced_after_the_settings_changed(folder: Path, zs: Zs) -> None:
    assert zs("-C", folder, "freeze", "2022-11", "--by", "王局").status == 0
    toml = folder / "zs.toml"
    toml.write_text(toml.read_text("utf-8").replace("东县", "新东县"), "utf-8")
    zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "又.zip")

    assert verified(zs, folder.parent / "又.zip")[0] == 0


def changed(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(held: dict[str, bytes]) -> None:
        data = bytearray(held[name])
        data[len(data) // 2] ^= 1
        held[name] = bytes(data)

    return change


def dropped(name: str) -> Callable[[dict[str, bytes]], None]:
    def drop(held: dict[str, bytes]) -> None:
        del held[name]

    return drop


@pytest.mark.parametrize(
    "name",
    [
        "workspace/journal.jsonl",
        "workspace/archive/000001.zip",
        "workspace/zs.duckdb",
        "workspace/zs.toml",
        "output/新闻稿.md",
        "output/新闻稿.html",
        "output/新闻稿.figures.json",
        "written-with/settings.json",
        "written-with/shipped/data/phrases.toml",
    ],
)
@pytest.mark.parametrize("attack", [changed, dropped])
def test_any_changed_or_missing_file_is_named(
    folder: Path, zs: Zs, name: str, attack: Callable[[str], Callable[[dict[str, bytes]], None]]
) -> None:
    held = entries(folder.parent / "包.zip")
    attack(name)(held)
    pack(folder.parent / "坏.zip", held)

    status, differences = verified(zs, folder.parent / "坏.zip")

    assert status == 1
    assert f"{name} 与清单不符" in differences["文件"]


def with_true_hash(held: dict[str, bytes], name: str, data: bytes) -> None:
    """Change a file and the manifest with it, as a forger would."""
    held[name] = data
    manifest: dict[str, Any] = json.loads(held["manifest.json"])
    for one in manifest["files"]:
        if one["name"] == name:
            one.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    held["manifest.json"] = json.dumps(manifest).encode()


def test_a_forged_number_is_found_even_when_the_manifest_agrees(folder: Path, zs: Zs) -> None:
    held = entries(folder.parent / "包.zip")
    text = held["output/新闻稿.md"].decode()
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "3033" in one or "0.3" in one)
    with_true_hash(held, "output/新闻稿.md", text.replace("0.3", "0.9", 1).encode())
    pack(folder.parent / "坏.zip", held)

    status, differences = verified(zs, folder.parent / "坏.zip")

    assert (status, differences["文件"]) == (1, [])
    assert differences["稿件"] == [f"新闻稿.md 与重写的不同，从第 {line} 行起"]


def test_a_forged_line_of_the_journal_is_found(folder: Path, zs: Zs) -> None:
    held = entries(folder.parent / "包.zip")
    changed("workspace/journal.jsonl")(held)
    with_true_hash(held, "workspace/journal.jsonl", held["workspace/journal.jsonl"])
    pack(folder.parent / "坏.zip", held)

    status, differences = verified(zs, folder.parent / "坏.zip")

    assert (status, differences["文件"]) == (1, [])
    assert differences["流水和归档"]


def test_a_draft_that_was_worked_on_is_said_to_differ(folder: Path, zs: Zs) -> None:
    draft = folder / "输出" / "2022-11" / "新闻稿.md"
    draft.write_text(draft.read_text("utf-8") + "补写\n", "utf-8")

    run = zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "又.zip")

    assert "注意：新闻稿.md 在 zs 写出以后改动过，核对时会报不符\n" in run.err
    assert verified(zs, folder.parent / "又.zip")[0] == 1


@pytest.mark.parametrize(
    "name",
    [
        "../外.txt",
        "workspace/../../外.txt",
        "/外.txt",
        "C:\\外.txt",
        "workspace\\..\\..\\外.txt",
        "workspace//zs.toml",
        "./zs.toml",
        "workspace/\x1b[31m",
        "workspace/a\nb",
        "WORKSPACE/ZS.TOML",
        "x" * 500,
    ],
)
def test_no_entry_leads_out_of_the_folder(folder: Path, zs: Zs, name: str) -> None:
    held = entries(folder.parent / "包.zip")
    pack(folder.parent / "坏.zip", {**held, name: b"x"})
    before = sorted(path for path in folder.parent.rglob("*"))

    run = zs("bundle", "verify", folder.parent / "坏.zip")

    assert (run.status, run.out) == (3, "")
    assert run.err.startswith("错误[bundle-damaged]：这不是 zs 的核验包，或已经损坏：")
    assert run.err.isprintable() is False
    assert "\x1b" not in run.err
    assert sorted(path for path in folder.parent.rglob("*")) == before


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("submission.json", bytes(80 << 20))
    return held.getvalue()


def test_a_bomb_is_not_unpacked(folder: Path, zs: Zs) -> None:
    pack(folder.parent / "坏.zip", {"workspace/x": bytes(80 << 20)})

    run = zs("bundle", "verify", folder.parent / "坏.zip")

    assert (run.status, "压缩得不像真的" in run.err) == (3, True)


def test_a_bomb_inside_an_archive_is_not_unpacked(folder: Path, zs: Zs) -> None:
    held = entries(folder.parent / "包.zip")
    with_true_hash(held, "workspace/archive/000001.zip", bomb())
    pack(folder.parent / "坏.zip", held)

    run = zs("bundle", "verify", folder.parent / "坏.zip")

    assert (run.status, "压缩得不像真的" in run.err) == (3, True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_what_is_no_bundle_is_told(zs: Zs, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "坏.zip").write_bytes(data)

    run = zs("bundle", "verify", "坏.zip")

    assert (run.status, run.err.splitlines()[0]) == (
        3,
        "错误[bundle-damaged]：这不是 zs 的核验包，或已经损坏：打不开或读不全",
    )


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"x", b'{"schema": "zs.bundle/1"}'])
def test_a_bundle_without_a_manifest_is_told(zs: Zs, tmp_path: Path, manifest: bytes) -> None:
    pack(tmp_path / "坏.zip", {"manifest.json": manifest})

    assert zs("bundle", "verify", "坏.zip").status == 3


def test_nothing_is_packed_without_documents(tmp_path: Path, zs: Zs) -> None:
    workspace_with(tmp_path, VALUES, AIMS, toml=REGIONS)

    run = zs("bundle", "2022-11", "-o", "包.zip")

    assert (run.status, run.err.splitlines()[0]) == (
        5,
        "错误[bundle-empty]：2022-11 还没有 zs 写的稿子",
    )
    assert not (tmp_path / "包.zip").exists()


def test_nothing_is_overwritten(folder: Path, zs: Zs) -> None:
    run = zs("-C", folder, "bundle", "2022-11", "-o", folder.parent / "包.zip")

    assert (run.status, run.err.splitlines()[0]) == (
        2,
        "错误[output-exists]：这个文件已经有了，不覆盖",
    )


def test_a_bundle_to_verify_must_be_named(zs: Zs) -> None:
    assert zs("bundle", "verify").status == 2
    assert zs("bundle", "verify", "没有.zip").status == 3
