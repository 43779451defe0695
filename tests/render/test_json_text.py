"""JSON with every number exact."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.render.answer import Answer
from zhaoshang_cli.render.formats.json_text import number, text, write


def test_an_answer_is_one_object_with_its_schema_first() -> None:
    answer = Answer("show", {"rows": [{"ytd": Decimal("6078000.000000"), "name": "叶县"}]}, ())

    assert text(answer) == (
        '{\n  "schema": "zs.show/1",\n  "rows": [\n    {\n      "ytd": 6078000,\n'
        '      "name": "叶县"\n    }\n  ]\n}\n'
    )
    assert write(answer) == text(answer).encode()


def test_every_kind_of_value_has_its_form() -> None:
    payload: dict[str, object] = {
        "a": None,
        "b": True,
        "c": 3,
        "d": [],
        "e": {},
        "f": '"\n',
        "g": Decimal("-0.0"),
    }
    answer = Answer("x", payload, ())

    assert json.loads(text(answer)) == {"schema": "zs.x/1", **payload, "g": 0}


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        text(Answer("x", {"a": 0.1}, ()))


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20
    )
)
def test_a_decimal_survives_to_the_last_digit(value: Decimal) -> None:
    assert json.loads(number(value), parse_float=Decimal, parse_int=Decimal) == value
