"""In which zone each website is counted: one item a website in one partition, so that all are found by one query.

Attributes: `cz` the zone the stream counts in, `zn` the zone in which every row is counted (left out = none is).
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import counter_keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.usecases.counter_ports import CountedZone

REMEMBERED_SECONDS = 60


class DynamoDBCountedZones:
    """Fits the port `CountedZones`. Keep one instance: it remembers for a minute which zones are in use."""

    def __init__(self, table_name: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client
        self._monotonic = monotonic
        self._in_use: dict[tuple[str, str], float] = {}

    def begin(self, website_id: str, zone_name: str) -> None:
        """See the port."""
        self._update(website_id, zone_name, "SET cz = :zone, zn = :zone", "attribute_not_exists(cz)")

    def use(self, website_id: str, zone_name: str) -> None:
        """See the port."""
        now = self._monotonic()
        noted = self._in_use.get((website_id, zone_name))
        if noted is not None and now - noted < REMEMBERED_SECONDS:
            return
        if self._zone_in_use(website_id) != zone_name:
            self._update(website_id, zone_name, "SET cz = :zone REMOVE zn", "attribute_not_exists(cz) OR cz <> :zone")
        self._in_use[website_id, zone_name] = now

    def complete(self, website_id: str, zone_name: str) -> bool:
        """See the port."""
        return self._update(website_id, zone_name, "SET zn = :zone", "cz = :zone")

    def zones(self) -> Sequence[CountedZone]:
        """See the port."""
        query: dict[str, Any] = {
            "TableName": self._name,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": counter_keys.COUNTED_PK}},
            "ConsistentRead": True,
        }
        with busy_when_throttled():
            pages = self._client.get_paginator("query").paginate(**query)
            return [_zone(raw) for page in pages for raw in page["Items"]]

    def _zone_in_use(self, website_id: str) -> str | None:
        with busy_when_throttled():
            answer = self._client.get_item(TableName=self._name, Key=_key(website_id), ConsistentRead=True)
        zone: str | None = answer.get("Item", {}).get("cz", {}).get("S")
        return zone

    def _update(self, website_id: str, zone_name: str, change: str, condition: str) -> bool:
        try:
            with busy_when_throttled():
                self._client.update_item(
                    TableName=self._name,
                    Key=_key(website_id),
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeValues={":zone": {"S": zone_name}},
                )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True


def is_complete(client: Any, table_name: str, website_id: str, zone_name: str) -> bool:
    """Whether every row of a website is counted in this zone."""
    with busy_when_throttled():
        raw = client.get_item(TableName=table_name, Key=_key(website_id)).get("Item", {})
    return bool(raw.get("zn", {}).get("S") == zone_name)


def _key(website_id: str) -> dict[str, Any]:
    key = counter_keys.counted_zone(website_id)
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def _zone(raw: Mapping[str, Mapping[str, str]]) -> CountedZone:
    zone_name = raw["cz"]["S"]
    return CountedZone(raw["sk"]["S"], zone_name, raw.get("zn", {}).get("S") == zone_name)
