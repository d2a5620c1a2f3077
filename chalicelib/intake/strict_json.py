"""JSON as it comes in, read once and strictly: what two readers could understand in two ways is refused in words."""

import json
import math
import re
from typing import Any

from chalicelib.domain.call_errors import InvalidJsonError

MAX_DEPTH = 32
MAX_NUMBER_LENGTH = 100
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(raw: bytes) -> object:
    """The value. Raises InvalidJsonError, which never repeats what was sent.

    Refused beside what is no JSON at all: NaN and infinities, numbers too large or too long to be meant, a name given
    twice in one object, half a surrogate pair (no UTF-8 holds it), and more than `MAX_DEPTH` levels.
    """
    try:
        value: object = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except InvalidJsonError:
        raise
    except RecursionError as cause:
        raise _too_deep() from cause
    except ValueError as cause:
        raise InvalidJsonError("The body is not JSON: send JSON in UTF-8.") from cause
    _look_through(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InvalidJsonError("An object of the body holds a name twice: send each name once.")
    return found


def _constant(_name: str) -> float:
    raise InvalidJsonError("The body holds NaN or an infinity, which are no JSON: send a number or null.")


def _float(text: str) -> float:
    number = float(text)
    if len(text) > MAX_NUMBER_LENGTH or math.isinf(number):
        raise _no_number()
    return number


def _int(text: str) -> int:
    if len(text) > MAX_NUMBER_LENGTH:
        raise _no_number()
    return int(text)


def _no_number() -> InvalidJsonError:
    return InvalidJsonError("The body holds a number that is too large or too long: send one that a program can hold.")


def _too_deep() -> InvalidJsonError:
    return InvalidJsonError(f"The body is nested more than {MAX_DEPTH} levels deep: send it flatter.")


def _look_through(value: object) -> None:
    """Without recursion: what is nested deeply must not exhaust who looks at it."""
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        if any(isinstance(one, str) and _LONE_SURROGATE.search(one) for one in level):
            raise InvalidJsonError("The body holds half a surrogate pair: send whole characters.")
        level = [inner for one in level if isinstance(one, dict | list) for inner in _inside(one)]
        if not level:
            return
    raise _too_deep()


def _inside(value: Any) -> list[object]:
    return [*value.keys(), *value.values()] if isinstance(value, dict) else value
