"""Record a customer's opt-out: remembered for good first, then what is planned for the customer stops."""

from functools import partial

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOut, OptOutWish
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import Tracking
from chalicelib.usecases.stop_customer import stop_customer


def record_opt_out(tracking: Tracking, *, website_id: str, review_request_id: str, wish: OptOutWish) -> None:
    """Never write again to the customer of this request, for this merchant or for all. Repeating it changes nothing.

    This request stops, and so do the customer's other planned ones of this website as far as they are found at once;
    all others are stopped by the sender, which asks the contact after its claim.
    Raises ReviewRequestNotFoundError when the request does not exist.
    """
    row = tracking.store.get(website_id, review_request_id)
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    email_hash = tracking.identities.email_hash(row.customer_email)
    tracking.contacts.add_opt_out(OptOut(website_id, email_hash, wish, review_request_id))
    fact = Fact(wish.at, FactKind.OPTED_OUT, reason=wish.reason)
    tracking.store.change(website_id, review_request_id, partial(stop, fact=fact), known=row)
    stop_customer(tracking, website_id=website_id, email=row.customer_email, wish=wish)
