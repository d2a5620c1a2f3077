"""Sums that the table's stream keeps: items that are added to under a watermark, in one conditional write each.

`wm` is the sequence number of the last change added: the condition on it makes an addition whose answer was lost
harmless to repeat, by us, by the SDK or by the stream (docs/decisions/0017-counts-of-the-stream.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.keys import Key

Raw = Mapping[str, Mapping[str, Any]]


class WatermarkedItems:
    """The items of one table; what their numbers mean is the caller's."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client

    def add(
        self, key: Key, numbers: Mapping[str, int], *, first: str, last: str, texts: Mapping[str, str] | None = None
    ) -> bool:
        """Add to the numbers, put the texts in place and set the watermark to `last`.

        False when the watermark is not below `first`: nothing was written.
        """
        named = {"wm": {"S": last}, **{name: {"S": text} for name, text in (texts or {}).items()}}
        grown = {name: number(value) for name, value in numbers.items()}
        return self._conditional(
            self._client.update_item,
            Key=raw_key(key),
            UpdateExpression=_expression(named, grown),
            ConditionExpression="attribute_not_exists(wm) OR wm < :first",
            ExpressionAttributeValues={
                ":first": {"S": first},
                **{f":{name}": value for name, value in {**named, **grown}.items()},
            },
        )

    def watermark(self, key: Key) -> str:
        """The last change added (read strongly); "" = none."""
        with busy_when_throttled():
            answer = self._client.get_item(TableName=self._name, Key=raw_key(key), ConsistentRead=True)
        return watermark_of(answer.get("Item", {}))

    def correct(self, key: Key, attributes: Mapping[str, Any], *, found: str, right: str) -> bool:
        """Write the item anew with the watermark `right`; False when its watermark is not `found` any more.

        The whole item is written, so that no other attribute can be left over.
        """
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(wm)"}
        if found:
            values = {":found": {"S": found}}
            condition = {"ConditionExpression": "wm = :found", "ExpressionAttributeValues": values}
        item = {**raw_key(key), "wm": {"S": right}, **attributes}
        return self._conditional(self._client.put_item, Item=item, **condition)

    def between(self, pk: str, low: str, high: str, *, strongly: bool = False) -> Iterator[Raw]:
        """The items of a partition whose sort keys stand between these two."""
        start: dict[str, Any] = {}
        while True:
            with busy_when_throttled():
                answer = self._client.query(
                    TableName=self._name,
                    KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
                    ExpressionAttributeValues={":pk": {"S": pk}, ":low": {"S": low}, ":high": {"S": high}},
                    ConsistentRead=strongly,
                    **start,
                )
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _conditional(self, call: Any, **arguments: Any) -> bool:
        try:
            with busy_when_throttled():
                call(TableName=self._name, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True


def _expression(named: Iterable[str], grown: Iterable[str]) -> str:
    """Changes that cancel each other out add nothing, and yet move the watermark."""
    added = ", ".join(f"{name} :{name}" for name in grown)
    return "SET " + ", ".join(f"{name} = :{name}" for name in named) + (f" ADD {added}" if added else "")


def raw_key(key: Key) -> dict[str, Any]:
    """A key as the SDK takes it."""
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def number(value: int) -> dict[str, str]:
    """A number as the SDK takes it."""
    return {"N": str(value)}


def watermark_of(raw: Raw) -> str:
    """The last change added to an item; "" = none."""
    return str(raw["wm"]["S"]) if "wm" in raw else ""
