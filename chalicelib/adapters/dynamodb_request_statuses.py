"""The statuses of many review requests, a hundred a call, each for half a read unit."""

from collections.abc import Mapping, Sequence

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_batch_reads import MOST_READ, read_items
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.status import Status


class DynamoDBRequestStatuses:
    """Fits the port `RequestStatuses`."""

    def __init__(self, table_name: str) -> None:
        self._table = table(table_name)

    def statuses_of(self, website_id: str, review_request_ids: Sequence[str]) -> Mapping[str, Status]:
        """See the port. Raises BusyError when throttled."""
        wanted = [keys.review_request(website_id, one) for one in dict.fromkeys(review_request_ids)]
        found: dict[str, Status] = {}
        for start in range(0, len(wanted), MOST_READ):
            together = wanted[start : start + MOST_READ]
            items = read_items(self._table, together, attributes=["pk", "sk", "st"])
            found.update({key.sk: Status(item["st"]["S"]) for key, item in items.items()})
        return found
