"""Add an opt-out by address: a customer told the merchant instead of us."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.ports import Tracking
from chalicelib.usecases.stop_customer import stop_customer

MAX_NOTE = 200


@dataclass(frozen=True)
class ManualOptOut:
    """What a person of the merchant wrote down; `recorded_by` is that person, `note` why."""

    email: str
    recorded_by: str
    note: str | None = None


@dataclass(frozen=True)
class AddedOptOut:
    """The opt-out from this merchant that stands now, and whether it is new."""

    opt_out: OptOut
    new: bool


def add_opt_out(tracking: Tracking, *, website_id: str, entry: ManualOptOut, now: datetime) -> AddedOptOut:
    """Keep the wish for good and stop what is planned for the address on this website. Repeating it changes nothing.

    There is no way back, not even for one's own entry: whether the customer asked for it is known to nobody here, and
    an opt-out that can be undone is a promise that can be broken. A customer who wants e-mails again has the merchant.
    Raises InvalidParameterError (`note`) for a note that is too long or holds an address: only hashes are kept.
    """
    if entry.note and ("@" in entry.note or len(entry.note) > MAX_NOTE):
        raise InvalidParameterError(f"Write a note of at most {MAX_NOTE} characters without an address.", field="note")
    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.MANUAL, now)
    email_hash = tracking.identities.email_hash(entry.email)
    opt_out = OptOut(website_id, email_hash, wish, recorded_by=entry.recorded_by, note=entry.note or None)
    new = tracking.contacts.add_opt_out(opt_out)
    stop_customer(tracking, website_id=website_id, email=entry.email, wish=wish)
    standing = tracking.contacts.opt_out_covering(website_id, email_hash)
    return AddedOptOut(standing or opt_out, new)
