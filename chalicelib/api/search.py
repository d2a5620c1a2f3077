"""Searches over HTTP."""

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_body
from chalicelib.api.parameters import page_token, place_of, stale_token
from chalicelib.api.representations import Json, page_json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.listing import Cut
from chalicelib.domain.search import SearchKind
from chalicelib.usecases.search_review_requests import search_review_requests

search = ApiBlueprint(__name__)


@search.route("/v1/websites/{website_id}/review-requests/search", methods=["POST"], **GUARD)
def search_requests(website_id: str) -> Json:
    """Find review requests by reference, by address, or by how an address begins."""
    from chalicelib.intake.search_body import read_search

    http_request, signer, now = search.current_request, wiring.signer, wiring.clock.now()
    grant = current_grant(http_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    body = read_search(json_body(http_request))
    wanted = body.search
    if wanted.kind is SearchKind.EMAIL_PREFIX:
        grant.require(website_id, Permission.READ_CUSTOMERS)
    zone = wiring.websites.collection(website_id).zone
    token = body.page_token
    after = place_of(token, website_id, wanted.fingerprint, signer, now=now) if token else None
    try:
        cut = Cut(body.page_size, after)
        page = search_review_requests(wiring.request_list, wiring.identities, website_id, wanted, cut)
    except ReviewRequestNotFoundError as gone:
        raise stale_token() from gone
    following = page_token(page.next_after, website_id, wanted.fingerprint, signer)
    return page_json(page, following, zone, masked=not grant.has(website_id, Permission.READ_CUSTOMERS))
