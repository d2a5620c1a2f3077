"""Saved views in DynamoDB: one document per shelf, written over only as the version it was read as."""

import json
from dataclasses import asdict
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, pause, put_if
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.json_text import json_text
from chalicelib.adapters.operation_documents import written_as
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.listing import ListOrder
from chalicelib.domain.saved_views import SavedView, Shelf, ViewColumn
from chalicelib.usecases.view_ports import ShelfChange

CHANGE_ATTEMPTS = 8


class DynamoDBViewShelves:
    """Fits the port `ViewShelves`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def shelf(self, website_id: str, owner: str | None) -> Shelf:
        """See the port."""
        return self._read(keys.views(website_id, owner))[0]

    def change(self, website_id: str, owner: str | None, change: ShelfChange) -> Shelf:
        """See the port. A write of ours whose answer was lost counts as somebody else's: the change is made again."""
        key = keys.views(website_id, owner)
        for attempt in range(CHANGE_ATTEMPTS):
            before, version = self._read(key)
            after = change(before)
            item = self._model(key.pk, key.sk, bd=_text(after, version + 1))
            unchanged = self._model.bd.startswith(written_as(version)) if version else self._model.pk.does_not_exist()
            if put_if(item, unchanged):
                return after
            pause(attempt)
        raise VersionConflictError("The views changed too often; read them and decide again.")

    def _read(self, key: keys.Key) -> tuple[Shelf, int]:
        try:
            with busy_when_throttled():
                body = body_of(self._model.get(key.pk, key.sk, consistent_read=True))
        except self._model.DoesNotExist:
            return Shelf(), 0
        document = json.loads(body)
        return Shelf(tuple(map(_view, document["views"])), document.get("default_view_id")), document["version"]


def _text(shelf: Shelf, version: int) -> str:
    document = {"version": version, **asdict(shelf)}
    return json_text(document)


def _view(document: dict[str, Any]) -> SavedView:
    """A view; fields may be added to the document, never renamed."""
    filters = {name: tuple(value) if isinstance(value, list) else value for name, value in document["filters"].items()}
    return SavedView(
        **document
        | {
            "filters": filters,
            "order": ListOrder(document["order"]),
            "columns": tuple(map(ViewColumn, document["columns"])),
        }
    )
