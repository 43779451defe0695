"""The phrases that come with zs, and those of a workspace."""

import re
from pathlib import Path

import pytest

from zhaoshang_cli.domain.prose import slots_of
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.brief.phrases import load_phrases

RENDER = Path(__file__).parents[2] / "src" / "zhaoshang_cli" / "render"


def test_every_shipped_phrase_has_plain_slots_only() -> None:
    for pattern in load_phrases({}).patterns.values():
        slots_of(pattern)


def test_every_shipped_phrase_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in RENDER.rglob("*.py"))
    made = ("span_", "growth_", "rank_basis_", "press_title_completion", "completion_sum")

    unused = [
        key
        for key in load_phrases({}).patterns
        if f'"{key}"' not in source and not key.startswith(made)
    ]

    assert unused == []


def test_a_workspace_rewords_a_phrase() -> None:
    phrases = load_phrases({"place": "前{rank}名", "names": {"fdi_used": "利用外资"}})

    assert phrases.word("place", rank="3") == "前3名"
    assert phrases.names["fdi_used"] == "利用外资"
    assert phrases.names["proj_signed"] == "新签约项目"


def test_an_empty_phrase_says_nothing() -> None:
    assert not load_phrases({"place": ""}).say("place", rank="3")


@pytest.mark.parametrize(
    ("overrides", "code", "said"),
    [
        ({"growth_upp": "涨"}, "phrase-unknown", "没有叫“growth_upp”的句式"),
        ({"place": 3}, "phrase-malformed", "要写成一行文字"),
        ({"place": "第{rank"}, "phrase-malformed", "句式“place”写得不对"),
        ({"place": "第{rank.real}位"}, "phrase-malformed", "空位只能写成"),
        ({"place": "第{rank!r}位"}, "phrase-malformed", "空位只能写成"),
        ({"place": "第{basis}位"}, "phrase-malformed", "没有空位 {basis}"),
        ({"rate": {"arrival": {"places": 99}}}, "phrase-malformed", "要写 0 到 9 的整数"),
        ({"rate": {"arrival": {"place": 1}}}, "phrase-malformed", "不认识“place”"),
        ({"rate": {"mine": {}}}, "phrase-malformed", "缺 name"),
        ({"form": {"times_places": True}}, "phrase-malformed", "要写 0 到 9 的整数"),
        ("x", "phrase-malformed", "要写成 [phrases] 一节"),
        ({"names": "x"}, "phrase-malformed", "要写成 [phrases.names] 一节"),
    ],
)
def test_a_wrong_phrase_is_refused(overrides: object, code: str, said: str) -> None:
    with pytest.raises(ZsError, match=re.escape(said)) as refusal:
        load_phrases(overrides)

    assert refusal.value.code == code
