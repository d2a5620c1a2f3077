"""Record what SES told us about one e-mail. Facts only grow, so order, delay and repetition do not matter."""

from datetime import datetime
from functools import partial

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import learn_email_event
from chalicelib.usecases.ports import Tracking


def record_email_event(
    tracking: Tracking, *, website_id: str, review_request_id: str, fact: Fact, now: datetime
) -> ReviewRequest | None:
    """Add the fact to the row; a complaint is an opt-out from this merchant, written first.

    Returns the row as it is afterwards, or None when this website has no such request (the caller counts it).
    """
    row = tracking.store.get(website_id, review_request_id)
    if row is None:
        return None
    if fact.kind is FactKind.COMPLAINED:
        tracking.opt_outs.add(_opt_out_of_complaint(row, tracking.identities, fact.at))
    collection = tracking.websites.collection(website_id)
    learn = partial(learn_email_event, fact=fact, now=now, collection=collection)
    return tracking.store.change(website_id, review_request_id, learn)


def _opt_out_of_complaint(row: ReviewRequest, identities: Identities, at: datetime) -> OptOut:
    email_hash = identities.email_hash(row.customer_email)
    return OptOut(row.website_id, email_hash, OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.COMPLAINT, at))
