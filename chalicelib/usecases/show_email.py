"""Show an e-mail as it left: composed again from what is remembered of it, with links that lead nowhere."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import EmailNotFoundError
from chalicelib.domain.facts import FactKind
from chalicelib.domain.masking import masked_customer, masked_email
from chalicelib.domain.recipients import recipient_of_step
from chalicelib.domain.sent_mail import SentMail, mail_of_step
from chalicelib.usecases.ports import Composer, Mail, ReviewRequests, StoredProof
from chalicelib.usecases.show_review_request import Details, Told, show_review_request
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class Wanted:
    """Which request is shown, and whether to eyes that may not read customers."""

    website_id: str
    review_request_id: str
    masked: bool = False


@dataclass(frozen=True)
class Showing:
    """The ports of everything that shows what was."""

    store: ReviewRequests
    told: Told
    websites: Websites
    composer: Composer

    def details(self, wanted: Wanted) -> Details:
        """All there is to know of the request. Raises ReviewRequestNotFoundError."""
        return show_review_request(
            self.store,
            website_id=wanted.website_id,
            review_request_id=wanted.review_request_id,
            told=self.told,
        )


@dataclass(frozen=True)
class ShownEmail:
    """One e-mail.

    Attributes:
        sent_at: when it left; None as long as nothing proves that it did.
        as_sent: whether the mail is the one that left, its links (and masked names) apart; False when the layout or
            the settings' history changed since.
    """

    sent: SentMail
    mail: Mail
    to: str
    sent_at: datetime | None
    as_sent: bool


def show_email(showing: Showing, wanted: Wanted, *, step: int) -> ShownEmail:
    """The e-mail of one step. Raises ReviewRequestNotFoundError, and EmailNotFoundError when none was composed."""
    found = showing.details(wanted)
    sent = mail_of_step(found.row.mails, step)
    if sent is None:
        raise EmailNotFoundError("No e-mail of this number was composed for this request.")
    return composed_again(showing, found, sent, masked=wanted.masked)


def composed_again(showing: Showing, found: Details, sent: SentMail, *, masked: bool = False) -> ShownEmail:
    """What is remembered of an e-mail, as the e-mail itself."""
    row = found.row
    collection = _settings_of(showing, row.website_id, sent)
    then = replace(row, step=sent.step, reminder=sent.reminder)
    mail = showing.composer.show(then, found.stored, collection)
    to = recipient_of_step(row, found.journal, sent.step)
    fact = row.facts.get(FactKind.SENT, sent.step)
    return ShownEmail(
        sent=sent,
        mail=showing.composer.show(then, _masked(found), collection) if masked else mail,
        to=masked_email(to) if masked else to,
        sent_at=fact.at if fact else None,
        as_sent=mail.digest == sent.digest,
    )


def _settings_of(showing: Showing, website_id: str, sent: SentMail) -> Collection:
    """Settings from before the history began are gone once others were saved: the digest tells whether it matters."""
    saved = showing.websites.settings_version(website_id, sent.settings_version)
    return saved.collection if saved else showing.websites.current_settings(website_id).collection


def _masked(details: Details) -> StoredProof:
    proof = details.stored.proof
    return replace(details.stored, proof=replace(proof, customer=masked_customer(proof.customer)))
