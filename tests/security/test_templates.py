"""Templates of a workspace, written by somebody who wants more than to arrange a document."""

import os
import re
import time
from pathlib import Path

import pytest
from markupsafe import Markup

from tests.render.ledger import CITY, LEFT, REGIONS, RIGHT, ZONE, Aims, Values, workspace_with
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.templates.confined import compose_apart
from zhaoshang_cli.render.templates.inert import active_part
from zhaoshang_cli.render.templates.sandbox import compose
from zhaoshang_cli.workflows.briefs.brief import Request, write_press
from zhaoshang_cli.workspace import Workspace

OOS = "oos_funds"
VALUES: Values = {(code, 202211, OOS): 1000 for code in (LEFT, RIGHT, ZONE)}
AIMS: Aims = {(CITY, 2022, OOS, "省定"): 6000} | {
    (code, 2022, OOS, "市定"): 2000 for code in (LEFT, RIGHT, ZONE)
}
CONTENT = {
    "title": "标题",
    "opening": ["一", Markup("<b>二</b>")],
    "sections": [{"heading": "小标题", "tables": [{"rows": [["<script>"]]}]}],
}
"""The shapes that templates are given."""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "templates" / "press" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def workspace_at(folder: Path, toml: str = REGIONS) -> Workspace:
    return workspace_with(folder, VALUES, AIMS, toml=toml)


def composed(folder: Path, text: str, *, apart: bool = True, seconds: float = 10.0) -> str:
    """Fill a template of the workspace's own, as a document does."""
    put(folder, "press.md.j2", text)
    name, homes = "press/press.md.j2", [folder / "templates"]
    if apart:
        return compose_apart(name, CONTENT, homes, autoescape=True, seconds=seconds)
    return compose(name, CONTENT, homes, autoescape=True)


def refused(folder: Path, text: str, *, apart: bool = True, seconds: float = 10.0) -> ZsError:
    """Return why a template was refused: one line, with the file."""
    with pytest.raises(ZsError) as refusal:
        composed(folder, text, apart=apart, seconds=seconds)
    assert "\n" not in refusal.value.message
    assert "press.md.j2" in str(refusal.value.place)
    return refusal.value


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title['__class__'] }}",
        "{{ title|attr('__class__') }}",
        "{{ [title]|map(attribute='__class__')|join }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ loop.__init__ }}",
        "{{ range.__self__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__['os'] }}",
        "{{ joiner }}",
        "{{ dict }}",
        "{{ title.format }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ '%s'|format(title) }}",
        "{{ title.encode() }}",
        "{{ opening.append('x') }}",
        "{{ opening.clear() }}",
        "{{ sections[0].update({'heading': 'x'}) }}",
        "{{ sections[0].pop('heading') }}",
        "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{% set n = namespace(a=1) %}{{ n.__init__ }}",
        "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
        "{{ title|safe }}",
        "{{ title|xmlattr }}",
        "{{ title|tojson }}",
        "{{ title|urlize }}",
        "{{ title|pprint }}",
        "{% do 1 %}",
        "{% debug %}",
    ],
)
def test_nothing_is_reached_but_the_words_of_the_document(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, apart=False).code == "template-broken"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10**10 }}",
        "{{ 'a' * 10000000000 }}",
        "{{ [0] * 10000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%10000000000d' % 1 }}",
        "{{ 'a'.center(10000000000) }}",
        "{{ 'a'|center(10000000000) }}",
        "{{ 'a'.ljust(10000000000) }}",
        "{{ 'a'|indent(10000000000) }}",
        "{{ 'a'|wordwrap(1) }}",
        "{{ [1]|batch(10000000000, 'x')|list }}",
        "{{ 1|filesizeformat }}",
        "{{ lipsum(n=10000000) }}",
        "{{ range(10000000000)|list }}",
        "{{ 1 / 0 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'press/press.md.j2' %}",
        "{% extends 'press/press.md.j2' %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "-" * 20000 + "1 }}",
    ],
)
def test_what_would_make_endless_text_at_a_stroke_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).code in {"template-broken", "template-too-large"}


LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}"
ENDS = "{% endfor %}{% endfor %}{% endfor %}"


def test_a_loop_without_end_is_stopped_by_the_clock(tmp_path: Path) -> None:
    begun = time.monotonic()

    refusal = refused(tmp_path, LOOPS + ENDS, seconds=1)

    assert (refusal.code, refusal.message) == (
        "template-too-slow",
        "模板 1 秒还没有排完，已停止",
    )
    assert time.monotonic() - begun < 8


def test_a_page_without_end_is_stopped_by_its_size(tmp_path: Path) -> None:
    assert refused(tmp_path, f"{LOOPS}平顶山{ENDS}").code == "template-too-large"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@pytest.mark.parametrize(
    "grown",
    ["'ab'; n.x ~ n.x", "'ab'; n.x|replace('a', 'aaaaaaaaaa')", "[1, 2, 3]; n.x + n.x"],
)
def test_memory_without_end_is_stopped_by_its_limit(tmp_path: Path, grown: str) -> None:
    start, _, step = grown.partition("; ")
    text = (
        f"{{% set n = namespace(x={start}) %}}"
        f"{{% for i in range(60) %}}{{% set n.x = {step} %}}{{% endfor %}}"
    )

    assert refused(tmp_path, text).code == "template-too-large"


@pytest.mark.parametrize(
    "text",
    [
        "{% include '../../zs.toml' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'press/../../zs.toml' %}",
        "{% include 'press\\\\..\\\\..\\\\zs.toml' %}",
        "{% import '../zs.toml' as x %}",
        "{% from '../../zs.toml' import x %}",
        "{% extends '/etc/hostname' %}",
        "{% include ['../../zs.toml', '/etc/passwd'] %}",
    ],
)
def test_no_file_outside_the_folders_of_templates_is_read(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text, apart=False).code == "template-broken"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    put(tmp_path, "secret.j2", "").unlink()
    (tmp_path / "templates" / "press" / "secret.j2").symlink_to(tmp_path / "secret.txt")

    refusal = refused(tmp_path, "{% include 'press/secret.j2' %}")

    assert refusal.message == "模板有错：press/secret.j2 在模板文件夹之外"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such file")
def test_a_template_that_is_an_endless_file_is_refused(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path)
    put(tmp_path, "press.md.j2", "").unlink()
    (tmp_path / "templates" / "press" / "press.md.j2").symlink_to("/dev/zero")

    with pytest.raises(ZsError) as refusal:
        write_press(workspace, Request(output=tmp_path / "稿.md"))

    assert refusal.value.code == "template-broken"
    assert list(tmp_path.glob("稿*")) == []


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
NAMES = (
    "{% for section in sections %}{% for chart in section.charts %}{% for row in chart.rows %}"
    "{{ row.full | default('') }}{% endfor %}{% endfor %}{% endfor %}"
)
NAMED = REGIONS.replace('"东县"', f"'{HOSTILE}'")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=//x></sCrIpT>",
        "<scr<script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<svg><image href='//x'/></svg>",
        "<svg onload=alert(1)>",
        "<p style='background:url(//x)'>",
        "<p style='background:u\\72l(//x)'>",
        "<rect fill='url(//x/y#z)'/>",
        "<style>@import '//x';</style>",
        "<style>p { background: url(https://x) }</style>",
        "<style></style><style><script>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>'>x</a>",
        "<a ping='//x' href='#x'>x</a>",
        "<link rel=stylesheet href=//x>",
        "<base href=//x>",
        "<meta http-equiv=refresh content='0;url=//x'>",
        "<iframe srcdoc='x'></iframe>",
        "<object data=x></object>",
        "<form action=//x></form>",
        "<math><mtext></mtext></math>",
        "<!--><script>alert(1)</script>-->",
        "<!-- --!><script>1</script> -->",
        "<?xml-stylesheet href='//x'?>",
        "<svg><![CDATA[<script>]]></svg>",
        "<video src=//x></video>",
        "<p ",
        "<p title='",
    ],
)
def test_a_page_that_does_something_is_found(text: str) -> None:
    assert active_part(text) is not None


def test_a_page_that_takes_the_protection_off_a_countys_words_is_not_written(
    tmp_path: Path,
) -> None:
    workspace = workspace_at(tmp_path, NAMED)
    text = f"{{% autoescape false %}}{NAMES}{{% endautoescape %}}"
    path = put(tmp_path, "press.html.j2", text)

    with pytest.raises(ZsError) as refusal:
        write_press(workspace, Request(output=tmp_path / "稿.html"))

    assert (refusal.value.code, str(refusal.value.place)) == ("template-unsafe", str(path))
    assert list(tmp_path.glob("稿*")) == []


def test_a_hostile_name_stays_text_under_a_template_of_ones_own(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path, NAMED)
    put(tmp_path, "press.html.j2", f"<p>{NAMES}</p>")

    write_press(workspace, Request(output=tmp_path / "稿.html"))

    page = (tmp_path / "稿.html").read_text("utf-8")
    assert "&lt;script&gt;" in page
    assert re.findall(r"<[^/p]", page) == []


def test_the_shipped_page_is_inert_whatever_a_region_is_called(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path, NAMED)

    write_press(workspace, Request(output=tmp_path / "稿.html"))

    assert active_part((tmp_path / "稿.html").read_text("utf-8")) is None


def test_a_link_and_a_picture_in_the_page_are_allowed(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path)
    text = "<a href='https://swj.gov.cn/'>官网</a><img src='data:image/png;base64,AA=='>"
    put(tmp_path, "press.html.j2", text)

    write_press(workspace, Request(output=tmp_path / "稿.html"))

    assert (tmp_path / "稿.html").read_text("utf-8") == text


def test_the_shipped_templates_copied_into_the_workspace_write_the_same(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path, NAMED)
    write_press(workspace, Request(output=tmp_path / "一.html"))
    shipped = Path(__file__).parents[2] / "templates" / "press"
    for path in shipped.iterdir():
        put(tmp_path, path.name, path.read_text("utf-8"))

    write_press(workspace, Request(output=tmp_path / "二.html"))
    write_press(workspace, Request(output=tmp_path / "二.md"))

    assert (tmp_path / "一.html").read_bytes() == (tmp_path / "二.html").read_bytes()


@pytest.mark.parametrize("text", ["{{ 'a' * 10000000000 }}", "{{ 'a'|center(10000000000) }}"])
def test_the_sandbox_itself_holds_where_there_is_no_limit_on_memory(
    tmp_path: Path, text: str
) -> None:
    assert refused(tmp_path, text, apart=False).code == "template-broken"
