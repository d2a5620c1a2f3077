"""What the use cases need from outside, as shapes: adapters fit them, fakes fit them, mypy checks both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.collection import Collection
from chalicelib.domain.identity import Identities
from chalicelib.domain.listing import Page, ReviewRequestFilter
from chalicelib.domain.proof import Proof, ReviewType
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.domain.sent_mail import STANDARD_TEMPLATE
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.website_ports import Websites

Transition = Callable[[ReviewRequest], ReviewRequest | None]


@dataclass(frozen=True)
class ReferenceLock:
    """Who asked a thing for a reference first: one per website, reference and single review type."""

    review_type: ReviewType
    review_request_id: str
    fingerprint: str
    source_mark: str


@dataclass(frozen=True)
class StoredProof:
    """A proof as kept in its cold partition."""

    website_id: str
    proof_id: str
    proof: Proof
    received_at: datetime


class AddResult(StrEnum):
    """What became of a transaction that adds requests."""

    ADDED = "added"
    LOCKED = "locked"


@dataclass(frozen=True)
class Added:
    """The result, and the locks found in place when something was asked before."""

    result: AddResult
    locks: tuple[ReferenceLock, ...] = ()


class ReviewRequests(Protocol):
    """Review requests, their locks and their cold parts."""

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        """One transaction: all locks, requests and the proof, or nothing. `requests` and `locks` are not empty.

        LOCKED when at least one lock was in place: nothing was written, `locks` holds those in place (and only those).
        Raises BusyError when the store asks to slow down.
        """

    def get(self, website_id: str, review_request_id: str) -> ReviewRequest | None:
        """The row as it is now (read strongly), or None. Raises ReviewRequestNotFoundError for an impossible id."""

    def change(
        self, website_id: str, review_request_id: str, transition: Transition, *, known: ReviewRequest | None = None
    ) -> ReviewRequest | None:
        """Read, decide, write if nobody wrote in between; else read and decide again, at most 8 times.

        `known` is the row as read before: it spares the first read, and costs nothing but a second try if it is stale.

        Returns the row written, the row read when the transition gave the very same object back (nothing is written),
        or None when the row does not exist or the transition gave None.
        Raises VersionConflictError when the row never stood still.
        """

    def page(
        self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, *, size: int, after: str | None
    ) -> Page:
        """Rows matching the filter, newest experience first, strictly older in the order than `after`."""

    def of_customer(self, website_id: str, email: str) -> list[str]:
        """The identifiers of the latest requests of an address, at most 20; the index may lag behind by a moment."""

    def released(self, rows: Sequence["DueRow"]) -> list["Released"]:
        """The rows and proofs of a batch of released e-mails (at most 10), in one call and in the order given.

        They may lag behind by a moment: what is done with them is checked against the row's version.
        """

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> "DuePage":
        """Rows of one shard and UTC day due at or before `until`, oldest first, at most `limit`, from after `after`."""

    def due_days(self, *, until: date) -> list[date]:
        """UTC days up to `until` that may still hold due rows, oldest first: the directory of the due index.

        Every write that gives a row a due date makes sure its day stands here first (remembered per instance, so it
        costs one write a day), so that the sweeper never guesses and never walks over empty days.
        """

    def close_due_day(self, day: date) -> None:
        """Forget a day that is over and of which every shard was found empty."""

    def proof(self, website_id: str, proof_id: str) -> StoredProof | None:
        """The cold proof."""

    def add_review(self, row: ReviewRequest, reviews: Sequence[Review], after: ReviewRequest) -> bool:
        """One transaction: the answers and the row `after`, on condition that `row`'s version still stands.

        False when one of the answers (website, proof, product or brand) was already there; nothing was written.
        Raises VersionConflictError when the row moved: read and decide again.
        """

    def reviews(self, website_id: str, proof_id: str) -> list[Review]:
        """What the customer submitted for a proof."""


@dataclass(frozen=True)
class DueRow:
    """One entry of the due index: all the sender needs to read row and proof at once."""

    website_id: str
    review_request_id: str
    step: int
    proof_id: str


@dataclass(frozen=True)
class DuePage:
    """Some due rows, and the place to go on from; None when the shard's day has nothing more due."""

    rows: tuple[DueRow, ...]
    next_after: str | None = None


@dataclass(frozen=True)
class Released:
    """A released e-mail with its row and proof; None for what does not exist (any more)."""

    due: DueRow
    row: ReviewRequest | None
    stored: StoredProof | None


DUE_SHARDS = 32


@dataclass(frozen=True)
class Tracking:
    """The ports of everything that follows a request after its e-mail left."""

    store: ReviewRequests
    contacts: Contacts
    websites: Websites
    identities: Identities
    holidays: Holidays

    def rules(self, website_id: str) -> Rules:
        """What decides about this website's e-mails. Raises WebsiteNotFoundError."""
        return Rules(self.websites.collection(website_id), self.holidays)


@dataclass(frozen=True)
class Mail:
    """One e-mail ready to leave; `tags` come back with every event, `template` and `digest` are those of `SentMail`."""

    to: str
    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]
    tags: Mapping[str, str]
    sender_name: str
    reply_to: str = ""
    template: str = STANDARD_TEMPLATE
    digest: str = ""
    tracks_opens: bool = True  # whether SES may place its pixel


class Mailer(Protocol):
    """SES: one attempt per call, never repeated by the SDK."""

    def send(self, mail: Mail) -> str:
        """Hand one mail to SES; returns SES's message id.

        Raises:
            SendRefusedError: proof of refusal, trying later is safe.
            SendRejectedError: proof of refusal, for good.
            SendUnknownError: no proof of anything.
        """

    def begin_invocation(self) -> None:
        """Drop pooled connections: call once when an invocation starts, before the first `send`."""


class Composer(Protocol):
    """What the customer reads, ready to leave."""

    def compose(self, row: ReviewRequest, stored: StoredProof, collection: Collection, *, now: datetime) -> Mail:
        """The e-mail of the row's current step, with its signed links and its tags. Pure: same input, same mail."""

    def show(self, row: ReviewRequest, stored: StoredProof, collection: Collection) -> Mail:
        """The same, but its personal links lead nowhere; its digest is that of the mail that `compose` gives."""


class SignInTokens(Protocol):
    """Access tokens of the people who sign in (OpenID Connect)."""

    def subject_of(self, token: str) -> str:
        """Who the token speaks of. Raises InvalidTokenError unless signature, issuer, client, use and dates hold."""


class Clock(Protocol):
    """The only source of `now`, for the edge of the system."""

    def now(self) -> datetime:
        """Aware UTC."""

    def elapsed(self) -> float:
        """Seconds since some fixed moment, those included in which the machine slept; for durations only."""
