"""The unsubscribe page, and the one-click POST of mail readers (RFC 8058). GET shows, only POST changes."""

from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.forms import FORM, accepted_language, html_page, posted_fields
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import InvalidTokenError, ReviewRequestNotFoundError
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.signing import Scope
from chalicelib.pages.review_form import LinkProblem, render_link_problem
from chalicelib.pages.unsubscribe import (
    UnsubscribePage,
    UnsubscribeScope,
    parse_unsubscribe_scope,
    render_unsubscribe,
)
from chalicelib.usecases.record_opt_out import record_opt_out

unsubscribe = ApiBlueprint(__name__)

OPT_OUT_SCOPE = {
    UnsubscribeScope.MERCHANT: OptOutScope.MERCHANT,
    UnsubscribeScope.ALL: OptOutScope.ALL_MERCHANTS,
}
PAGE_SCOPE = {OptOutScope.MERCHANT: UnsubscribeScope.MERCHANT, OptOutScope.ALL_MERCHANTS: UnsubscribeScope.ALL}


@unsubscribe.route("/unsubscribe/{token}", methods=["GET"])
def show_unsubscribe_page(token: str) -> Response:
    """Show the two choices of a customer who wants no more requests; changes nothing."""
    try:
        row = _row(token)
    except (InvalidTokenError, ReviewRequestNotFoundError):
        return _dead_link()
    return html_page(_page(row, suggested=_suggested(unsubscribe.current_request), just_done=None))


@unsubscribe.route("/unsubscribe/{token}", methods=["POST"], content_types=[FORM, "multipart/form-data"])
def opt_out(token: str) -> Response:
    """Opt out: from this merchant by one click, or as chosen on the page."""
    try:
        row = _row(token)
    except (InvalidTokenError, ReviewRequestNotFoundError):
        return _dead_link()
    chosen = parse_unsubscribe_scope(posted_fields(unsubscribe.current_request))
    scope = chosen or UnsubscribeScope.MERCHANT
    origin = OptOutOrigin.PAGE if chosen else OptOutOrigin.ONE_CLICK
    record_opt_out(
        wiring.tracking,
        website_id=row.website_id,
        review_request_id=row.review_request_id,
        wish=OptOutWish(OPT_OUT_SCOPE[scope], origin, wiring.clock.now()),
    )
    return html_page(_page(row, suggested=scope, just_done=scope))


def _row(token: str) -> ReviewRequest:
    claims = wiring.signer.verify(Scope.UNSUBSCRIBE, token, now=wiring.clock.now())
    row = wiring.review_requests.get(str(claims["w"]), str(claims["r"]))
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    return row


def _page(row: ReviewRequest, *, suggested: UnsubscribeScope, just_done: UnsubscribeScope | None) -> str:
    known = wiring.contacts.opt_out_covering(row.website_id, wiring.identities.email_hash(row.customer_email))
    return render_unsubscribe(
        UnsubscribePage(
            language=row.language,
            merchant_name=wiring.websites.collection(row.website_id).name,
            suggested=suggested,
            opted_out=frozenset({PAGE_SCOPE[known.wish.scope]} if known else ()),
            just_done=just_done,
        )
    )


def _suggested(http_request: Any) -> UnsubscribeScope:
    scope = (http_request.query_params or {}).get("scope")
    return UnsubscribeScope.ALL if scope == UnsubscribeScope.ALL else UnsubscribeScope.MERCHANT


def _dead_link() -> Response:
    language = accepted_language(unsubscribe.current_request)
    return html_page(render_link_problem(language, LinkProblem.UNKNOWN), HTTPStatus.NOT_FOUND)
