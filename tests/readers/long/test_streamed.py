"""A text that comes in pieces is what it is whole: its encoding, its characters, its lines."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import TypeVar

import pytest
from hypothesis import example, given, settings, strategies as st

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.encodings import decode
from zhaoshang_cli.readers.files.separated import blocks, read_separated, separator_of
from zhaoshang_cli.readers.long import streamed
from zhaoshang_cli.readers.long.streamed import decoded, encoding_of, whole_lines

T = TypeVar("T")
TEXT = st.text(st.sampled_from('县区到位资金，。1234,\t\n\r"é\x00\x01\u3400茅台'), max_size=80)
CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5")
ENCODED = st.builds(lambda text, codec: text.encode(codec, "ignore"), TEXT, st.sampled_from(CODECS))
BYTES = st.one_of(ENCODED, st.binary(max_size=60), st.builds(bytes.__add__, ENCODED, st.binary()))


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    # A piece is larger than what the pattern of UTF-16 and a mark are looked for in.
    first = max(size, 8)
    yield data[:first]
    for at in range(first, len(data), size):
        yield data[at : at + size]


def in_pieces(data: bytes, size: int) -> tuple[str, str]:
    encoding = encoding_of(lambda: iter([data]))
    return "".join(decoded(pieces(data, size), encoding)), encoding


def outcome(read: Callable[[], T]) -> T | ZsError:
    try:
        return read()
    except ZsError as error:
        return error


def told(error: object) -> tuple[str, str]:
    assert isinstance(error, ZsError)
    return error.code, error.message


@settings(max_examples=500)
@given(data=BYTES, size=st.integers(1, 9))
@example(data="县区,资金\n叶县,1\n".encode("gb18030"), size=1)
@example(data="县区".encode()[:-1], size=2)
def test_bytes_in_pieces_are_the_text_that_they_are_together(data: bytes, size: int) -> None:
    expected, found = outcome(lambda: decode(data)), outcome(lambda: in_pieces(data, size))

    if not isinstance(expected, ZsError):
        assert found == expected
    elif told(found)[0] != "file-kind":  # a binary file is told from its first piece
        assert told(found) == told(expected)


@given(text=TEXT, size=st.integers(1, 9))
def test_lines_are_cut_where_they_end(text: str, size: int) -> None:
    found = list(whole_lines(text[at : at + size] for at in range(0, len(text), size)))

    assert "".join(found) == text
    lines = [line for piece in found for line in StringIO(piece, newline="")]
    assert lines == list(StringIO(text, newline=""))


@given(text=TEXT, size=st.integers(1, 9), most=st.integers(1, 5))
def test_records_in_blocks_are_those_of_the_whole_text(text: str, size: int, most: int) -> None:
    cut = whole_lines(text[at : at + size] for at in range(0, len(text), size))
    expected = outcome(lambda: read_separated(text))
    read = outcome(lambda: list(blocks(cut, separator_of(text), most)))

    if isinstance(expected, ZsError) or isinstance(read, ZsError):
        assert told(read) == told(expected)
        return
    found = [row for block in read for row in block]
    width = max(map(len, expected), default=0)
    filled = [tuple([*row, *[""] * width][:width]) for row in found]
    assert filled[: len(expected)] == list(expected)
    assert not any(text.strip() for row in found[len(expected) :] for text in row)


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streamed, "LONGEST_LINE", 100)
    given_out = 0

    def endless() -> Iterator[str]:
        nonlocal given_out
        yield "县区,资金\n叶县,1\n"
        while True:
            given_out += 1
            yield "1,2," * 10

    with pytest.raises(ZsError) as caught:
        list(whole_lines(endless()))

    assert caught.value.code == "file-too-big"
    assert caught.value.message.startswith("第 3 行超过 100 个字")
    assert given_out < 5


def test_a_quotation_mark_that_is_never_closed_is_found_by_its_line() -> None:
    text = ["县区,资金\n叶县,1\n", '宝丰县,"2\n', *["叶县,3\n"] * 5]

    with pytest.raises(ZsError) as caught:
        list(blocks(iter(text), ","))

    assert (caught.value.code, caught.value.message[:12]) == (
        "file-quotes",
        "第 3 行的引号没有配对",
    )


def test_quotes_that_never_let_a_row_end_are_refused_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.files.separated._MOST_AT_ONCE", 5_000)
    given_out = 0

    def endless() -> Iterator[str]:
        nonlocal given_out
        while True:
            given_out += 1
            yield '"x\n",' * 100

    with pytest.raises(ZsError) as caught:
        list(blocks(endless(), ","))

    assert caught.value.code == "file-too-big"
    assert given_out < 20
