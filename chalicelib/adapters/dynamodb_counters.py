"""Counts by day in DynamoDB: one item for each day and partition of rows, changed by one conditional write.

Attributes: a number for each kind that ever was (`b_sc` = brand, scheduled), `fp` the fingerprint, `wm` the watermark:
the condition on it makes an addition whose answer was lost harmless to repeat, by us, by the SDK or by the stream.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import counter_keys, keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.counting import Delta, Kind, Tally
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import Counter, CounterPlace, DayCounts

TYPE_LETTERS = {ReviewType.BRAND: "b", ReviewType.PRODUCT: "p", ReviewType.BRAND_AND_PRODUCT: "x"}
STATUS_LETTERS = {
    Status.SCHEDULED: "sc",
    Status.SENT: "se",
    Status.OPENED: "op",
    Status.FORM_OPENED: "fo",
    Status.REVIEW_SUBMITTED: "re",
    Status.REMINDER_SENT: "rm",
    Status.ERROR: "er",
    Status.CANCELLED: "ca",
}
ATTRIBUTES: Mapping[Kind, str] = {
    (review_type, status): f"{letter}_{letters}"
    for review_type, letter in TYPE_LETTERS.items()
    for status, letters in STATUS_LETTERS.items()
}
"""Flat names: an addition needs no map that must be made first."""

_Raw = Mapping[str, Mapping[str, Any]]


class DynamoDBCounters:
    """Fits the ports `Counters` and `CounterStore`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        """See the port. One query for each megabyte, which is some fifteen years of days."""
        if not self._is_complete(website_id, zone_name):
            return None
        found: dict[date, Tally] = {}
        for raw in self._query(website_id, zone_name, first, last):
            day = counter_keys.place_of(website_id, raw["sk"]["S"]).day
            found[day] = found.get(day, Tally()).plus(_tally(raw))
        return {day: tally.counts for day, tally in found.items() if tally.counts}

    def add(self, place: CounterPlace, delta: Delta) -> bool:
        """See the port."""
        grown = {ATTRIBUTES[kind]: count for kind, count in delta.difference.counts.items()}
        grown["fp"] = delta.difference.fingerprint
        values = {f":{name}": _number(number) for name, number in grown.items()}
        return self._write(
            place,
            UpdateExpression="SET wm = :last ADD " + ", ".join(f"{name} :{name}" for name in grown),
            ConditionExpression="attribute_not_exists(wm) OR wm < :first",
            ExpressionAttributeValues={":first": {"S": delta.first}, ":last": {"S": delta.last}, **values},
        )

    def watermark(self, place: CounterPlace) -> str:
        """See the port."""
        key = _key(counter_keys.counter(place))
        with busy_when_throttled():
            answer = self._client.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        return _watermark(answer.get("Item", {}))

    def counters(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[date, Counter]:
        """See the port."""
        found: dict[date, Counter] = {}
        for raw in self._query(website_id, zone_name, first, last, strongly=True):
            place = counter_keys.place_of(website_id, raw["sk"]["S"])
            if place.source == source:
                found[place.day] = Counter(_tally(raw), _watermark(raw))
        return found

    def correct(self, place: CounterPlace, found: Counter, right: Counter) -> bool:
        """See the port. The whole item is written, so that no other attribute can be left over."""
        item: dict[str, Any] = _key(counter_keys.counter(place)) | {
            "wm": {"S": right.watermark},
            "fp": _number(right.tally.fingerprint),
            **{ATTRIBUTES[kind]: _number(count) for kind, count in right.tally.counts.items()},
        }
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(wm)"}
        if found.watermark:
            condition = {
                "ConditionExpression": "wm = :found",
                "ExpressionAttributeValues": {":found": {"S": found.watermark}},
            }
        return self._conditional(self._client.put_item, Item=item, **condition)

    def _write(self, place: CounterPlace, **update: Any) -> bool:
        return self._conditional(self._client.update_item, Key=_key(counter_keys.counter(place)), **update)

    def _conditional(self, call: Any, **arguments: Any) -> bool:
        try:
            with busy_when_throttled():
                call(TableName=self._name, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _is_complete(self, website_id: str, zone_name: str) -> bool:
        key = _key(counter_keys.counted_zone(website_id))
        with busy_when_throttled():
            raw: _Raw = self._client.get_item(TableName=self._name, Key=key).get("Item", {})
        return raw.get("zn", {}).get("S") == zone_name

    def _query(
        self, website_id: str, zone_name: str, first: date | None, last: date | None, *, strongly: bool = False
    ) -> Iterator[_Raw]:
        low, high = counter_keys.counters_between(zone_name, first, last)
        values = {":pk": {"S": keys.counts(website_id)}, ":low": {"S": low}, ":high": {"S": high}}
        start: dict[str, Any] = {}
        while True:
            with busy_when_throttled():
                answer = self._client.query(
                    TableName=self._name,
                    KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
                    ExpressionAttributeValues=values,
                    ConsistentRead=strongly,
                    **start,
                )
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _key(key: keys.Key) -> dict[str, Any]:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _number(value: int) -> dict[str, str]:
    return {"N": str(value)}


def _watermark(raw: _Raw) -> str:
    return str(raw["wm"]["S"]) if "wm" in raw else ""


def _tally(raw: _Raw) -> Tally:
    found = {kind: int(raw[name]["N"]) for kind, name in ATTRIBUTES.items() if name in raw}
    fingerprint = int(raw["fp"]["N"]) if "fp" in raw else 0
    return Tally({kind: count for kind, count in found.items() if count}, fingerprint)
