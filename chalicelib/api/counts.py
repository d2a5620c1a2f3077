"""Counts per status over HTTP, for the range and the types of the tracking table."""

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.filter_parameters import filter_from_query
from chalicelib.api.query_values import query_of, refuse_unknown
from chalicelib.api.representations import Json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.status import Status
from chalicelib.usecases.show_counts import show_counts

counts = ApiBlueprint(__name__)

KNOWN = frozenset({"experience_from", "experience_to", "review_type"})


@counts.route("/v1/websites/{website_id}/review-requests/counts", methods=["GET"], **GUARD)
def count_review_requests(website_id: str) -> Json:
    """Count review requests by status."""
    http_request = counts.current_request
    current_grant(http_request).require(website_id, Permission.READ_REQUESTS)
    query = query_of(http_request)
    refuse_unknown(query, KNOWN)
    wanted = filter_from_query(query)
    zone_name = wiring.websites.collection(website_id).time_zone
    found = show_counts(wiring.counters, website_id, zone_name, wanted)
    statuses = found if found is not None else dict.fromkeys(Status, 0)
    return {
        "counted": found is not None,
        "statuses": {status.value: count for status, count in statuses.items()},
        "total": sum(statuses.values()),
    }
