"""The rates of clients in DynamoDB: one instant each, in microseconds, moved by one write for several calls.

The instant is moved without being known: what is over is replaced, what lies ahead grows, each under the condition
that it is so. Two instances that take at the same moment both get theirs.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.adapters import call_keys
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.call_rate import CallRate, Taken
from chalicelib.domain.errors import BusyError

ATTEMPTS = 4
KEPT = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class DynamoDBCallRates:
    """Fits the port `CallRates`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client

    def take(
        self, client_id: str, rate: CallRate, calls: int, *, now: datetime, known: datetime | None = None
    ) -> Taken:
        """See the port. One write, as long as what is known is near the truth."""
        key = call_keys.client_rate(client_id)
        at = {"TableName": self._name, "Key": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}}
        try:
            return self._take(at, rate, calls, now, known)
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The rate of the client is not known: try again in a moment.") from cause

    def _take(self, at: dict[str, Any], rate: CallRate, calls: int, now: datetime, known: datetime | None) -> Taken:
        until = known
        for attempt in range(ATTEMPTS):
            wanted = rate.take(until, calls, now)
            if wanted.calls:
                moved = self._moved(at, rate, wanted.calls, now, is_ahead=rate.since(until, now) > now)
                if moved is not None:
                    return Taken(wanted.calls, moved)
            elif attempt:
                return wanted
            until = self._until(at)
        raise BusyError("The rate of the client moved too often: try again in a moment.")

    def _moved(
        self, at: dict[str, Any], rate: CallRate, calls: int, now: datetime, *, is_ahead: bool
    ) -> datetime | None:
        """The instant afterwards; None when it was not where it was thought to be."""
        change = _grown(rate, calls, now) if is_ahead else _begun(rate, calls, now)
        try:
            answer = self._client.update_item(**at, **change, ReturnValues="UPDATED_NEW")
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return None
        return _instant(answer["Attributes"]["un"])

    def _until(self, at: dict[str, Any]) -> datetime | None:
        item = self._client.get_item(**at, ConsistentRead=True).get("Item")
        return _instant(item["un"]) if item else None


def _begun(rate: CallRate, calls: int, now: datetime) -> dict[str, Any]:
    """From now on, if what was spoken for is over, or farther ahead than it can be."""
    return {
        "UpdateExpression": "SET un = :after, expires_at = :expires",
        "ConditionExpression": "attribute_not_exists(un) OR un <= :now OR un > :farthest",
        "ExpressionAttributeValues": {
            ":after": _number(now + calls * rate.interval),
            ":expires": _expires(now),
            ":now": _number(now),
            ":farthest": _number(now + rate.window),
        },
    }


def _grown(rate: CallRate, calls: int, now: datetime) -> dict[str, Any]:
    """So much farther, if it lies ahead and the calls are free."""
    return {
        "UpdateExpression": "SET expires_at = :expires ADD un :calls",
        "ConditionExpression": "un BETWEEN :now AND :latest",
        "ExpressionAttributeValues": {
            ":calls": {"N": str(calls * rate.interval // _MICROSECOND)},
            ":expires": _expires(now),
            ":now": _number(now),
            ":latest": _number(now + rate.window - calls * rate.interval),
        },
    }


def _number(at: datetime) -> dict[str, str]:
    return {"N": str((at - _EPOCH) // _MICROSECOND)}


def _expires(now: datetime) -> dict[str, str]:
    return {"N": str(int((now + KEPT).timestamp()))}


def _instant(number: Any) -> datetime:
    return _EPOCH + int(number["N"]) * _MICROSECOND
