"""Unknown events of SES and counted openings in DynamoDB."""

import json
from collections.abc import Mapping
from datetime import date

from chalicelib.adapters import email_event_keys, keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_rows import from_milliseconds, to_milliseconds
from chalicelib.adapters.dynamodb_tables import CountItem, DocumentItem, body_of, table
from chalicelib.domain.unknown_event import UnknownEvent


class DynamoDBUnknownEvents:
    """Fits the port `UnknownEvents`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)

    def keep(self, website_id: str, proof_id: str, event: UnknownEvent) -> bool:
        """See the port."""
        key = email_event_keys.unknown_event(website_id, proof_id, event)
        item = self._table.documents(key.pk, key.sk, bd=_to_text(event))
        return put_if(item, DocumentItem.pk.does_not_exist())

    def unknown_events(self, website_id: str, proof_id: str) -> list[UnknownEvent]:
        """See the port."""
        model, pk = self._table.documents, keys.proof(website_id, proof_id).pk
        with busy_when_throttled():
            found = model.query(pk, model.sk.startswith(email_event_keys.UNKNOWN_SK_PREFIX), consistent_read=True)
            return [_from_text(body_of(item)) for item in found]


class DynamoDBOpenCounts:
    """Fits the port `OpenCounts`. Counts grow by ADD, which the SDK may repeat: a count may be a little too high."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)

    def add_open(self, website_id: str, day: date) -> None:
        """See the port."""
        key = email_event_keys.opens_day(website_id, day)
        item = self._table.counts(key.pk, key.sk)
        with busy_when_throttled():
            item.update(actions=[CountItem.n.add(1)])

    def aggregated_opens(self, website_id: str, first: date, last: date) -> Mapping[date, int]:
        """See the port."""
        start, end = email_event_keys.opens_day(website_id, first), email_event_keys.opens_day(website_id, last)
        if first > last:
            return {}
        model = self._table.counts
        with busy_when_throttled():
            found = model.query(start.pk, model.sk.between(start.sk, end.sk))
            return {keys.day_of(item.sk): int(item.n) for item in found}


def _to_text(event: UnknownEvent) -> str:
    document = {
        "kind": event.kind,
        "at": to_milliseconds(event.at),
        "step": event.step,
        "fingerprint": event.fingerprint,
        "body": event.body,
        "review_request_id": event.review_request_id,
    }
    return json.dumps(document, separators=(",", ":"))


def _from_text(text: str) -> UnknownEvent:
    document = json.loads(text)
    return UnknownEvent(**{**document, "at": from_milliseconds(document["at"])})
