"""The governor's memory in DynamoDB: the bucket, the states of all websites in one partition, the days of each.

Counters grow by ADD. The SDK may repeat an ADD whose answer was lost, so a count may be a little too high: it limits a
warm-up and feeds a rate, and is never what a merchant is told about a single e-mail.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import governor_keys, keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, pause
from chalicelib.adapters.dynamodb_rows import from_milliseconds, to_milliseconds
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.sending_documents import sending_state_from, sending_state_to_text
from chalicelib.domain.errors import BusyError, VersionConflictError
from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import ALL_WEBSITES, Pause, SendingState
from chalicelib.domain.token_bucket import Bucket
from chalicelib.usecases.governor_ports import SendingChange, TickNote

PAUSES_GOOD_FOR = timedelta(seconds=10)
CHANGE_ATTEMPTS = 8
AT_ONCE = 8
"""Calls under way at a time when many websites are noted; the SDK's pool has ten connections."""

BATCH_GET = 100
DAYS_KEPT = timedelta(days=60)

_Raw = Mapping[str, Mapping[str, Any]]


class DynamoDBGovernor:
    """Fits the port `Governor`. Keep one instance: it remembers the pauses for ten seconds."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._connection = table(table_name).connection
        self._known: tuple[datetime, Mapping[str, SendingState]] | None = None

    def bucket(self) -> Bucket:
        """See the port."""
        with busy_when_throttled():
            raw: _Raw = self._client.get_item(**self._at(governor_keys.BUCKET), ConsistentRead=True).get("Item", {})
        return Bucket(
            spoken_for_until=_instant(raw, "un"),
            hand=raw["ha"]["S"] if "ha" in raw else None,
            ticked_at=_instant(raw, "ta"),
            per_second=float(raw["ps"]["N"]) if "ps" in raw else 0.0,
            version=int(raw["ve"]["N"]) if "ve" in raw else 0,
        )

    def save_bucket(self, bucket: Bucket) -> bool:
        """See the port. False as well when the SDK repeated our own write: then a grant is lost, never doubled."""
        item: dict[str, Any] = _key(governor_keys.BUCKET) | {
            "ps": _number(bucket.per_second),
            "ve": _number(bucket.version + 1),
        }
        if bucket.spoken_for_until:
            item["un"] = _number(to_milliseconds(bucket.spoken_for_until))
        if bucket.ticked_at:
            item["ta"] = _number(to_milliseconds(bucket.ticked_at))
        if bucket.hand:
            item["ha"] = {"S": bucket.hand}
        return self._put_over(item, bucket.version)

    def sending_states(self) -> Mapping[str, SendingState]:
        """See the port."""
        query = {
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": governor_keys.SENDING_PK}},
        }
        return {state.website_id: state for state in map(_state, self._query(query))}

    def change_sending(self, website_id: str, change: SendingChange) -> SendingState:
        """See the port."""
        key = governor_keys.sending_state(website_id)
        for attempt in range(CHANGE_ATTEMPTS):
            with busy_when_throttled():
                raw = self._client.get_item(**self._at(key), ConsistentRead=True).get("Item")
            before = _state(raw) if raw else SendingState(website_id)
            after = change(before)
            if after == before:
                return before
            written = replace(after, version=before.version + 1)
            item = _key(key) | {"bd": {"S": sending_state_to_text(written)}, "ve": _number(written.version)}
            if self._put_over(item, before.version):
                self._known = None
                return written
            pause(attempt)
        raise VersionConflictError("The sending state changed too often; read it and decide again.")

    def pause_of(self, website_id: str, *, now: datetime) -> Pause | None:
        """See the port. One query for all websites each ten seconds."""
        if self._known is None or not timedelta() <= now - self._known[0] < PAUSES_GOOD_FOR:
            self._known = (now, self.sending_states())
        states = self._known[1]
        own = (states[name].pause for name in (website_id, ALL_WEBSITES) if name in states)
        return next((one for one in own if one), None)

    def note_tick(self, notes: Sequence[TickNote]) -> None:
        """See the port. One write for each website."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self._note, notes))

    def note_of(self, website_id: str, day: date) -> TickNote | None:
        """See the port."""
        with busy_when_throttled():
            raw: _Raw = self._client.get_item(**self._at(governor_keys.sending_day(website_id, day))).get("Item", {})
        at = _instant(raw, "ta")
        if at is None:
            return None
        waiting, per_second = int(raw["wa"]["N"]), float(raw["ps"]["N"])
        return TickNote(website_id, at, _counts(raw).sent, waiting, bool(raw["mo"]["BOOL"]), per_second)

    def count(self, website_id: str, day: date, counts: Counts) -> None:
        """See the port."""
        self._add(website_id, day, counts, {})

    def counts(self, website_id: str, *, since: date, until: date) -> Mapping[date, Counts]:
        """See the port."""
        first, last = governor_keys.sending_day(website_id, since), governor_keys.sending_day(website_id, until)
        query = {
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
            "ExpressionAttributeValues": {
                ":pk": {"S": first.pk},
                ":first": {"S": first.sk},
                ":last": {"S": last.sk},
            },
        }
        return {keys.day_of(raw["sk"]["S"]): _counts(raw) for raw in self._query(query)}

    def sent_on(self, day: date, website_ids: Collection[str]) -> Mapping[str, int]:
        """See the port."""
        by_key = {governor_keys.sending_day(website_id, day): website_id for website_id in website_ids}
        places = list(by_key)
        found: dict[str, int] = {}
        for start in range(0, len(places), BATCH_GET):
            for raw in self._batch_get([_key(key) for key in places[start : start + BATCH_GET]]):
                found[by_key[keys.Key(raw["pk"]["S"], raw["sk"]["S"])]] = _counts(raw).sent
        return found

    @property
    def _client(self) -> Any:
        """The SDK's own client: PynamoDB's models know no counters."""
        return self._connection.client

    def _at(self, key: keys.Key) -> dict[str, Any]:
        return {"TableName": self._name, "Key": _key(key)}

    def _put_over(self, item: dict[str, Any], version: int) -> bool:
        """Write the item if the version still stands (0 = there is none yet)."""
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if version:
            condition = {
                "ConditionExpression": "ve = :read",
                "ExpressionAttributeValues": {":read": _number(version)},
            }
        try:
            with busy_when_throttled():
                self._client.put_item(TableName=self._name, Item=item, **condition)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _note(self, note: TickNote) -> None:
        seen = {
            "ta": _number(to_milliseconds(note.at)),
            "wa": _number(note.waiting),
            "mo": {"BOOL": note.more},
            "ps": _number(note.per_second),
        }
        self._add(note.website_id, note.at.astimezone(UTC).date(), Counts(sent=note.released), seen)

    def _add(self, website_id: str, day: date, counts: Counts, seen: dict[str, Any]) -> None:
        expires = datetime(day.year, day.month, day.day, tzinfo=UTC) + DAYS_KEPT
        values = {"expires_at": _number(int(expires.timestamp())), **seen}
        grown = {"sn": counts.sent, "bo": counts.bounced, "cm": counts.complained}
        set_all = ", ".join(f"{name} = :{name}" for name in values)
        add_all = ", ".join(f"{name} :{name}" for name in grown)
        with busy_when_throttled():
            self._client.update_item(
                **self._at(governor_keys.sending_day(website_id, day)),
                UpdateExpression=f"SET {set_all} ADD {add_all}",
                ExpressionAttributeValues={
                    **{f":{name}": value for name, value in values.items()},
                    **{f":{name}": _number(number) for name, number in grown.items()},
                },
            )

    def _query(self, query: dict[str, Any]) -> Iterator[_Raw]:
        start: dict[str, Any] = {}
        while True:
            with busy_when_throttled():
                answer = self._client.query(TableName=self._name, ConsistentRead=True, **query, **start)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _batch_get(self, places: list[dict[str, Any]]) -> Iterator[_Raw]:
        for attempt in range(CHANGE_ATTEMPTS):
            with busy_when_throttled():
                answer = self._client.batch_get_item(
                    RequestItems={self._name: {"Keys": places, "ConsistentRead": True}}
                )
            yield from answer["Responses"].get(self._name, ())
            left = answer.get("UnprocessedKeys", {})
            if not left:
                return
            places = left[self._name]["Keys"]
            pause(attempt)
        raise BusyError("The store asks to slow down: try again in a moment.")


def _key(key: keys.Key) -> dict[str, Any]:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _number(value: float) -> dict[str, str]:
    return {"N": str(value)}


def _instant(raw: _Raw, name: str) -> datetime | None:
    return from_milliseconds(int(raw[name]["N"])) if name in raw else None


def _counts(raw: _Raw) -> Counts:
    return Counts(*(int(raw[name]["N"]) if name in raw else 0 for name in ("sn", "bo", "cm")))


def _state(raw: _Raw) -> SendingState:
    return sending_state_from(raw["bd"]["S"], website_id=raw["sk"]["S"], version=int(raw["ve"]["N"]))
