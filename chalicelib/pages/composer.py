"""Composes the e-mail of a request's current step: words, signed links, headers and tags. No clock, no network."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.collection import Collection, EmailText, OpenTracking
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.sent_mail import STANDARD_TEMPLATE, mail_digest, own_template
from chalicelib.domain.signing import Claims, Scope, Signer
from chalicelib.pages.emails import EmailContent, own_text, render_review_request_email
from chalicelib.pages.languages import language_of
from chalicelib.pages.shown_text import single_line
from chalicelib.usecases.ports import Mail, StoredProof

FORM_VALIDITY = timedelta(days=92)
"""A review may be given during the three months after the e-mail that carried the link (domain.md 8)."""

SENDER_MAX_LENGTH = 80


@dataclass(frozen=True)
class LinkSigner:
    """Makes the addresses a customer can follow; they hold identifiers only, no personal data."""

    signer: Signer
    base_url: str

    def form_url(self, row: ReviewRequest, *, now: datetime) -> str:
        """The review form, for three months from now."""
        return f"{self.base_url}/form/{self._token(Scope.FORM, row, exp=int((now + FORM_VALIDITY).timestamp()))}"

    def unsubscribe_url(self, row: ReviewRequest) -> str:
        """The unsubscribe page, which also takes the one-click POST of RFC 8058; never expires."""
        return f"{self.base_url}/unsubscribe/{self._token(Scope.UNSUBSCRIBE, row)}"

    def _token(self, scope: Scope, row: ReviewRequest, **more: int) -> str:
        claims: Claims = {"w": row.website_id, "r": row.review_request_id, **more}
        return self.signer.sign(scope, claims)


@dataclass(frozen=True)
class _Links:
    """Where one customer's form and unsubscribe page are."""

    form_url: str
    unsubscribe_url: str

    def replaced(self, text: str) -> str:
        """`text` with links that lead nowhere in their place."""
        return text.replace(self.form_url, NOWHERE.form_url).replace(self.unsubscribe_url, NOWHERE.unsubscribe_url)


NOWHERE = _Links("https://personal-link.invalid/form", "https://personal-link.invalid/unsubscribe")
"""What stands for personal links in a mail that is shown: no such host can exist (RFC 2606). Part of every digest."""


@dataclass(frozen=True)
class EmailComposer:
    """Fits the port `Composer`."""

    links: LinkSigner
    stage: str

    def compose(self, row: ReviewRequest, stored: StoredProof, collection: Collection, *, now: datetime) -> Mail:
        """The e-mail of the row's current step, in the customer's language: `reminder` decides what it says."""
        return self._mail(row, stored, collection, self._links(row, now))

    def show(self, row: ReviewRequest, stored: StoredProof, collection: Collection) -> Mail:
        """See the port."""
        return self._mail(row, stored, collection, NOWHERE)

    def _links(self, row: ReviewRequest, now: datetime) -> _Links:
        return _Links(self.links.form_url(row, now=now), self.links.unsubscribe_url(row))

    def _mail(self, row: ReviewRequest, stored: StoredProof, collection: Collection, links: _Links) -> Mail:
        content = self._content(row, stored, collection, links)
        rendered = render_review_request_email(content)
        sender_name = single_line(collection.shown_sender, SENDER_MAX_LENGTH)
        read = (rendered.subject, rendered.text, rendered.html)
        return Mail(
            to=row.customer_email,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            headers=rendered.headers,
            tags=self._tags(row, collection),
            sender_name=sender_name,
            reply_to=collection.reply_to,
            tracks_opens=collection.open_tracking is not OpenTracking.OFF,
            template=_template(content),
            digest=mail_digest(sender_name, collection.reply_to, *map(links.replaced, read)),
        )

    def _tags(self, row: ReviewRequest, collection: Collection) -> dict[str, str]:
        """What SES gives back with every event: which e-mail it was, and what may be known of its openings."""
        return {
            "wid": row.website_id,
            "rid": row.review_request_id,
            "step": str(row.step),
            "stage": self.stage,
            "opens": collection.open_tracking.value,
        }

    def _content(self, row: ReviewRequest, stored: StoredProof, collection: Collection, links: _Links) -> EmailContent:
        proof = stored.proof
        return EmailContent(
            language=row.language,
            reminder=row.reminder,
            review_type=row.review_type,
            merchant_name=collection.name,
            customer_first_name=proof.customer.first_name,
            experience_reference=row.experience_reference,
            experience_date=row.experience_at.astimezone(collection.zone).date(),
            products=proof.received_products,
            form_url=links.form_url,
            unsubscribe_merchant_url=f"{links.unsubscribe_url}?scope=merchant",
            unsubscribe_all_url=f"{links.unsubscribe_url}?scope=all",
            one_click_url=links.unsubscribe_url,
            trader_contact=collection.trader_contact,
            own_texts=_own_texts(row, collection),
        )


def _template(content: EmailContent) -> str:
    """Whose words the customer reads: ours also where the merchant has none in this language."""
    own = own_text(content.own_texts, language_of(content.language))
    return own_template(content.own_texts) if own.subject or own.introduction else STANDARD_TEMPLATE


def _own_texts(row: ReviewRequest, collection: Collection) -> tuple[EmailText, ...]:
    """Those of this very e-mail; ours, once the reminder it is was taken out of the settings."""
    if row.reminder == 0:
        return collection.first_email_texts
    reminder = collection.reminder_numbered(row.reminder)
    return reminder.texts if reminder else ()
