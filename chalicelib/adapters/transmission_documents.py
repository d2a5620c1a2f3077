"""Transmissions and chunks as items: what never changes is one document, what grows are numbers of their own."""

import json
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.adapters import transmission_keys as keys
from chalicelib.adapters.dynamodb_tables import ChunkItem, TransmissionItem, body_of
from chalicelib.adapters.json_text import json_text
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import (
    Books,
    Chunk,
    Transmission,
    TransmissionFormat,
    TransmissionMode,
    TransmissionState,
    WholeRefusal,
)

BOOK_ATTRIBUTES = {
    "received": "rc",
    "accepted": "ac",
    "duplicate": "du",
    "conflict": "cf",
    "rejected": "rj",
    "withdrawn": "wd",
    "requests": "nr",
}
"""Figure -> attribute."""

_NEVER_CHANGE = (
    "website_id",
    "transmission_id",
    "method",
    "received_at",
    "day",
    "source_id",
    "mode",
    "format",
    "by",
    "sandbox",
)
_TOLD_ONCE = (*_NEVER_CHANGE, "name", "size", "place")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Since 1970."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def transmission_item(model: type[TransmissionItem], transmission: Transmission) -> TransmissionItem:
    """The whole item."""
    key = keys.transmission(transmission.website_id, transmission.transmission_id)
    told = asdict(transmission)
    item = model(key.pk, key.sk, bd=json_text({name: told[name] for name in _TOLD_ONCE}))
    item.sg = transmission.state.value
    item.cn, item.cd = transmission.chunks, transmission.chunks_done
    item.ea = milliseconds(transmission.ended_at) if transmission.ended_at else None
    item.ef = ending_text(transmission)
    for name, attribute in BOOK_ATTRIBUTES.items():
        setattr(item, attribute, getattr(transmission.books, name))
    return item


def ending_text(transmission: Transmission) -> str | None:
    """Why and how it ended, if there is more to say than the state."""
    refusal, repeats = transmission.refusal, transmission.repeats
    if refusal is None and repeats is None:
        return None
    return json_text({"refusal": asdict(refusal) if refusal else None, "repeats": repeats})


def transmission_from(item: TransmissionItem) -> Transmission:
    """A transmission."""
    told: dict[str, Any] = json.loads(body_of(item))
    ending: dict[str, Any] = json.loads(item.ef) if item.ef else {"refusal": None, "repeats": None}
    return Transmission(
        **told
        | {
            "method": TransmissionMethod(told["method"]),
            "received_at": datetime.fromisoformat(told["received_at"]),
            "day": date.fromisoformat(told["day"]),
            "mode": TransmissionMode(told["mode"]),
            "format": TransmissionFormat(told["format"]),
            "state": TransmissionState(item.sg),
            "books": books_from(item),
            "chunks": int(item.cn),
            "chunks_done": int(item.cd),
            "ended_at": _EPOCH + timedelta(milliseconds=int(item.ea)) if item.ea else None,
            "refusal": WholeRefusal(**ending["refusal"]) if ending["refusal"] else None,
            "repeats": ending["repeats"],
        }
    )


def books_from(item: TransmissionItem) -> Books:
    """The figures of an item."""
    return Books(*(int(getattr(item, BOOK_ATTRIBUTES[one.name])) for one in fields(Books)))


def chunk_text(chunk: Chunk) -> str:
    """A chunk as a document."""
    return json_text(asdict(chunk))


def chunk_from(item: ChunkItem) -> Chunk:
    """A chunk."""
    told: dict[str, Any] = json.loads(body_of(item))
    books = Books(**told["books"]) if told["books"] else None
    return Chunk(**told | {"books": books, "seen": Books(**told["seen"])})
