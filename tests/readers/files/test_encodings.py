import codecs

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.encodings import decode

TEXT = "县区,到位资金\r\n叶县,1234.5\r\n宝丰县,20\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_that_offices_use_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


def test_a_text_without_chinese_is_utf_8() -> None:
    assert decode(b"a,b\n1,2\n") == ("a,b\n1,2\n", "utf-8")


def test_rare_characters_of_gb18030_survive() -> None:
    assert decode("叶县,㛃䶮𬭸\n".encode("gb18030")) == ("叶县,㛃䶮𬭸\n", "gb18030")


def test_a_word_in_gbk_that_is_valid_utf_8_by_chance_stays_chinese() -> None:
    assert decode("茅台\n".encode("gbk")) == ("茅台\n", "gb18030")


def test_a_column_of_the_numeral_one_does_not_turn_utf_16_around() -> None:
    text = "一,一\r\n" + "一一一一一一一一　\r\n" * 9

    assert decode(text.encode("utf-16-le")) == (text, "utf-16-le")
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")


def test_a_longer_text_in_another_alphabet_stays_utf_8() -> None:
    assert decode("Пермь,Уфа\n".encode()) == ("Пермь,Уфа\n", "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode()[:16] + b"\xff" + TEXT.encode()[16:], "UTF-8"),
        (codecs.BOM_UTF8 + b"\xff", "UTF-8-SIG"),
        (TEXT.encode("gbk") + b"\xff\xff", "GB18030"),
    ],
)
def test_damaged_text_is_refused_and_never_read_as_nonsense(data: bytes, encoding: str) -> None:
    with pytest.raises(ZsError, match=f"按 {encoding} 读到第 [0-9]+ 个字节") as caught:
        decode(data)

    assert caught.value.code == "file-encoding"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_cut_off_within_a_character_is_incomplete(encoding: str) -> None:
    with pytest.raises(ZsError, match="在半个字的地方断了") as caught:
        decode((TEXT + "郏县").encode(encoding)[:-1])

    assert caught.value.code == "file-truncated"


def test_big5_is_believed_where_a_page_declares_it() -> None:
    page = '<html><meta charset="big5"><table><tr><td>鄉鎮</td></tr></table></html>'

    assert decode(page.encode("big5")) == (page, "big5hkscs")


@pytest.mark.parametrize(
    "data",
    [
        b"a\x00\x01b\x00\x02\x03\x04\x05",
        b"code,value\n1,2\n" + bytes(100),
        "县区,资金\n叶县,1\n".encode("gbk") + bytes(101),
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ZsError, match="二进制") as caught:
        decode(data)

    assert caught.value.code == "file-kind"


def test_a_stray_control_character_does_no_harm() -> None:
    assert decode("叶县\x02,1\x1a".encode()) == ("叶县\x02,1\x1a", "utf-8")


def test_a_stray_nul_does_not_make_a_text_utf_16() -> None:
    assert decode(b"a,\x00b\n1,2\n")[0] == "a,\x00b\n1,2\n"


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30).map(
        lambda names: f"县区,万元\r\n{names},12\r\n"
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_what_was_written_is_read_whatever_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text
