"""Items of several kinds, read in one call."""

from collections.abc import Sequence
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, pause
from chalicelib.adapters.dynamodb_tables import Table
from chalicelib.domain.errors import BusyError

READ_ATTEMPTS = 5
MOST_READ = 100
"""Items of one call; DynamoDB takes no more."""

Raw = dict[str, dict[str, Any]]


def read_items(
    table: Table, wanted: Sequence[keys.Key], *, consistent: bool = False, attributes: Sequence[str] | None = None
) -> dict[keys.Key, Raw]:
    """At most `MOST_READ` different keys; what is not there is left out. Raises BusyError when throttled.

    `attributes` are those wanted, the keys among them; None = all.

    PynamoDB's models cannot read several kinds at once; what DynamoDB leaves is asked again.
    """
    asked: list[Any] = [{"pk": key.pk, "sk": key.sk} for key in wanted]
    found: dict[keys.Key, Raw] = {}
    for attempt in range(READ_ATTEMPTS):
        if not asked:
            return found
        with busy_when_throttled():
            answer = table.connection.batch_get_item(
                table.name, asked, consistent_read=consistent, attributes_to_get=attributes
            )
        for item in answer["Responses"].get(table.name, ()):
            found[keys.Key(item["pk"]["S"], item["sk"]["S"])] = item
        left = answer.get("UnprocessedKeys", {}).get(table.name, {}).get("Keys", [])
        asked = [{name: value["S"] for name, value in key.items()} for key in left]
        if asked:
            pause(attempt)
    if asked:
        raise BusyError("The store asks to slow down: try again in a moment.")
    return found
