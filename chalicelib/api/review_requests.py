"""The tracking table over HTTP: the list, the details, and what the page needs to know first."""

from collections.abc import Collection

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.parameters import list_query, page_token
from chalicelib.api.query_values import query_of
from chalicelib.api.representations import Json, list_item, page_json
from chalicelib.api.request_details import details
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.sandbox import is_sandbox
from chalicelib.usecases.cancel_review_request import cancel_review_request
from chalicelib.usecases.show_review_request import show_review_request

review_requests = ApiBlueprint(__name__)


@review_requests.route("/v1/config", methods=["GET"])
def show_config() -> Json:
    """Tell the back office page where people sign in."""
    settings = wiring.settings
    oidc = {"authority": settings.oidc_authority, "client_id": settings.oidc_client_id, "scope": "openid email profile"}
    return {"oidc": oidc, "stage": settings.stage}


@review_requests.route("/v1/me", methods=["GET"], **GUARD)
def show_me() -> Json:
    """Tell who is signed in, which websites they may see and what they may do there."""
    grant = current_grant(review_requests.current_request)
    websites = [_website(one, permissions) for one, permissions in sorted(grant.permissions.items())]
    return {"user": {"subject": grant.subject}, "websites": websites}


def _website(website_id: str, permissions: Collection[Permission]) -> Json:
    collection = wiring.websites.collection(website_id)
    return {
        "website_id": website_id,
        "name": collection.name,
        "time_zone": collection.time_zone,
        "locale": collection.locale,
        "permissions": sorted(permissions),
    }


@review_requests.route("/v1/websites/{website_id}/review-requests", methods=["GET"], **GUARD)
def list_review_requests(website_id: str) -> Json:
    """List review requests, newest experience first, one page at a time."""
    http_request, now = review_requests.current_request, wiring.clock.now()
    grant = current_grant(http_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    zone = wiring.websites.collection(website_id).zone
    asked = list_query(query_of(http_request), website_id, wiring.signer, now=now)
    page = wiring.request_list.page(website_id, asked.wanted, zone.key, asked.cut)
    token = page_token(page.next_after, website_id, asked.wanted.fingerprint(asked.cut.order), wiring.signer)
    return page_json(page, token, zone, masked=not grant.has(website_id, Permission.READ_CUSTOMERS))


@review_requests.route("/v1/websites/{website_id}/review-requests/{review_request_id}", methods=["GET"], **GUARD)
def show_review_request_details(website_id: str, review_request_id: str) -> Json:
    """Show one review request: experience, customer, products, history and next step."""
    grant = current_grant(review_requests.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    collection = wiring.websites.collection(website_id)
    found = show_review_request(
        wiring.review_requests,
        website_id=website_id,
        review_request_id=review_request_id,
        told=wiring.told,
    )
    return details(found, collection, masked=not grant.has(website_id, Permission.READ_CUSTOMERS))


@review_requests.route(
    "/v1/websites/{website_id}/review-requests/{review_request_id}/cancel", methods=["POST"], **GUARD
)
def cancel_planned_emails(website_id: str, review_request_id: str) -> Json:
    """Cancel one review request: what is still planned never leaves."""
    grant = current_grant(review_requests.current_request)
    grant.require(website_id, Permission.WRITE_PROOFS)
    if grant.is_sandbox(website_id):
        _require_sandbox(website_id, review_request_id)
    collection = wiring.websites.collection(website_id)
    row = cancel_review_request(
        wiring.desk,
        website_id=website_id,
        review_request_id=review_request_id,
        by=grant.subject,
        now=wiring.clock.now(),
    )
    return list_item(row, collection.zone, masked=not grant.has(website_id, Permission.READ_CUSTOMERS))


def _require_sandbox(website_id: str, review_request_id: str) -> None:
    """For a sandbox credential, what is not of the sandbox is not there. Raises ReviewRequestNotFoundError."""
    row = wiring.review_requests.get(website_id, review_request_id)
    if row is None or not is_sandbox(row.experience_reference):
        raise ReviewRequestNotFoundError("No review request has this identifier.")
