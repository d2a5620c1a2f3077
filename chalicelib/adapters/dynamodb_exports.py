"""Exports and runs of feeds in DynamoDB, one document each, and the directory of websites that have feeds."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.export_documents import export_from, export_text
from chalicelib.adapters.operation_documents import written_as
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.export_record import Export
from chalicelib.domain.feeds import FeedSettings
from chalicelib.usecases.export_ports import ExportPage

AFTER_ALL_EXPORTS = ":"
"""Sorts after every export's identifier, which begins with a digit, and before every run's of a feed."""


class DynamoDBExports:
    """Fits the port `Exports`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def add(self, export: Export) -> bool:
        """See the port."""
        key = keys.export(export.order.website_id, export.export_id)
        return put_if(self._model(key.pk, key.sk, bd=export_text(export)), self._model.pk.does_not_exist())

    def get(self, website_id: str, export_id: str) -> Export | None:
        """See the port."""
        key = keys.export(website_id, export_id)
        try:
            with busy_when_throttled():
                return export_from(body_of(self._model.get(key.pk, key.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return None

    def save(self, export: Export) -> Export:
        """See the port. A write of ours whose answer was lost counts as somebody else's: reading again tells."""
        key = keys.export(export.order.website_id, export.export_id)
        written = replace(export, version=export.version + 1)
        item = self._model(key.pk, key.sk, bd=export_text(written))
        if not put_if(item, self._model.bd.startswith(written_as(export.version))):
            raise VersionConflictError("Somebody else changed the export; read it and decide again.")
        return written

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> ExportPage:
        """See the port."""
        pk = keys.export(website_id, "").pk
        older = self._model.sk < (after or AFTER_ALL_EXPORTS)
        with busy_when_throttled():
            found = self._model.query(pk, older, limit=size + 1, scan_index_forward=False, consistent_read=True)
            exports = tuple(export_from(body_of(item)) for item in found)
        more = len(exports) > size
        return ExportPage(exports[:size], exports[size - 1].export_id if more else None)

    def last_run(self, website_id: str, prefix: str) -> Export | None:
        """See the port."""
        pk, ours = keys.export(website_id, "").pk, self._model.sk.startswith(prefix)
        with busy_when_throttled():
            found = self._model.query(pk, ours, limit=1, scan_index_forward=False, consistent_read=True)
            return next((export_from(body_of(item)) for item in found), None)


class DynamoDBFeedDirectory:
    """Fits the port `FeedDirectory`: one small item per website that has feeds."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).documents

    def settings(self, website_id: str) -> FeedSettings:
        """See the port."""
        key = keys.feeds(website_id)
        try:
            with busy_when_throttled():
                return _settings(body_of(self._model.get(key.pk, key.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return FeedSettings()

    def save(self, website_id: str, settings: FeedSettings) -> None:
        """See the port."""
        key = keys.feeds(website_id)
        with busy_when_throttled():
            self._model(key.pk, key.sk, bd=json.dumps(asdict(settings))).save()

    def all(self) -> Iterator[tuple[str, FeedSettings]]:
        """See the port."""
        with busy_when_throttled():
            for item in self._model.query(keys.FEEDS_PK, consistent_read=True):
                settings = _settings(body_of(item))
                if settings.kinds:
                    yield item.sk, settings


def _settings(text: str) -> FeedSettings:
    return FeedSettings(**json.loads(text))
