"""The words by which sheets are read."""

import pytest

from zhaoshang_cli.domain.vocabulary import Vocabulary, shipped_vocabulary, vocabulary_from


def test_the_vocabulary_that_came_with_zs_is_whole() -> None:
    vocabulary = shipped_vocabulary()

    assert "本年累计" in vocabulary.headings.ytd
    assert vocabulary.levels.province == "省定"
    assert vocabulary.signatures["制表人"] == "填报人"


def test_a_workspace_adds_words_and_takes_none_away() -> None:
    more = vocabulary_from(
        {
            "headings": {"ytd": ["年内累计"]},
            "keys": {"ignored": ["分管领导"]},
            "units": {"万块": "万元"},
            "signatures": {"经手": "填报人"},
            "counting": {"units": ["宗"]},
            "levels": {"names": ["镇定"], "own": "自定"},
        }
    )

    joined = shipped_vocabulary().with_more(more)

    assert joined.headings.ytd == (*shipped_vocabulary().headings.ytd, "年内累计")
    assert joined.keys.ignored[-1] == "分管领导"
    assert joined.units["万块"] == "万元"
    assert joined.signatures["经手"] == "填报人"
    assert joined.counting[-1] == "宗"
    assert (joined.levels.province, joined.levels.own) == ("省定", "自定")


def test_nothing_added_changes_nothing() -> None:
    assert shipped_vocabulary().with_more(Vocabulary()) == shipped_vocabulary()


@pytest.mark.parametrize(
    "table", [{"heading": {}}, {"headings": {"ytdd": ["累计"]}}, {"keys": {"regions": []}}]
)
def test_a_table_or_list_that_nobody_knows_is_named(table: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        vocabulary_from(table)


@pytest.mark.parametrize(
    "table", [{"headings": []}, {"headings": {"ytd": "累计"}}, {"headings": {"ytd": [1]}}]
)
def test_a_list_must_hold_texts(table: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        vocabulary_from(table)
