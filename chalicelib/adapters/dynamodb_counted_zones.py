"""In which zone each website is counted: one item a website in one partition, so that all are found by one query.

Attributes: `cz` the zone the stream counts in, `zn` the zone in which every row is counted (left out = none is), `co`
the day of the last check, `ra` the partition after which one under way goes on, `un` the days it could not judge.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters import counter_keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.identity import Location
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
        self._update(website_id, "SET cz = :zone, zn = :zone", "attribute_not_exists(cz)", {":zone": {"S": zone_name}})

    def use(self, website_id: str, zone_name: str) -> None:
        """See the port."""
        now = self._monotonic()
        noted = self._in_use.get((website_id, zone_name))
        if noted is not None and now - noted < REMEMBERED_SECONDS:
            return
        if self._zone_in_use(website_id) != zone_name:
            change, condition = "SET cz = :zone REMOVE zn, co, ra, un", "attribute_not_exists(cz) OR cz <> :zone"
            self._update(website_id, change, condition, {":zone": {"S": zone_name}})
        self._in_use[website_id, zone_name] = now

    def save(self, zone: CountedZone) -> bool:
        """See the port. The condition keeps a check from speaking of a zone that is not in use any more."""
        values = {":zone": {"S": zone.zone_name}, ":un": {"N": str(zone.unsettled)}}
        kept = {
            "zn": zone.zone_name if zone.is_complete else None,
            "co": zone.checked_on.isoformat() if zone.checked_on else None,
            "ra": f"{zone.resume_after.month}#{zone.resume_after.shard}" if zone.resume_after else None,
        }
        values |= {f":{name}": {"S": value} for name, value in kept.items() if value}
        set_all = ", ".join(["un = :un", *(f"{name} = :{name}" for name, value in kept.items() if value)])
        remove = ", ".join(name for name, value in kept.items() if not value)
        change = f"SET {set_all}" + (f" REMOVE {remove}" if remove else "")
        return self._update(zone.website_id, change, "cz = :zone", values)

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

    def _update(self, website_id: str, change: str, condition: str, values: Mapping[str, Any]) -> bool:
        try:
            with busy_when_throttled():
                self._client.update_item(
                    TableName=self._name,
                    Key=_key(website_id),
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
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
    checked_on, resume_after = raw.get("co", {}).get("S"), raw.get("ra", {}).get("S", "")
    month, _, shard = resume_after.partition("#")
    return CountedZone(
        website_id=raw["sk"]["S"],
        zone_name=zone_name,
        is_complete=raw.get("zn", {}).get("S") == zone_name,
        checked_on=date.fromisoformat(checked_on) if checked_on else None,
        resume_after=Location(month, int(shard)) if month else None,
        unsettled=int(raw.get("un", {}).get("N", "0")),
    )
