"""Saved views in the OpenAPI document: what their calls take and answer."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, flag, many, maybe, record, ref, text, words
from chalicelib.domain.listing import ListOrder
from chalicelib.domain.saved_views import LONGEST_NAME, MOST_VIEWS, ViewColumn

_PERIOD: Json = text("A period that moves with today, such as `30d`; d, w, m or y.", pattern="^[1-9][0-9]{0,3}[dwmy]$")
_WISH: Json = {
    "name": text("Without an e-mail address.", minLength=1, maxLength=LONGEST_NAME),
    "last": maybe(_PERIOD),
    "filters": ref("OperationFilter"),
    "order": words(ListOrder),
    "columns": many(words(ViewColumn), "In the order in which they are shown; none means the usual ones."),
}
_ALL_BUT_NAME = ("last", "filters", "order", "columns")

VIEW_SCHEMAS: Json = {
    "View": record(
        {"view_id": text(), "shared": flag("Of the website's team, not of one person."), **_WISH},
        description="Filters, order and columns of the tracking table under a name; never what was searched.",
    ),
    "ViewList": record(
        {
            "items": many(ref("View"), "One's own, then the team's, oldest first."),
            "default_view_id": maybe(text("The view that opens by itself for who asks.")),
        }
    ),
    "ViewWish": record(_WISH, optional=_ALL_BUT_NAME),
    "NewView": record({**_WISH, "shared": flag("For the website's team.")}, optional=(*_ALL_BUT_NAME, "shared")),
    "DefaultView": record({"default_view_id": maybe(text())}),
    "DefaultViewWish": record({"view_id": maybe(text("Null for none."))}),
    "DeletedView": record({"view_id": text()}),
}

_VIEWS = {"tags": ["Saved views"]}
_TEAM = "A view of the team asks for the permission to manage the website."


def _body(name: str) -> Json:
    return {"required": True, "content": {"application/json": {"schema": ref(name)}}}


VIEW_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/views"): {
        **_VIEWS,
        "description": "Those of other persons are not shown.",
        "responses": {"200": json_answer(ref("ViewList"), "All of them."), **refusals(401, 404, 503)},
    },
    ("POST", "/v1/websites/{website_id}/views"): {
        **_VIEWS,
        "description": f"{_TEAM} At most {MOST_VIEWS} views of a person, and as many of the team.",
        "requestBody": _body("NewView"),
        "responses": {"201": json_answer(ref("View"), "Saved."), **refusals(400, 401, 404, 409, 503)},
    },
    ("PUT", "/v1/websites/{website_id}/views/{view_id}"): {
        **_VIEWS,
        "description": f"The whole of it is replaced. {_TEAM}",
        "requestBody": _body("ViewWish"),
        "responses": {"200": json_answer(ref("View"), "As it stands now."), **refusals(400, 401, 404, 503)},
    },
    ("DELETE", "/v1/websites/{website_id}/views/{view_id}"): {
        **_VIEWS,
        "description": _TEAM,
        "responses": {"200": json_answer(ref("DeletedView"), "It is gone."), **refusals(401, 404, 503)},
    },
    ("PUT", "/v1/websites/{website_id}/default-view"): {
        **_VIEWS,
        "description": "It may be one's own or the team's; it counts for who asks alone.",
        "requestBody": _body("DefaultViewWish"),
        "responses": {"200": json_answer(ref("DefaultView"), "Chosen."), **refusals(400, 401, 404, 503)},
    },
}
