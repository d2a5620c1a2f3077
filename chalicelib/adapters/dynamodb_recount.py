"""What the check of the counts reads and writes in DynamoDB: rows, counted one by one, and checkpoints.

A checkpoint is an item of the very partition that is counted, behind all that stands there, so that the stream tells it
in their order.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from chalicelib.adapters import counter_keys, keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_rows import from_item, from_milliseconds
from chalicelib.adapters.dynamodb_tables import RequestItem, table
from chalicelib.domain.counting import Kind, Tally
from chalicelib.domain.identity import REVIEW_REQUEST_ID_LENGTH, Location, id_bounds
from chalicelib.domain.listing import days_bounds
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.statistics import Cell, cell_of, tally_of
from chalicelib.domain.status import Status
from chalicelib.usecases.recount_ports import CellRows, Checkpoint, CountedSource, DayRows

_Raw = Mapping[str, Mapping[str, Any]]


class DynamoDBCountedRows:
    """Fits the port `CountedRows`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)
        self._client: Any = self._table.connection.client

    def sources(self, website_id: str) -> Sequence[Location]:
        """See the port. From the directory of months."""
        model = self._table.months
        with busy_when_throttled():
            prefix = keys.MONTH_SK_PREFIX
            found = model.query(keys.website_settings(website_id), model.sk.startswith(prefix), consistent_read=True)
            months = {item.sk.removeprefix(prefix): int(item.ns) for item in found}
        return [Location(month, shard) for month in sorted(months, reverse=True) for shard in range(months[month])]

    def by_day(
        self, website_id: str, source: Location, zone: ZoneInfo, *, day: date | None = None
    ) -> Mapping[date, DayRows]:
        """See the port."""
        rows: defaultdict[date, list[tuple[str, Kind]]] = defaultdict(list)
        versions: defaultdict[date, int] = defaultdict(int)
        for raw in self._rows(keys.month_partition(website_id, source), zone, day):
            at = from_milliseconds(int(raw["xa"]["N"]))
            counted_day = at.astimezone(zone).date()
            identifier = raw["sk"]["S"]
            rows[counted_day].append((identifier, (ReviewType(raw["ty"]["S"]), Status(raw["st"]["S"]))))
            versions[counted_day] += _version_mark(identifier, raw["ve"]["N"])
        return {counted: DayRows(Tally.of(found), versions[counted]) for counted, found in rows.items()}

    def by_cell(self, website_id: str, source: Location, zone: ZoneInfo) -> Mapping[Cell, CellRows]:
        """See the port."""
        found: dict[Cell, CellRows] = {}
        for raw in self._rows(keys.month_partition(website_id, source), zone, None, "ALL_ATTRIBUTES"):
            row = from_item(RequestItem.from_raw_data(dict(raw)))
            cell = cell_of(row, zone)
            known = found.get(cell, CellRows())
            versions = known.versions + _version_mark(row.review_request_id, raw["ve"]["N"])
            found[cell] = CellRows(known.figures + tally_of(row), versions)
        return found

    def _rows(self, pk: str, zone: ZoneInfo, day: date | None, select: str = "") -> Iterator[_Raw]:
        """Page by page: whoever reads a month of millions holds one megabyte at a time."""
        low, high = id_bounds(*days_bounds(day, day, zone)) if day else ("0", "w")
        wanted = {"Select": select} if select else {"ProjectionExpression": "sk, xa, ty, st, ve"}
        start: dict[str, Any] = {}
        while True:
            with busy_when_throttled():
                answer = self._client.query(
                    TableName=self._table.name,
                    KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
                    ExpressionAttributeValues={":pk": {"S": pk}, ":low": {"S": low}, ":high": {"S": high}},
                    ConsistentRead=True,
                    **wanted,
                    **start,
                )
            yield from (raw for raw in answer["Items"] if len(raw["sk"]["S"]) == REVIEW_REQUEST_ID_LENGTH)
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


class DynamoDBCheckpoints:
    """Fits the port `Checkpoints`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client

    def write(self, website_id: str, source: CountedSource) -> str:
        """See the port."""
        token = str(uuid4())
        self._put(counter_keys.checkpoint(website_id, source), {"ck": {"S": token}})
        return token

    def note(self, checkpoint: Checkpoint) -> None:
        """See the port. The last one told wins: only the check that wrote it waits for it."""
        key = counter_keys.noted_checkpoint(checkpoint.website_id, checkpoint.source)
        self._put(key, {"ck": {"S": checkpoint.token}, "wm": {"S": checkpoint.sequence_number}})

    def passed(self, website_id: str, source: CountedSource, token: str) -> str | None:
        """See the port."""
        key = counter_keys.noted_checkpoint(website_id, source)
        place = {"pk": {"S": key.pk}, "sk": {"S": key.sk}}
        with busy_when_throttled():
            raw = self._client.get_item(TableName=self._name, Key=place, ConsistentRead=True).get("Item", {})
        return str(raw["wm"]["S"]) if raw.get("ck", {}).get("S") == token else None

    def _put(self, key: keys.Key, attributes: dict[str, Any]) -> None:
        with busy_when_throttled():
            self._client.put_item(TableName=self._name, Item={"pk": {"S": key.pk}, "sk": {"S": key.sk}, **attributes})


def _version_mark(identifier: str, version: str) -> int:
    return int.from_bytes(blake2b(f"{identifier}|{version}".encode(), digest_size=8).digest(), "big")
