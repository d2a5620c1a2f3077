"""JSON that two readers could understand in two ways is refused in words; nothing makes the reader fall."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.call_errors import InvalidJsonError
from chalicelib.intake.strict_json import MAX_DEPTH, MAX_NUMBER_LENGTH, read_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)

REFUSED = [
    (b"", "not JSON"),
    (b"{oops", "not JSON"),
    (b"[1] [2]", "not JSON"),
    (b"\xff\xfe[\x001\x00]\x00", "not JSON"),
    (b'"\xe9"', "not JSON"),
    (b"[NaN]", "NaN"),
    (b"[Infinity]", "NaN"),
    (b"[-Infinity]", "NaN"),
    (b"[1e999]", "number"),
    (b"[-1e999]", "number"),
    (b"[" + b"9" * 5000 + b"]", "number"),
    (b"[" + b"9" * (MAX_NUMBER_LENGTH + 1) + b"]", "number"),
    (b"[0." + b"1" * MAX_NUMBER_LENGTH + b"]", "number"),
    (b'{"a": 1, "a": 1}', "twice"),
    (b'[{"b": {"a": 1, "c": 2, "a": 3}}]', "twice"),
    (rb'["\ud800"]', "surrogate"),
    (rb'{"\udfff": 1}', "surrogate"),
    (rb'{"a": ["x\udc00y"]}', "surrogate"),
    (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "deep"),
    (b'{"a":' * 100_000, "deep"),
    (b"[" * 100_000, "deep"),
    (b"[" * 900 + b"]" * 900, "deep"),
]


@pytest.mark.parametrize(("raw", "said"), REFUSED, ids=[f"{said}-{place}" for place, (_, said) in enumerate(REFUSED)])
def test_what_is_refused_says_why(raw: bytes, said: str) -> None:
    with pytest.raises(InvalidJsonError, match=said) as refused:
        read_json(raw)
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"\xef\xbb\xbf[1]", [1]),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, json.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)),
        (rb'"\ud83d\ude00"', "😀"),
        (b"[" + b"9" * MAX_NUMBER_LENGTH + b"]", [int("9" * MAX_NUMBER_LENGTH)]),
        (b'{"a": 1, "b": {"a": 1}}', {"a": 1, "b": {"a": 1}}),
        (b"[1e308, 49.899999999999998578915]", [1e308, 49.9]),
    ],
)
def test_what_is_unusual_and_clear_is_read(raw: bytes, value: object) -> None:
    assert read_json(raw) == value


@given(JSON)
def test_whatever_json_holds_is_read_as_it_is(value: object) -> None:
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary())
def test_nothing_makes_it_fall(raw: bytes) -> None:
    with suppress(InvalidJsonError):
        read_json(raw)
