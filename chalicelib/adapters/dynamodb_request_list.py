"""The tracking table as people look at it: pages by filter, and searches by proof and by address."""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_locks import locks_of
from chalicelib.adapters.dynamodb_page_question import Question
from chalicelib.adapters.dynamodb_page_runs import CountDays
from chalicelib.adapters.dynamodb_pages import READ_BUDGET, read_page
from chalicelib.adapters.dynamodb_reads import DynamoDBReads, OneRead
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem, table
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.listing import Cut, Page, ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.counter_ports import Counters


class DynamoDBRequestList:
    """Fits the port `RequestList`."""

    def __init__(self, table_name: str, *, counters: Counters | None = None, read_budget: int = READ_BUDGET) -> None:
        self._table = table(table_name)
        self._counters = counters
        self._read_budget = read_budget

    def page(self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, cut: Cut) -> Page:
        """See the port."""
        with busy_when_throttled():
            question = Question.of(website_id, wanted, zone_name, cut)
            count_days = self._counter_of(website_id, zone_name)
            reads = DynamoDBReads(self._table)
            return read_page(reads, question, size=cut.size, budget=self._read_budget, count_days=count_days)

    def _counter_of(self, website_id: str, zone_name: str) -> CountDays | None:
        counters = self._counters
        if counters is None:
            return None
        return lambda first, last: counters.days(website_id, zone_name, first=first, last=last)

    def of_proof(self, website_id: str, proof_id: str) -> list[ReviewRequest]:
        """See the port. The proof's item holds the locks, and each lock the request that took it."""
        key = keys.proof(website_id, proof_id)
        try:
            with busy_when_throttled():
                item = self._table.proofs.get(key.pk, key.sk, consistent_read=True)
        except self._table.proofs.DoesNotExist:
            return []
        return self._rows(website_id, {lock.review_request_id for lock in locks_of(item)})

    def of_address(self, website_id: str, start: str, cut: Cut, *, exact: bool) -> Page:
        """See the port. The index gives identifiers; each row is judged by the address it has now."""
        index = keys.email_index_start(website_id, start)
        wanted = keys.Key(index.pk, index.sk if exact else index.sk.removesuffix("#"))
        place = None if cut.after is None else self._place(website_id, wanted, cut.after)
        rows: list[ReviewRequest] = []
        with busy_when_throttled():
            while True:
                read = self._entries(wanted, cut.size + 1 - len(rows), place)
                rows += self._found(list(read), wanted)
                place = read.last_evaluated_key
                if len(rows) > cut.size:
                    return Page(tuple(rows[: cut.size]), rows[cut.size - 1].review_request_id)
                if place is None:
                    return Page(tuple(rows), None)

    def _place(self, website_id: str, wanted: keys.Key, after: str) -> dict[str, Any]:
        """Where in the index the page begins: a token holds no address, so the row tells its own."""
        (row,) = self._rows(website_id, [after]) or (None,)
        if row is None or not keys.email_index(row).sk.startswith(wanted.sk):
            raise ReviewRequestNotFoundError("No review request has this identifier.")
        own, index = keys.review_request(website_id, after), keys.email_index(row)
        names = {"pk": own.pk, "sk": own.sk, "email_pk": index.pk, "email_sk": index.sk}
        return {name: {"S": value} for name, value in names.items()}

    def _entries(self, wanted: keys.Key, limit: int, place: dict[str, Any] | None) -> OneRead:
        model = self._table.requests
        found = model.email_index.query(
            wanted.pk, model.email_sk.startswith(wanted.sk), page_size=limit, last_evaluated_key=place
        )
        return OneRead(found.page_iter)

    def _found(self, entries: Sequence[RequestItem], wanted: keys.Key) -> list[ReviewRequest]:
        """The rows of the entries, in their order."""
        items = self._table.requests.batch_get([(entry.pk, entry.sk) for entry in entries])
        rows = {item.sk: from_item(item) for item in items}
        found = (rows.get(entry.sk) for entry in entries)
        return [row for row in found if row and keys.email_index(row).sk.startswith(wanted.sk)]

    def _rows(self, website_id: str, ids: Iterable[str]) -> list[ReviewRequest]:
        """Newest experience first, as they are now (read strongly)."""
        places = [keys.review_request(website_id, each) for each in ids]
        with busy_when_throttled():
            found = self._table.requests.batch_get([(key.pk, key.sk) for key in places], consistent_read=True)
            return sorted(map(from_item, found), key=lambda row: row.review_request_id, reverse=True)
