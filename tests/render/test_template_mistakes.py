"""A mistake in a template is told in Chinese; Jinja's words only stand behind."""

import re
from pathlib import Path

import pytest

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.templates.sandbox import compose

GIVEN = {"title": "题", "total": 3, "sections": [{"heading": "一"}], "closing": []}


def told(folder: Path, template: str) -> str:
    (folder / "稿.j2").write_text(template, encoding="utf-8")
    with pytest.raises(ZsError) as refusal:
        compose("稿.j2", GIVEN, [folder], autoescape=False)
    return refusal.value.message.removeprefix("模板有错：")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ titel }}", "没有“titel”这一项，是不是想写 title、total"),
        ("{{ x9 }}", "没有“x9”这一项，有的是 title、total、sections、closing"),
        ("{% for x in sections %}", "{% for %} 没有结束，要写 {% endfor %}"),
        ("{% if title %}{% for x in sections %}", "{% for %} 没有结束，要写 {% endfor %}"),
        ("{% endif %}", "多了一个 {% endif %}，前面没有 {% if %}"),
        ("{% fro x in sections %}", "没有 {% fro %} 这种写法，或写错了地方"),
        ("{{ title", "没有写完，缺 }}"),
        ("{{ title }", "“}”写错了地方，括号要成对"),
        ("{# 注", "{# 注释没有结束，要写 #}"),
        ("{{ title | upcase }}", "没有“upcase”这个过滤器或判断"),
        ("{{ title，total }}", "“，”这里不能用，多半是全角的标点，改成半角"),
        ("{{ 'a }}", "引号没有成对"),
        ("{% if title = 'a' %}{% endif %}", "比较用两个等号：=="),
        ("{{ a b }}", "“b”写错了地方，这里要 }}"),
        ("{% for x in %}{% endfor %}", "%} 前面缺一个名称"),
        ("{{ title.upper() }}", "不能用 .upper：模板只排版，给的只有文字和数"),
        ("{{ title() }}", "后面不能加括号：模板里没有可以调用的东西"),
        ("{{ title + 1 }}", "不同的东西不能相加、相比；模板只排版，不计算"),
        ("{{ 1 / 0 }}", "除数是零；模板只排版，不计算"),
        ("{% for x in total %}{% endfor %}", "给 for 的不是一串东西"),
        ("{{ closing[5] }}", "没有第 5 个（从 0 数起）"),
        ("{{ title | join(1, 2, 3) }}", "排不出来"),
    ],
)
def test_the_chinese_stands_before_the_original(tmp_path: Path, template: str, words: str) -> None:
    assert re.fullmatch(rf"{re.escape(words)}（原文：.+）", told(tmp_path, template))


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ sections[0].headin }}", "没有“headin”这一项，是不是想写 heading"),
        ("{% include '页脚.j2' %}", "没有“页脚.j2”这个模板"),
        ("{{ total ** 9 }}", "模板里不能这样用 **"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "模板一层套一层，没有尽头"),
    ],
)
def test_what_zs_itself_finds_needs_no_original(tmp_path: Path, template: str, words: str) -> None:
    assert told(tmp_path, template) == words


def test_a_template_in_gbk_is_told(tmp_path: Path) -> None:
    (tmp_path / "稿.j2").write_bytes("标题".encode("gb18030"))

    with pytest.raises(ZsError, match="不是 UTF-8 编码的文字"):
        compose("稿.j2", GIVEN, [tmp_path], autoescape=False)
