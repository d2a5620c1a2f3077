"""Documents of the table as JSON: compact, with the few kinds of values that JSON has no form for."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def json_text(document: Mapping[str, Any]) -> str:
    """Days and instants as ISO 8601, decimals as text, sets in a stable order, dataclasses as objects of their fields.

    The encoder asks for the fields of a dataclass as it comes to it: `asdict` would copy the whole tree before.
    """
    return json.dumps(document, default=_plain, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # instants are dates, too
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return vars(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def instant_from(text: str | None) -> datetime | None:
    """An instant as `json_text` wrote it."""
    return None if text is None else datetime.fromisoformat(text)
