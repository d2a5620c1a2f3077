"""The tracking table in the OpenAPI document: the list, and the filter that lists, operations and exports share."""

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, many, maybe, record, ref, text, words
from chalicelib.api.query_values import LONGEST_TEXT, MOST_VALUES
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, PAGE_SIZES, ListOrder
from chalicelib.domain.milestones import AFTER_A_REMINDER, Milestone
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType, TransmissionMethod
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.search import LONGEST_ADDRESS, SHORTEST_PREFIX
from chalicelib.domain.status import Status

_DAY = text(format="date")


def _or_null(schema: Json) -> Json:
    """The same, or null; a list of words needs null among them."""
    listed = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**maybe(schema), **listed}


_FILTER: dict[str, tuple[Json, str]] = {
    "experience_from": (_DAY, "First experience day, in the website's time zone."),
    "experience_to": (_DAY, "Last experience day, included."),
    "status": (many(words(Status)), "Any of these; none given means any."),
    "review_type": (many(words(ReviewType)), "`brand` also matches `brand_and_product`; so does `product`."),
    "reason": (many(text(enum=list(REASONS))), "Any of these codes."),
    "channel": (many(words(Channel)), "Any of these."),
    "shop_id": (many(text(maxLength=LONGEST_TEXT), maxItems=MOST_VALUES), "Any of these shops."),
    "transmission_method": (many(words(TransmissionMethod)), "Any of these."),
    "language": (many(text(enum=list(LANGUAGES))), "Any of these languages."),
    "template": (
        many(text(maxLength=LONGEST_TEXT), maxItems=MOST_VALUES),
        "In which words the first e-mail was written: `standard`, or a website's own, `own-` and six hex digits.",
    ),
    "sent_from": (
        _DAY,
        "First day on which the first e-mail left, in the website's zone (with `reached=received`: or is planned to).",
    ),
    "sent_to": (_DAY, "Last day on which the first e-mail left, included."),
    "reached": (words(Milestone), "How far the request came at least; each stage implies the ones before."),
    "after_reminder": (
        text(enum=[milestone.value for milestone in AFTER_A_REMINDER]),
        "What came after the first reminder left; `sent`: a reminder left.",
    ),
    "received_from": (_DAY, "First day on which the request was made of its proof, in the website's zone."),
    "received_to": (_DAY, "Last such day, included."),
}

FILTER_PARAMETERS: list[Json] = [query(name, schema, told) for name, (schema, told) in _FILTER.items()]
"""The filter in a query string."""

FILTER_PROPERTIES: Json = {
    name: {**(schema if schema["type"] == "array" else _or_null(schema)), "description": told}
    for name, (schema, told) in _FILTER.items()
}
"""The filter in a body, or in an answer; null is the same as none."""


PAGE_SIZE: Json = count(minimum=PAGE_SIZES[0], maximum=PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE)

LIST_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/review-requests"): {
        "tags": ["Review requests"],
        "parameters": [
            *FILTER_PARAMETERS,
            query("order", words(ListOrder), "By experience date; newest first unless told otherwise."),
            query("page_size", PAGE_SIZE, "How many rows at most."),
            query("page_token", text(), "Where the previous page ended; good for the same filter and order only."),
        ],
        "responses": {"200": json_answer(ref("ReviewRequestPage"), "One page."), **refusals(400, 401, 404, 503)},
    },
    ("POST", "/v1/websites/{website_id}/review-requests/search"): {
        "tags": ["Review requests"],
        "description": "Changes nothing; it is posted so that no address stands in a URL. Give exactly one thing to "
        "look for; `email_prefix` asks for the permission to read customers. By address, then newest experience first.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("Search")}}},
        "responses": {"200": json_answer(ref("ReviewRequestPage"), "One page."), **refusals(400, 401, 404, 503)},
    },
}

LIST_SCHEMAS: Json = {
    "Search": record(
        {
            "experience_reference": text("The merchant's own reference, exact.", minLength=1, maxLength=200),
            "email": text("The whole address.", format="email"),
            "email_prefix": text("How the address begins.", minLength=SHORTEST_PREFIX, maxLength=LONGEST_ADDRESS),
            "page_size": PAGE_SIZE,
            "page_token": text("Where the previous page ended; good for the same search only.", maxLength=500),
        },
        optional=("experience_reference", "email", "email_prefix", "page_size", "page_token"),
    ),
}
