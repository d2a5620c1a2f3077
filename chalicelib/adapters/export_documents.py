"""Exports as JSON documents, and back. Fields may be added, never renamed."""

import json
from datetime import date, datetime

from chalicelib.adapters.filter_documents import filter_from
from chalicelib.adapters.operation_documents import Document, versioned_text
from chalicelib.domain.export_record import (
    Export,
    ExportFailure,
    ExportFormat,
    ExportLanguage,
    ExportOrder,
    ExportState,
)
from chalicelib.domain.feeds import FeedKind, FeedRun

export_text = versioned_text


def export_from(text: str) -> Export:
    """An export."""
    document: Document = json.loads(text)
    ended_at, failure = document["ended_at"], document["failure"]
    return Export(
        **document
        | {
            "order": _order(document["order"]),
            "created_at": datetime.fromisoformat(document["created_at"]),
            "state": ExportState(document["state"]),
            "parts": tuple(document["parts"]),
            "ended_at": datetime.fromisoformat(ended_at) if ended_at else None,
            "failure": ExportFailure(failure) if failure else None,
        }
    )


def _order(document: Document) -> ExportOrder:
    feed = document["feed"]
    return ExportOrder(
        **document
        | {
            "format": ExportFormat(document["format"]),
            "language": ExportLanguage(document["language"]),
            "wanted": filter_from(document["wanted"]),
            "feed": _run(feed) if feed else None,
        }
    )


def _run(document: Document) -> FeedRun:
    return FeedRun(**document | {"kind": FeedKind(document["kind"]), "day": date.fromisoformat(document["day"])})
