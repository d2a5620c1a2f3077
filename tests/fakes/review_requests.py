"""Review requests in memory, with the same refusals as the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from zlib import crc32
from zoneinfo import ZoneInfo

from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.identity import location_of, normalised_email
from chalicelib.domain.listing import Page, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.withdrawal import WithdrawalMark
from chalicelib.usecases.ports import (
    DUE_SHARDS,
    Added,
    AddResult,
    DuePage,
    DueRow,
    ReferenceLock,
    Released,
    StoredProof,
    Transition,
)

RowKey = tuple[str, str]


class FakeReviewRequests:
    """Fits the port `ReviewRequests`; may be used by several threads at once.

    Attributes:
        rows: every row as it stands, by website and identifier.
        writes: how many times a row was written.
        locks: by website, proof and thing asked.
        withdrawn: the first withdrawal by website and proof.
    """

    def __init__(self) -> None:
        self.rows: dict[RowKey, ReviewRequest] = {}
        self.writes = 0
        self.withdrawn: dict[tuple[str, str], WithdrawalMark] = {}
        self.locks: dict[tuple[str, str, ReviewType], ReferenceLock] = {}
        self._proofs: dict[tuple[str, str], StoredProof] = {}
        self._reviews: dict[tuple[str, str], dict[str | None, Review]] = {}
        self._due_days: set[date] = set()
        self.transaction = Lock()

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        """All or nothing."""
        wanted = {(stored.website_id, stored.proof_id, lock.review_type): lock for lock in locks}
        with self.transaction:
            found = tuple(self.locks[key] for key in wanted if key in self.locks)
            if found:
                return Added(AddResult.LOCKED, found)
            if any((row.website_id, row.review_request_id) in self.rows for row in requests):
                raise LookupError("a review request is in place although nothing asked before holds its lock")
            self.locks |= wanted
            self._proofs[stored.website_id, stored.proof_id] = stored
            for row in requests:
                self._put(row)
        return Added(AddResult.ADDED)

    def get(self, website_id: str, review_request_id: str) -> ReviewRequest | None:
        """The row as it stands."""
        location_of(review_request_id)
        return self.rows.get((website_id, review_request_id))

    def change(
        self, website_id: str, review_request_id: str, transition: Transition, *, known: ReviewRequest | None = None
    ) -> ReviewRequest | None:
        """Decides outside the transaction, as the adapter does, so that threads meet here too."""
        row = known
        for _ in range(8):
            row = row or self.get(website_id, review_request_id)
            if row is None:
                return None
            after = transition(row)
            if after is None or after is row:
                return after
            written = replace(after, version=row.version + 1)
            if self._put_over(row, written):
                return written
            row = None
        raise VersionConflictError("The review request changed too often; read it and decide again.")

    def page(
        self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, *, size: int, after: str | None
    ) -> Page:
        """Sorts all of the website's rows."""
        if after is not None:
            location_of(after)
        zone = ZoneInfo(zone_name)
        matching = [
            row
            for (website, row_id), row in self.rows.items()
            if website == website_id and wanted.matches(row, zone) and (after is None or row_id < after)
        ]
        matching.sort(key=lambda row: row.review_request_id, reverse=True)
        more = len(matching) > size
        return Page(tuple(matching[:size]), matching[size - 1].review_request_id if more else None)

    def of_customer(self, website_id: str, email: str) -> list[str]:
        """Newest experience first."""
        rows = [row for (website, _), row in self.rows.items() if website == website_id]
        found = [row for row in rows if normalised_email(row.customer_email) == normalised_email(email)]
        found.sort(key=lambda row: row.experience_at, reverse=True)
        return [row.review_request_id for row in found[:20]]

    def released(self, rows: Sequence[DueRow]) -> list[Released]:
        """As they stand."""
        return [
            Released(
                due,
                self.rows.get((due.website_id, due.review_request_id)),
                self._proofs.get((due.website_id, due.proof_id)),
            )
            for due in rows
        ]

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> DuePage:
        """Due instants count by whole seconds, rounded up."""
        found = sorted(
            (
                (f"{int(_due_second(row).timestamp()):012d}#{row.website_id}#{row.review_request_id}", row)
                for row in list(self.rows.values())
                if self._is_due(row, shard, day, until)
            ),
            key=lambda entry: entry[0],
        )
        due = [(key, row) for key, row in found if after is None or key > after]
        rows = tuple(DueRow(row.website_id, row.review_request_id, row.step, row.proof_id) for _, row in due[:limit])
        return DuePage(rows, due[limit - 1][0] if len(due) >= limit else None)

    @staticmethod
    def _is_due(row: ReviewRequest, shard: int, day: date, until: datetime) -> bool:
        if row.due_at is None or crc32(row.review_request_id.encode()) % DUE_SHARDS != shard:
            return False
        return _due_second(row).date() == day and _due_second(row) <= until

    def due_days(self, *, until: date) -> list[date]:
        """Days opened by a write and not closed since."""
        return sorted(day for day in self._due_days if day <= until)

    def close_due_day(self, day: date) -> None:
        """Forget a day."""
        self._due_days.discard(day)

    def proof(self, website_id: str, proof_id: str) -> StoredProof | None:
        """The cold proof."""
        return self._proofs.get((website_id, proof_id))

    def add_review(self, row: ReviewRequest, reviews: Sequence[Review], after: ReviewRequest) -> bool:
        """All or nothing."""
        with self.transaction:
            there = self._reviews.get((row.website_id, row.proof_id), {})
            if any(review.product_ref in there for review in reviews):
                return False
            if self.rows[row.website_id, row.review_request_id].version != row.version:
                raise VersionConflictError("The review request changed meanwhile; read it and decide again.")
            new = {review.product_ref: review for review in reviews}
            self._reviews[row.website_id, row.proof_id] = there | new
            self._put(replace(after, version=row.version + 1))
        return True

    def reviews(self, website_id: str, proof_id: str) -> list[Review]:
        """The brand first."""
        there = self._reviews.get((website_id, proof_id), {})
        return sorted(there.values(), key=lambda review: (review.product_ref is not None, review.product_ref or ""))

    def _put_over(self, read: ReviewRequest, written: ReviewRequest) -> bool:
        with self.transaction:
            there = self.rows.get((read.website_id, read.review_request_id))
            if there is None or there.version != read.version:
                return False
            self._put(written)
        return True

    def _put(self, row: ReviewRequest) -> None:
        if row.due_at is not None:
            self._due_days.add(_due_second(row).date())
        self.rows[row.website_id, row.review_request_id] = row
        self.writes += 1


def _due_second(row: ReviewRequest) -> datetime:
    assert row.due_at is not None
    at = row.due_at.astimezone(UTC)
    return at.replace(microsecond=0) + timedelta(seconds=1 if at.microsecond else 0)
