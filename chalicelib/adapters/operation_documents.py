"""Operations and journal entries as JSON documents, and back. Fields may be added, never renamed."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.adapters.filter_documents import filter_from
from chalicelib.adapters.json_text import instant_from, json_text
from chalicelib.domain.export_record import Export
from chalicelib.domain.journal import Change, JournalEntry
from chalicelib.domain.operation_record import Counts, Operation, OperationKind, OperationState, Order, Selection
from chalicelib.domain.withdrawal import WithdrawalCause

Document = dict[str, Any]


def operation_text(operation: Operation) -> str:
    """The document begins with the operation's version: `written_as` finds it there."""
    return versioned_text(operation)


def versioned_text(record: Operation | Export) -> str:
    """A record as JSON that begins with its version."""
    return json_text({"version": record.version, **asdict(record)})


def written_as(version: int) -> str:
    """How the document of this version begins."""
    return f'{{"version":{version},'


def operation_from(text: str) -> Operation:
    """An operation."""
    document: Document = json.loads(text)
    return Operation(
        **document
        | {
            "order": _order(document["order"]),
            "created_at": datetime.fromisoformat(document["created_at"]),
            "starts_at": datetime.fromisoformat(document["starts_at"]),
            "state": OperationState(document["state"]),
            "counts": Counts(**document["counts"] | {"retry_at": instant_from(document["counts"]["retry_at"])}),
            "pending": tuple(document["pending"]),
            "ended_at": instant_from(document["ended_at"]),
        }
    )


def _order(document: Document) -> Order:
    selection = document["selection"]
    wanted = None if selection["wanted"] is None else filter_from(selection["wanted"])
    return Order(
        **document
        | {
            "kind": OperationKind(document["kind"]),
            "selection": Selection(tuple(selection["ids"]), wanted),
            "at": instant_from(document["at"]),
            "cause": WithdrawalCause(document["cause"]) if document.get("cause") else None,
        }
    )


def entry_text(entry: JournalEntry) -> str:
    """A journal entry."""
    return json_text(asdict(entry))


def entry_from(text: str) -> JournalEntry:
    """A journal entry."""
    document: Document = json.loads(text)
    return JournalEntry(
        **document
        | {
            "kind": OperationKind(document["kind"]),
            "asked_at": datetime.fromisoformat(document["asked_at"]),
            "at": datetime.fromisoformat(document["at"]),
            "changes": tuple(Change(**change) for change in document["changes"]),
        }
    )
