"""The list as wired in production, on a loaded table, with everything that its SDK client does counted."""

from collections.abc import Mapping
from typing import Any

from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones
from chalicelib.adapters.dynamodb_counters import DynamoDBCounters
from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.counting import Tally
from chalicelib.domain.listing import Cut, Page, ReviewRequestFilter
from chalicelib.usecases.counter_ports import Counter, CounterPlace
from tests.bench.list_costs import Cost
from tests.bench.list_rows import ZONE, Website
from tests.bench.sdk_counter import SdkCounter


class ListBench:
    """The list as wired in production, on a loaded table, and everything its SDK client does counted."""

    def __init__(self, table_name: str) -> None:
        self.requests = DynamoDBRequestList(table_name, counters=DynamoDBCounters(table_name))
        self._client = table(table_name).connection.client
        self._counter = SdkCounter(self._client)
        self._examined = 0
        self._client.meta.events.register("after-call.dynamodb.Query", self._look)

    def page(self, website: Website, wanted: ReviewRequestFilter, cut: Cut) -> tuple[Page, Cost]:
        """One page and its cost."""
        self._examined = 0
        with self._counter.counting() as usage:
            page = self.requests.page(website.website_id, wanted, ZONE.key, cut)
        return page, Cost(usage.reads, usage.calls.total(), self._examined)

    def _look(self, *, parsed: Mapping[str, Any], **_: Any) -> None:
        """Rows, not counts nor months: they stand in partitions of their own."""
        keys = [item.get("pk", {}).get("S", "") for item in parsed.get("Items", ())]
        if any(f"#{part}#" in pk for pk in keys for part in ("M", "X")) or not keys:
            self._examined += int(parsed.get("ScannedCount", 0))


def count(table_name: str, website: Website) -> None:
    """The counters as the stream would have made them."""
    DynamoDBCountedZones(table_name).begin(website.website_id, ZONE.key)
    counters = DynamoDBCounters(table_name)
    for (day, month), counts in website.counts_by_month.items():
        place = CounterPlace(website.website_id, ZONE.key, day, month, 0)
        counters.correct(place, Counter(), Counter(Tally(counts), "1".zfill(40)))
