"""The review request: one row of the tracking table, with its facts and its send state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.status import CurrentStatus, Status, current_status


class SendState(StrEnum):
    """Where the e-mail of the current step stands. Only PLANNED opens the door to SES."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


class DueKind(StrEnum):
    """What the sweeper does when the row is due: release the e-mail, or settle a claim that never ended."""

    SEND = "DUE"
    WATCHDOG = "WD"


@dataclass(frozen=True)
class ReviewRequest:
    """Our wish for one review (or one of each type at once).

    Attributes:
        planned_at: when the first e-mail was planned to leave; the date shown while scheduled.
        step: 0 = first e-mail, 1.. = reminders; the step `send_state` speaks of.
        attempt: number of claims so far; a claim owns the row as long as this number is its own.
        due_at: when the sweeper must look at the row again; None when never.
        version: grows by one with every write; a write names the version it read.
    """

    website_id: str
    review_request_id: str
    proof_id: str
    experience_reference: str
    experience_at: datetime
    customer_email: str
    language: str
    review_type: ReviewType
    transmission_method: TransmissionMethod
    planned_at: datetime
    facts: Facts
    channel: Channel = Channel.ONLINE
    shop_id: str | None = None
    send_state: SendState = SendState.PLANNED
    step: int = 0
    attempt: int = 0
    due_at: datetime | None = None
    version: int = 0

    @property
    def current(self) -> CurrentStatus:
        """Status, its date and its reason; the date of `scheduled` is the planned date."""
        current = current_status(self.facts)
        if current.status is Status.SCHEDULED:
            return replace(current, at=self.planned_at)
        return current

    @property
    def due_kind(self) -> DueKind | None:
        """Under which kind the row stands in the due index."""
        if self.due_at is None:
            return None
        return DueKind.SEND if self.send_state is SendState.PLANNED else DueKind.WATCHDOG

    @property
    def next_email_at(self) -> datetime | None:
        """When the next e-mail is planned to leave."""
        return self.due_at if self.due_kind is DueKind.SEND else None

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing known forbids the planned e-mail."""
        return self.send_state is SendState.PLANNED and not self.facts.any(*STOPPING_FACTS)

    def learning(self, *facts: Fact) -> "ReviewRequest":
        """The same row knowing more; the very same object when the facts teach nothing."""
        known = self.facts
        for fact in facts:
            known = known.adding(fact)
        return self if known is self.facts else replace(self, facts=known)


STOPPING_FACTS = (
    FactKind.REVIEW_SUBMITTED,
    FactKind.OPTED_OUT,
    FactKind.COMPLAINED,
    FactKind.BOUNCED,
    FactKind.CANCELLED,
)
"""After any of these no e-mail leaves any more."""
