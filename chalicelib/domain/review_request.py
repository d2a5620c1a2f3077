"""The review request: one row of the tracking table, with its facts and its send state."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.explanation import Explanation
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.sent_mail import SentMails, mail_of_step
from chalicelib.domain.status import CurrentStatus, Status, current_status


class SendState(StrEnum):
    """Where the e-mail of the current step stands. Only PLANNED opens the door to SES."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class ReviewRequest:
    """Our wish for one review (or one of each type at once).

    Attributes:
        planned_at: when the e-mail was planned to leave; the date shown while scheduled.
        country: the customer's, ISO 3166-1 alpha-2; whose clock and holidays the send window follows.
        explanation: the rules that gave the planned date, oldest first.
        has_deferred_product: a product request of the same proof is planned for later.
        step: number of the e-mail `send_state` speaks of, 0 = the first.
        reminder: what that e-mail is: 0 = the first e-mail (or the same again, resent), 1..3 = which reminder.
        attempt: number of claims so far; a claim owns the row as long as this number is its own.
        claimed_at: when the last claim was made; None before the first.
        due_at: when the sweeper must look at the row again; None when never.
        mails: what was composed to leave, one per step (decision 23); a mail stands here from its claim on.
        urgent: an operator asked to send now: window and limits do not hold this e-mail back.
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
    country: str | None = None
    explanation: Explanation = ()
    has_deferred_product: bool = False
    send_state: SendState = SendState.PLANNED
    step: int = 0
    reminder: int = 0
    attempt: int = 0
    claimed_at: datetime | None = None
    due_at: datetime | None = None
    urgent: bool = False
    mails: SentMails = ()
    version: int = 0

    @property
    def current(self) -> CurrentStatus:
        """Status, its date and its reason; the date of `scheduled` is the planned date."""
        current = current_status(self.facts)
        if current.status is Status.SCHEDULED:
            return replace(current, at=self.planned_at)
        return current

    @property
    def next_email_at(self) -> datetime | None:
        """When the next e-mail is planned to leave."""
        return self.due_at if self.send_state is SendState.PLANNED else None

    @property
    def template(self) -> str | None:
        """In which words the first e-mail was written: see `SentMail.template`; None before it was composed."""
        first = mail_of_step(self.mails, 0)
        return first.template if first else None

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing known forbids the planned e-mail."""
        return self.send_state is SendState.PLANNED and not self.is_stopped

    @property
    def is_stopped(self) -> bool:
        """Whether no further e-mail may leave, unless an operator asked for one after what stopped the request.

        An opt-out, a complaint and a submitted review cannot be overruled by anybody.
        """
        resumed = max((fact.step for fact in self.facts.of_kind(FactKind.RESUMED)), default=0)
        return any(
            fact.kind in FINAL_FACTS or (fact.kind in STOPPING_FACTS and fact.step >= resumed) for fact in self.facts
        )

    def learning(self, *facts: Fact) -> "ReviewRequest":
        """The same row knowing more; the very same object when the facts teach nothing."""
        known = self.facts
        for fact in facts:
            known = known.adding(fact)
        return self if known is self.facts else replace(self, facts=known)


FINAL_FACTS = (FactKind.REVIEW_SUBMITTED, FactKind.OPTED_OUT, FactKind.COMPLAINED)
"""What nobody can overrule."""

STOPPING_FACTS = (*FINAL_FACTS, FactKind.BOUNCED, FactKind.CANCELLED)
"""After any of these no e-mail leaves any more by itself."""
