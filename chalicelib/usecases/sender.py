"""What sending one e-mail needs, and how it can end."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.identity import Identities
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.governor_ports import Governor
from chalicelib.usecases.ports import Clock, Composer, Mailer, ReviewRequests, Transition
from chalicelib.usecases.website_ports import Websites


class SendResult(StrEnum):
    """What became of one released e-mail."""

    SENT = "sent"
    NOT_OURS = "not_ours"
    PAUSED = "paused"
    SETTLED = "settled"
    POSTPONED = "postponed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    OPTED_OUT = "opted_out"
    SUPPRESSED = "suppressed"
    LIMITED = "limited"
    LATE = "late"
    REFUSED = "refused"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sender:
    """The ports the send protocol needs."""

    store: ReviewRequests
    contacts: Contacts
    websites: Websites
    composer: Composer
    mailer: Mailer
    governor: Governor
    identities: Identities
    holidays: Holidays
    clock: Clock

    def rules(self, website_id: str) -> Rules:
        """What decides about this website's e-mails. Raises WebsiteNotFoundError."""
        return Rules(self.websites.collection(website_id), self.holidays)

    def change(self, row: ReviewRequest, transition: Transition) -> ReviewRequest | None:
        """The transition on this row, starting from what is known of it."""
        return self.store.change(row.website_id, row.review_request_id, transition, known=row)
