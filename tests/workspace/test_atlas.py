import pytest

from tests import regions
from zhaoshang_cli.workspace import atlas


def test_the_shipped_tables_are_what_the_generator_writes() -> None:
    shipped = {path.name: path.read_text("utf-8") for path in regions.FOLDER.glob("*0000.csv")}

    assert shipped == regions.files()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("410400", ["平顶山市"]),
        ("平顶山市", ["平顶山市"]),
        ("平顶山", ["平顶山市"]),
        ("河南平顶山", ["平顶山市"]),
        ("河南省 平顶山市", ["平顶山市"]),
        ("济源", ["济源市"]),
        ("恩施", ["恩施土家族苗族自治州"]),
        ("恩施州", ["恩施土家族苗族自治州"]),
        ("海南州", ["海南藏族自治州"]),
        ("湖北恩施州", ["恩施土家族苗族自治州"]),
        ("阿拉善", ["阿拉善盟"]),
        ("广西", ["广西壮族自治区"]),
        ("北京", ["北京市"]),
        ("台湾省", ["台湾省"]),
        ("吉林市", ["吉林市"]),
        ("吉林", ["吉林省", "吉林市"]),
        ("海南", ["海南省", "海南藏族自治州"]),
        ("叶县", []),
        ("", []),
    ],
)
def test_a_head_is_found_by_code_name_or_short_name(text: str, names: list[str]) -> None:
    assert [entry.name for entry in atlas.find_heads(text)] == names


def test_every_head_is_found_by_its_code_and_by_its_full_name() -> None:
    for entry in atlas.heads():
        assert atlas.find_heads(entry.code) == (entry,)
        assert entry in atlas.find_heads(entry.name)


def test_an_unknown_province_is_empty() -> None:
    assert atlas.province("990000") == ()
