"""Gather all that is known of one request, for the file an auditor is given."""

from dataclasses import dataclass

from chalicelib.domain.collection import Collection
from chalicelib.usecases.show_email import Showing, ShownEmail, Wanted, composed_again
from chalicelib.usecases.show_review_request import Details


@dataclass(frozen=True)
class Evidence:
    """One request with the website it belongs to, and every e-mail that was composed for it, by step."""

    collection: Collection
    found: Details
    emails: tuple[ShownEmail, ...]


def gather_evidence(showing: Showing, wanted: Wanted) -> Evidence:
    """Everything about one request. Raises ReviewRequestNotFoundError."""
    found = showing.details(wanted)
    mails = sorted(found.row.mails, key=lambda mail: mail.step)
    emails = tuple(composed_again(showing, found, mail, masked=wanted.masked) for mail in mails)
    return Evidence(showing.websites.current_settings(wanted.website_id).collection, found, emails)
