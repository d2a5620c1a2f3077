"""What a customer's links lead to: the review form and its assets. GET shows, only POST changes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from chalice.app import NotFoundError, Response

from chalicelib.api.access import FORM
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.bootstrap import wiring
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import (
    ExpiredTokenError,
    InvalidTokenError,
    ReviewAlreadySubmittedError,
    ReviewRequestNotFoundError,
)
from chalicelib.domain.facts import FactKind
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review import Review
from chalicelib.domain.signing import Claims, Scope
from chalicelib.pages.assets import asset
from chalicelib.pages.review_form import (
    Asked,
    FieldError,
    FormPage,
    LinkProblem,
    NotReceived,
    ReviewSubmission,
    ThankYouPage,
    parse_review_form,
    render_link_problem,
    render_review_form,
    render_thank_you,
)
from chalicelib.pages.security_headers import ASSET_HEADERS, PAGE_HEADERS
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.show_review_request import Details, show_review_request
from chalicelib.usecases.submit_review import submit_review

review_forms = ApiBlueprint(__name__)

Posted = Mapping[str, list[str]]


@review_forms.route("/form/assets/{name}", methods=["GET"])
def get_form_asset(name: str) -> Response:
    """Give the style sheet or the script of the customer's pages."""
    try:
        content_type, text = asset(name)
    except KeyError as cause:
        raise NotFoundError("There is no such file.") from cause
    return Response(text, headers={**ASSET_HEADERS, "Content-Type": content_type})


@review_forms.route("/form/{token}", methods=["GET"])
def show_review_form(token: str) -> Response:
    """Show the review form a customer's link leads to; changes nothing."""
    try:
        claims, found, collection = _opened_link(token)
    except (InvalidTokenError, ReviewRequestNotFoundError) as error:
        return _dead_link(error)
    if found.row.facts.has(FactKind.REVIEW_SUBMITTED):
        return page(render_link_problem(found.row.language, LinkProblem.ALREADY_SUBMITTED))
    return page(_form(token, claims, found, collection))


@review_forms.route("/form/{token}", methods=["POST"], content_types=[FORM])
def submit_review_form(token: str) -> Response:
    """Submit the review, or show the form again with what to correct."""
    try:
        claims, found, collection = _opened_link(token)
    except (InvalidTokenError, ReviewRequestNotFoundError) as error:
        return _dead_link(error)
    posted = posted_fields(review_forms.current_request)
    submission = parse_review_form(posted, _asked(found, collection))
    if not isinstance(submission, ReviewSubmission):
        form = _form(token, claims, found, collection, posted=posted, errors=submission)
        return page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _submitted(found, collection, submission)


@review_forms.route("/form/{token}/opened", methods=["POST"], content_types=[FORM])
def record_opened_form(token: str) -> Response:
    """Remember that a person has the form before their eyes; the page's script says so, once."""
    now = wiring.clock.now()
    claims = wiring.signer.verify(Scope.FORM, token, now=now)
    nonce = posted_fields(review_forms.current_request).get("page_nonce", [""])[0]
    if wiring.signer.verify(Scope.PAGE_NONCE, nonce, now=now).get("r") != claims["r"]:
        raise InvalidTokenError("This page was not shown for this link.")
    record_form_opened(
        wiring.review_requests, website_id=str(claims["w"]), review_request_id=str(claims["r"]), now=now
    )
    return Response("", status_code=int(HTTPStatus.NO_CONTENT))


def page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """An HTML answer with the headers of every customer page."""
    return Response(html, status_code=int(status), headers=dict(PAGE_HEADERS))


def posted_fields(http_request: Any) -> Posted:
    """The fields of a form post; unreadable bytes are replaced, never refused."""
    return parse_qs((http_request.raw_body or b"").decode("utf-8", errors="replace"), keep_blank_values=True)


def _opened_link(token: str) -> tuple[Claims, Details, Collection]:
    claims = wiring.signer.verify(Scope.FORM, token, now=wiring.clock.now())
    website_id = str(claims["w"])
    found = show_review_request(wiring.review_requests, website_id=website_id, review_request_id=str(claims["r"]))
    return claims, found, wiring.websites.collection(website_id)


def _dead_link(error: InvalidTokenError | ReviewRequestNotFoundError) -> Response:
    """Nothing is known about who followed the link, so the page speaks the reader's own language."""
    expired = isinstance(error, ExpiredTokenError)
    language = (review_forms.current_request.headers.get("accept-language") or "en")[:2]
    problem = LinkProblem.EXPIRED if expired else LinkProblem.UNKNOWN
    return page(render_link_problem(language, problem), HTTPStatus.GONE if expired else HTTPStatus.NOT_FOUND)


def _asked(found: Details, collection: Collection) -> Asked:
    asked = found.row.review_type.asked
    products = found.stored.proof.products if ReviewType.PRODUCT in asked else ()
    return Asked(ReviewType.BRAND in asked, collection.name, products)


def _form(
    token: str,
    claims: Claims,
    found: Details,
    collection: Collection,
    *,
    posted: Posted | None = None,
    errors: tuple[FieldError, ...] = (),
) -> str:
    row, customer = found.row, found.stored.proof.customer
    expires_at = int(claims["exp"])
    form = FormPage(
        language=row.language,
        customer_first_name=customer.first_name,
        customer_last_name=customer.last_name,
        experience_reference=row.experience_reference,
        experience_date=row.experience_at.astimezone(collection.zone).date(),
        valid_until=datetime.fromtimestamp(expires_at, UTC).astimezone(collection.zone).date(),
        asked=_asked(found, collection),
        page_nonce=wiring.signer.sign(Scope.PAGE_NONCE, {"r": row.review_request_id, "exp": expires_at}),
        posted=posted or {},
        errors=errors,
    )
    return render_review_form(form)


def _submitted(found: Details, collection: Collection, submission: ReviewSubmission) -> Response:
    row, customer = found.row, found.stored.proof.customer
    now = wiring.clock.now()
    try:
        submit_review(
            wiring.review_requests,
            website_id=row.website_id,
            review_request_id=row.review_request_id,
            reviews=_reviews(submission, now),
            now=now,
        )
    except ReviewAlreadySubmittedError:
        return page(render_link_problem(row.language, LinkProblem.ALREADY_SUBMITTED), HTTPStatus.CONFLICT)
    thanks = ThankYouPage(
        row.language, collection.name, customer.first_name, customer.last_name, submission.initials_only
    )
    return page(render_thank_you(thanks))


def _reviews(submission: ReviewSubmission, now: datetime) -> list[Review]:
    initials_only = submission.initials_only
    reviews = [Review(None, submission.brand, initials_only, now)] if submission.brand else []
    for product_ref, answer in submission.products:
        reviews.append(Review(product_ref, None if isinstance(answer, NotReceived) else answer, initials_only, now))
    return reviews
