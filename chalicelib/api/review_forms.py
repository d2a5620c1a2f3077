"""What a customer's links lead to: the review form and its assets. GET shows, only POST changes."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from chalice.app import NotFoundError, Response

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.forms import FORM, Posted, accepted_language, html_page, posted_fields
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
from chalicelib.domain.signing import Scope
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
from chalicelib.pages.security_headers import ASSET_HEADERS
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.show_review_request import Details, show_review_request
from chalicelib.usecases.submit_review import submit_review

review_forms = ApiBlueprint(__name__)


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
        opened = _open_link(token)
    except (InvalidTokenError, ReviewRequestNotFoundError) as error:
        return _dead_link(error)
    row = opened.found.row
    if row.facts.has(FactKind.REVIEW_SUBMITTED):
        return html_page(render_link_problem(row.language, LinkProblem.ALREADY_SUBMITTED))
    return html_page(_form(opened))


@review_forms.route("/form/{token}", methods=["POST"], content_types=[FORM])
def submit_review_form(token: str) -> Response:
    """Submit the review, or show the form again with what to correct."""
    try:
        opened = _open_link(token)
    except (InvalidTokenError, ReviewRequestNotFoundError) as error:
        return _dead_link(error)
    posted = posted_fields(review_forms.current_request)
    submission = parse_review_form(posted, opened.asked)
    if not isinstance(submission, ReviewSubmission):
        return html_page(_form(opened, posted=posted, errors=submission), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _submitted(opened, submission)


@review_forms.route("/form/{token}/opened", methods=["POST"], content_types=[FORM])
def record_opened_form(token: str) -> Response:
    """Remember that a person has the form before their eyes; the page's script says so, once."""
    now = wiring.clock.now()
    claims = wiring.signer.verify(Scope.FORM, token, now=now)
    nonce = posted_fields(review_forms.current_request).get("page_nonce", [""])[0]
    if wiring.signer.verify(Scope.PAGE_NONCE, nonce, now=now).get("r") != claims["r"]:
        raise InvalidTokenError("This page was not shown for this link.")
    record_form_opened(wiring.review_requests, website_id=str(claims["w"]), review_request_id=str(claims["r"]), now=now)
    return Response("", status_code=int(HTTPStatus.NO_CONTENT))


@dataclass(frozen=True)
class OpenedLink:
    """What a genuine form link leads to, and until when (epoch seconds) it does."""

    found: Details
    collection: Collection
    expires_at: int

    @property
    def asked(self) -> Asked:
        """What the form asks about."""
        asked = self.found.row.review_type.asked
        products = self.found.stored.proof.received_products if ReviewType.PRODUCT in asked else ()
        return Asked(ReviewType.BRAND in asked, self.collection.name, products)


def _open_link(token: str) -> OpenedLink:
    claims = wiring.signer.verify(Scope.FORM, token, now=wiring.clock.now())
    website_id = str(claims["w"])
    found = show_review_request(wiring.review_requests, website_id=website_id, review_request_id=str(claims["r"]))
    return OpenedLink(found, wiring.websites.collection(website_id), int(claims["exp"]))


def _dead_link(error: InvalidTokenError | ReviewRequestNotFoundError) -> Response:
    """Nothing is known about who followed the link, so the page speaks the reader's own language."""
    expired = isinstance(error, ExpiredTokenError)
    language = accepted_language(review_forms.current_request)
    problem = LinkProblem.EXPIRED if expired else LinkProblem.UNKNOWN
    return html_page(render_link_problem(language, problem), HTTPStatus.GONE if expired else HTTPStatus.NOT_FOUND)


def _form(opened: OpenedLink, *, posted: Posted | None = None, errors: tuple[FieldError, ...] = ()) -> str:
    row, customer, zone = opened.found.row, opened.found.stored.proof.customer, opened.collection.zone
    nonce = wiring.signer.sign(Scope.PAGE_NONCE, {"r": row.review_request_id, "exp": opened.expires_at})
    form = FormPage(
        language=row.language,
        customer_first_name=customer.first_name,
        customer_last_name=customer.last_name,
        experience_reference=row.experience_reference,
        experience_date=row.experience_at.astimezone(zone).date(),
        valid_until=datetime.fromtimestamp(opened.expires_at, zone).date(),
        asked=opened.asked,
        page_nonce=nonce,
        posted=posted or {},
        errors=errors,
        trader_contact=opened.collection.trader_contact,
    )
    return render_review_form(form)


def _submitted(opened: OpenedLink, submission: ReviewSubmission) -> Response:
    row, customer, collection = opened.found.row, opened.found.stored.proof.customer, opened.collection
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
        return html_page(render_link_problem(row.language, LinkProblem.ALREADY_SUBMITTED), HTTPStatus.CONFLICT)
    thanks = ThankYouPage(
        row.language, collection.name, customer.first_name, customer.last_name, submission.initials_only
    )
    return html_page(render_thank_you(thanks))


def _reviews(submission: ReviewSubmission, now: datetime) -> list[Review]:
    initials_only = submission.initials_only
    reviews = [Review(None, submission.brand, initials_only, now)] if submission.brand else []
    for product_ref, answer in submission.products:
        reviews.append(Review(product_ref, None if isinstance(answer, NotReceived) else answer, initials_only, now))
    return reviews
