"""Idempotency keys in DynamoDB: one item for a day, written before the work it stands for."""

import json
from datetime import datetime

from chalicelib.adapters import call_keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.json_text import json_text
from chalicelib.adapters.keys import Key
from chalicelib.domain.idempotency import KEPT, IdempotencyKey, KeyedCall

CLAIM_ATTEMPTS = 2
"""The second one only when the item was forgotten between our write and our look."""


class DynamoDBIdempotencyKeys:
    """Fits the port `IdempotencyKeys`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).passing

    def claim(self, key: IdempotencyKey, call: KeyedCall, *, now: datetime) -> KeyedCall:
        """See the port. An item that is over may stand for days until the table forgets it: it counts for nothing."""
        place = call_keys.idempotency_key(key)
        item = self._model(place.pk, place.sk, bd=json_text(vars(call)))
        item.expires_at = int((now + KEPT).timestamp())
        is_free = self._model.pk.does_not_exist() | (self._model.expires_at <= int(now.timestamp()))
        for _ in range(CLAIM_ATTEMPTS):
            if put_if(item, is_free):
                return call
            standing = self._standing(place)
            if standing is not None:
                return standing
        return call

    def _standing(self, place: Key) -> KeyedCall | None:
        try:
            with busy_when_throttled():
                told = json.loads(body_of(self._model.get(place.pk, place.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return None
        return KeyedCall(**told | {"received_at": datetime.fromisoformat(told["received_at"])})
