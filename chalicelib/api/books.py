"""The books over HTTP: by day and door, and whether they close."""

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.query_values import query_of
from chalicelib.api.representations import Json, instant
from chalicelib.api.transmission_parameters import books_query
from chalicelib.api.transmission_representations import books_json, statuses_json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.books import DoorBooks
from chalicelib.usecases.show_books import show_books, with_live_statuses

books = ApiBlueprint(__name__)


@books.route("/v1/websites/{website_id}/books", methods=["GET"], **GUARD)
def show_website_books(website_id: str) -> Json:
    """Show what was received by day and transmission method, and what became of it."""
    http_request, now = books.current_request, wiring.clock.now()
    current_grant(http_request).require(website_id, Permission.READ_REQUESTS)
    today = now.astimezone(wiring.websites.collection(website_id).zone).date()
    asked = books_query(query_of(http_request), today=today)
    found = show_books(wiring.bookkeeping, website_id, first=asked.first, last=asked.last, method=asked.method)
    if asked.is_by_status:
        found = [with_live_statuses(wiring.bookkeeping, website_id, one, now=now) for one in found]
    return {"from": asked.first.isoformat(), "to": asked.last.isoformat(), "days": [_door_json(one) for one in found]}


def _door_json(one: DoorBooks) -> Json:
    return {
        "day": one.day.isoformat(),
        "transmission_method": one.method.value,
        "books": books_json(one.books),
        "closes": one.closes,
        "checked_at": instant(one.checked_at) if one.checked_at else None,
        "open_transmission_ids": list(one.check.named) if one.check else [],
        **statuses_json(one.statuses),
    }
