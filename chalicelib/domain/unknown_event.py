"""What SES told about an e-mail and we do not understand: kept as it came, so that nothing is lost."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class UnknownEvent:
    """One event of a kind we do not know.

    Attributes:
        kind: SES's word, letters and digits only.
        at: its own instant if it has one where others have theirs, else when SES took the e-mail.
        step: the e-mail it speaks of.
        fingerprint: equal for two deliveries of the same event.
        body: what SES told, as JSON, without addresses, links and texts of the mail.
        review_request_id: the request it speaks of; several requests may share a proof, beside which it is kept.
    """

    kind: str
    at: datetime
    step: int
    fingerprint: str
    body: str
    review_request_id: str = ""
