"""SES and the composer without e-mail: outcomes are scripted, mails are kept."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import Mail, StoredProof


class FakeMailer:
    """Fits the port `Mailer`.

    Attributes:
        mails: every mail handed over, accepted or not, oldest first.
        accepted: those SES accepted.
    """

    def __init__(self, outcomes: Iterable[Exception | None] = ()) -> None:
        self.mails: list[Mail] = []
        self.accepted: list[Mail] = []
        self._outcomes = deque(outcomes)

    def will(self, *outcomes: Exception | None) -> None:
        """What the next calls give: an error to raise, or None to accept. Without a script everything is accepted."""
        self._outcomes.extend(outcomes)

    def begin_invocation(self) -> None:
        """There is no connection to drop."""

    def send(self, mail: Mail) -> str:
        """The next scripted outcome."""
        self.mails.append(mail)
        outcome = self._outcomes.popleft() if self._outcomes else None
        if outcome is not None:
            raise outcome
        self.accepted.append(mail)
        return f"message-{len(self.accepted)}"


class FakeComposer:
    """Fits the port `Composer`: the tags that events bring back, and a text that names the step."""

    def compose(self, row: ReviewRequest, stored: StoredProof, collection: Collection, *, now: datetime) -> Mail:
        """A mail to the row's customer, whose link is good until the day after."""
        return self._mail(row, stored, collection, link=f"{row.review_request_id} {now}")

    def show(self, row: ReviewRequest, stored: StoredProof, collection: Collection) -> Mail:
        """The same without its link."""
        return self._mail(row, stored, collection, link="nowhere")

    def _mail(self, row: ReviewRequest, stored: StoredProof, collection: Collection, *, link: str) -> Mail:
        text = f"step {row.step} for {stored.proof.customer.first_name}, reminder {row.reminder}"
        subject = f"{collection.name}: {row.experience_reference}"
        return Mail(
            to=row.customer_email,
            subject=subject,
            text=f"{text}: {link}",
            html=f"<p>step {row.step}</p>",
            headers=(),
            tags={"website_id": row.website_id, "review_request_id": row.review_request_id, "step": str(row.step)},
            sender_name=collection.name,
            digest=f"{subject} {text}",
        )
