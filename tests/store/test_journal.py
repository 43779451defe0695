"""The journal: chained lines, torn and damaged ones."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.files.journal import START, append, last_entry, next_entry, read_journal


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "journal.jsonl"
    for n in range(3):
        append(path, next_entry(last_entry(path), {"op": "ingest", "file": f"叶县{n}.xlsx"}))
    return path


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert last_entry(tmp_path / "journal.jsonl") is None


def test_each_line_holds_the_hash_of_the_one_before(journal: Path) -> None:
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]

    assert [line["seq"] for line in lines] == [1, 2, 3]
    assert [line["prev"] for line in lines] == [START, lines[0]["h"], lines[1]["h"]]


def test_a_torn_last_line_was_never_written(journal: Path) -> None:
    with journal.open("ab") as file:
        file.write(b'{"op":"ing')

    last = last_entry(journal)

    assert last is not None
    assert last.seq == 3


def test_the_next_writer_cuts_a_torn_line_off(journal: Path) -> None:
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"op"')

    entry = next_entry(last_entry(journal), {"op": "ingest"})
    append(journal, entry)

    assert journal.read_bytes() == whole + entry.line


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: [lines[0], lines[2]], "流水第 2 行与前一行接不上"),
        (lambda lines: [lines[1], lines[0], lines[2]], "流水第 1 行与前一行接不上"),
        (lambda lines: lines[1:], "流水第 1 行与前一行接不上"),
        (lambda lines: [lines[0], lines[1].replace(b"1.xlsx", b"9.xlsx")], "流水第 2 行不是完整的一行"),
        (lambda lines: [lines[0], b"\n", *lines[1:]], "流水第 2 行不是完整的一行"),
        (lambda lines: [lines[0].replace(b":", b": ", 1)], "流水第 1 行不是完整的一行"),
        (lambda _: [b'{"seq":1}\n'], "流水第 1 行不是完整的一行"),
        (lambda _: [b"[" * 100_000 + b"\n"], "流水第 1 行不是完整的一行"),
        (lambda _: [b'{"h":"\\ud800","prev":"","seq":1}\n'], "流水第 1 行不是完整的一行"),
        (lambda _: [b"\xff\xfe\n"], "流水第 1 行不是完整的一行"),
    ],
)  # fmt: skip
def test_damage_names_the_line(journal: Path, damage: object, message: str) -> None:
    assert callable(damage)
    journal.write_bytes(b"".join(damage(journal.read_bytes().splitlines(keepends=True))))

    with pytest.raises(ZsError) as caught:
        list(read_journal(journal))

    assert caught.value.code == "journal-damaged"
    assert caught.value.message.startswith(message)


def test_a_journal_that_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(ZsError, match="流水第 1 行读不出来"):
        list(read_journal(tmp_path))


def test_every_single_changed_byte_is_seen(journal: Path) -> None:
    whole = journal.read_bytes()
    last = last_entry(journal)
    for at in range(len(whole)):
        journal.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            seen = last_entry(journal) != last
        except ZsError:
            seen = True
        assert seen, at


texts = st.text(max_size=20) | st.integers() | st.none()


@settings(max_examples=50, deadline=None)
@given(records=st.lists(st.dictionaries(st.text(max_size=5), texts, max_size=4), max_size=4))
def test_what_was_appended_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    bodies = []
    for record in records:
        entry = next_entry(last_entry(path), {k: v for k, v in record.items() if k != "h"})
        append(path, entry)
        bodies.append(entry.body)

    assert [entry.body for entry in read_journal(path)] == bodies
