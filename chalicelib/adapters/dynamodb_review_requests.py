"""Review requests, their locks, their cold parts and their due index in DynamoDB."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from chalicelib.adapters import due_keys, keys
from chalicelib.adapters.dynamodb_calls import Put, Update, busy_when_throttled, pause, put_if, write_together
from chalicelib.adapters.dynamodb_directories import Directories
from chalicelib.adapters.dynamodb_documents import review_from, stored_proof_from, to_text
from chalicelib.adapters.dynamodb_locks import locks_found, proof_with_locks
from chalicelib.adapters.dynamodb_page_question import Question
from chalicelib.adapters.dynamodb_pages import READ_BUDGET, read_page
from chalicelib.adapters.dynamodb_reads import DynamoDBReads
from chalicelib.adapters.dynamodb_released import read_released
from chalicelib.adapters.dynamodb_rows import from_item, to_item
from chalicelib.adapters.dynamodb_tables import Item, RequestItem, body_of, table
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.listing import Cut, Page, ReviewRequestFilter
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import (
    Added,
    AddResult,
    DuePage,
    DueRow,
    ReferenceLock,
    Released,
    StoredProof,
    Transition,
)

CHANGE_ATTEMPTS = 8
LATEST_OF_A_CUSTOMER = 20
_NEW = Item.pk.does_not_exist()


class DynamoDBReviewRequests:
    """Fits the port `ReviewRequests`. Keep one instance: it remembers what it already wrote in the directories."""

    def __init__(
        self,
        table_name: str,
        *,
        read_budget: int = READ_BUDGET,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._table = table(table_name)
        self._read_budget = read_budget
        self._directories = Directories(self._table, monotonic)

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        """See the port. The directories are written first: an entry too many is harmless, one too few hides a row."""
        self._directories.open_for(requests)
        writes: list[Put | Update] = [
            *(Put(to_item(self._table.requests, row), _NEW) for row in requests),
            proof_with_locks(self._table.proofs, stored, locks),
        ]
        failed = write_together(self._table.connection, writes)
        if not failed:
            return Added(AddResult.ADDED)
        locked = next((one for one in failed if one.index == len(writes) - 1), None)
        if locked is None:
            raise LookupError("a review request is in place although nothing asked before holds its lock")
        return Added(AddResult.LOCKED, locks_found(self._table.proofs, locked.found, locks))

    def get(self, website_id: str, review_request_id: str) -> ReviewRequest | None:
        """See the port."""
        item = self._read(website_id, review_request_id)
        return None if item is None else from_item(item)

    def change(
        self, website_id: str, review_request_id: str, transition: Transition, *, known: ReviewRequest | None = None
    ) -> ReviewRequest | None:
        """See the port. A write whose answer was lost and which the SDK repeated is recognised by its token."""
        written: ReviewRequest | None = None
        token = str(uuid4())
        row = known
        for attempt in range(CHANGE_ATTEMPTS):
            if row is None:
                item = self._read(website_id, review_request_id)
                if item is None:
                    return None
                if written is not None and item.wt == token:
                    return written
                row = from_item(item)
            after = transition(row)
            if after is None or after is row:
                return after
            changed = to_item(self._table.requests, replace(after, version=row.version + 1))
            changed.wt = token
            written = from_item(changed)
            self._directories.open_for([written])
            if put_if(changed, RequestItem.ve == row.version):
                return written
            row = None
            pause(attempt)
        raise VersionConflictError("The review request changed too often; read it and decide again.")

    def of_customer(self, website_id: str, email: str) -> list[str]:
        """See the port."""
        model, start = self._table.requests, keys.email_index_start(website_id, email)
        with busy_when_throttled():
            found = model.email_index.query(start.pk, model.email_sk.startswith(start.sk), limit=LATEST_OF_A_CUSTOMER)
            return [item.sk for item in found]

    def released(self, rows: Sequence[DueRow]) -> list[Released]:
        """See the port."""
        return read_released(self._table, rows)

    def page(
        self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, *, size: int, after: str | None
    ) -> Page:
        """See the port. A page may hold fewer rows than asked, even none, and still have a `next_after`."""
        with busy_when_throttled():
            question = Question.of(website_id, wanted, zone_name, Cut(size, after))
            return read_page(DynamoDBReads(self._table), question, size=size, budget=self._read_budget)

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> DuePage:
        """See the port. Due instants count by whole seconds, rounded up: found up to a second late, never early."""
        model = self._table.requests
        up_to = due_keys.due_until(until)
        condition = model.due_sk.between(after + "~", up_to) if after else model.due_sk <= up_to
        with busy_when_throttled():
            found = [
                item.due_sk
                for item in model.due_index.query(due_keys.due_partition(day, shard), condition, limit=limit)
                if item.due_sk
            ]
        return DuePage(tuple(due_keys.due_row(sk) for sk in found), found[-1] if len(found) == limit else None)

    def due_days(self, *, until: date) -> list[date]:
        """See the port."""
        return self._directories.due_days(until=until)

    def close_due_day(self, day: date) -> None:
        """See the port."""
        self._directories.close_due_day(day)

    def proof(self, website_id: str, proof_id: str) -> StoredProof | None:
        """See the port."""
        key = keys.proof(website_id, proof_id)
        try:
            with busy_when_throttled():
                item = self._table.documents.get(key.pk, key.sk, consistent_read=True)
        except self._table.documents.DoesNotExist:
            return None
        return stored_proof_from(body_of(item))

    def add_review(self, row: ReviewRequest, reviews: Sequence[Review], after: ReviewRequest) -> bool:
        """See the port."""
        written = replace(after, version=row.version + 1)
        self._directories.open_for([written])
        puts = [Put(self._review_item(row, review), _NEW) for review in reviews]
        puts.append(Put(to_item(self._table.requests, written), RequestItem.ve == row.version))
        failed = write_together(self._table.connection, puts)
        if any(one.index < len(reviews) for one in failed):
            return False
        if failed:
            raise VersionConflictError("The review request changed meanwhile; read it and decide again.")
        return True

    def reviews(self, website_id: str, proof_id: str) -> list[Review]:
        """See the port. The brand first, then products in a stable order."""
        model = self._table.documents
        with busy_when_throttled():
            found = model.query(
                keys.proof(website_id, proof_id).pk, model.sk.startswith(keys.REVIEW_SK_PREFIX), consistent_read=True
            )
            return [review_from(body_of(item)) for item in found]

    def _read(self, website_id: str, review_request_id: str) -> RequestItem | None:
        key = keys.review_request(website_id, review_request_id)
        try:
            with busy_when_throttled():
                return self._table.requests.get(key.pk, key.sk, consistent_read=True)
        except self._table.requests.DoesNotExist:
            return None

    def _document(self, key: keys.Key, body: str) -> Item:
        return self._table.documents(key.pk, key.sk, bd=body)

    def _review_item(self, row: ReviewRequest, review: Review) -> Item:
        return self._document(keys.review(row.website_id, row.proof_id, review.product_ref), to_text(review))
