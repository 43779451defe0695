"""Archives: the originals of a run, and what was accepted from them."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.archive import (
    archive_name,
    read_archive,
    read_original,
    write_archive,
)

DATA = "地区,数\r\n叶县,1\r\n".encode("gb18030")
SHA256 = hashlib.sha256(DATA).hexdigest()
ENTRIES = {"submission.json": b"[]", "observation.csv": b"x\n"}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "叶县.csv"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def archive(tmp_path: Path, sent: Path) -> Path:
    path = tmp_path / archive_name(1)
    write_archive(path, ENTRIES, [(SHA256, sent)])
    return path


def test_a_run_has_its_own_archive() -> None:
    assert archive_name(123) == "archive/000123.zip"


def test_what_was_written_is_read_back(archive: Path) -> None:
    assert read_archive(archive) == ENTRIES
    assert read_original(archive, SHA256) == DATA


def test_the_same_run_gives_the_same_bytes(archive: Path, sent: Path, tmp_path: Path) -> None:
    again = tmp_path / "again" / "000001.zip"
    write_archive(again, ENTRIES, [(SHA256, sent)])

    assert again.read_bytes() == archive.read_bytes()


def test_what_is_written_from_a_file_has_the_same_bytes(archive: Path, sent: Path) -> None:
    whole = archive.read_bytes()
    laid = {}
    for name, data in ENTRIES.items():
        laid[name] = sent.with_name(name)
        laid[name].write_bytes(data)

    write_archive(archive, laid, [(SHA256, sent)])

    assert archive.read_bytes() == whole


def test_a_large_file_is_written_as_a_small_one_is(tmp_path: Path) -> None:
    data = bytes(range(256)) * 20_000
    laid, expected = tmp_path / "laid", tmp_path / "expected.zip"
    laid.write_bytes(data)
    write_archive(tmp_path / "a" / "1.zip", {"observation.csv": laid}, [])
    with zipfile.ZipFile(expected, "w") as archive:
        info = zipfile.ZipInfo("observation.csv")
        info.external_attr = 0o600 << 16
        archive.writestr(info, data, zipfile.ZIP_DEFLATED, 6)

    assert (tmp_path / "a" / "1.zip").read_bytes() == expected.read_bytes()


def test_an_original_that_came_twice_is_kept_once(tmp_path: Path, sent: Path) -> None:
    path = tmp_path / archive_name(1)
    write_archive(path, {}, [(SHA256, sent), (SHA256, sent)])

    with zipfile.ZipFile(path) as opened:
        assert opened.namelist() == [f"originals/{SHA256}"]


def test_a_workbook_is_stored_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / archive_name(1)
    data = b"PK\x03\x04" + b"0" * 1000
    workbook, sha256 = tmp_path / "叶县.xlsx", hashlib.sha256(data).hexdigest()
    workbook.write_bytes(data)
    write_archive(path, {}, [(sha256, workbook)])

    with zipfile.ZipFile(path) as opened:
        assert opened.getinfo(f"originals/{sha256}").compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("meanwhile", ["changed", "gone"])
def test_an_original_that_is_no_longer_what_was_read_is_refused(
    tmp_path: Path, sent: Path, meanwhile: str
) -> None:
    if meanwhile == "changed":
        sent.write_bytes(DATA + b"\r\n")
    else:
        sent.unlink()

    with pytest.raises(ZsError, match="没有写入") as caught:
        write_archive(tmp_path / archive_name(1), ENTRIES, [(SHA256, sent)])

    assert caught.value.code == "file-changed"
    assert caught.value.place == Place(str(sent))
    assert list(tmp_path.joinpath("archive").iterdir()) == []


def test_one_left_by_a_run_that_never_counted_is_replaced(archive: Path) -> None:
    write_archive(archive, {"submission.json": b"[1]"}, [])

    assert read_archive(archive) == {"submission.json": b"[1]"}


def test_no_draft_stays_behind(archive: Path) -> None:
    assert [path.name for path in archive.parent.iterdir()] == ["000001.zip"]


def test_a_cut_archive_is_damaged(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-30])

    for read in (read_archive, lambda path: read_original(path, SHA256)):
        with pytest.raises(ZsError) as caught:
            read(archive)
        assert caught.value.code == "archive-damaged"


def test_no_changed_byte_of_an_original_goes_unseen(archive: Path) -> None:
    whole = archive.read_bytes()
    for at in range(len(whole)):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert outcome(archive) in {"whole", "archive-damaged"}, at


def outcome(archive: Path) -> str:
    try:
        return "whole" if read_original(archive, SHA256) == DATA else "changed"
    except ZsError as error:
        return error.code


def test_an_original_that_never_came_is_told(archive: Path) -> None:
    with pytest.raises(ZsError, match="缺失或损坏"):
        read_original(archive, "0" * 64)
