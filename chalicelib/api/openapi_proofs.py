"""The purchase events merchants send, as JSON Schema, with the liberties their connectors take."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, many, maybe, record, ref, text
from chalicelib.domain.proof import Channel
from chalicelib.intake.rejects import RejectCode

_NUMBER_OR_TEXT: Json = {"type": ["number", "string", "null"]}
_REFERENCE: Json = {"type": ["string", "integer"]}
_IDENTIFIERS = ("ean", "ean13", "sku", "upc", "isbn", "jan", "mpn")

PROOFS: Json = {
    "PurchaseEvents": many(ref("PurchaseEvent"), "Also a single event stands in a list.", maxItems=50),
    "ManyPurchaseEvents": many(ref("PurchaseEvent"), "Also a single event stands in a list.", maxItems=5000),
    "PurchaseEvent": record(
        {
            "purchase_reference": {**_REFERENCE, "description": "The merchant's own reference."},
            "purchase_date": text("ISO 8601, or `YYYY-MM-DD HH:MM:SS` in the website's time zone."),
            "price": _NUMBER_OR_TEXT,
            "consumer": ref("Consumer"),
            "products": many(ref("PurchasedProduct")),
            "sales_channel": ref("SalesChannel"),
            "solicitation_parameters": ref("SolicitationParameters"),
        },
        optional=("price", "products", "solicitation_parameters"),
        description="One purchase or service. Unknown fields are ignored.",
    ),
    "Consumer": record(
        {
            "first_name": text(),
            "last_name": text(),
            "email": text(format="email"),
            "language": maybe(text("Two letters; else the website's language.")),
            "country": maybe(text("ISO 3166-1 alpha-2.")),
            "phone": maybe(text()),
            "hide_personal_data": flag(),
        },
        optional=("language", "country", "phone", "hide_personal_data"),
    ),
    "PurchasedProduct": record(
        {
            "product_ref": record(
                {
                    "reference": _REFERENCE,
                    **dict.fromkeys(_IDENTIFIERS, _NUMBER_OR_TEXT),
                },
                optional=_IDENTIFIERS,
            ),
            "name": text(),
            "brand": maybe(text()),
            "category": maybe(text()),
            "price": _NUMBER_OR_TEXT,
            "product_url": maybe(text()),
            "image_url": maybe(text()),
            "not_received": flag(),
            "delay": maybe(count("Days from reception to the product request.")),
        },
        optional=("brand", "category", "price", "product_url", "image_url", "not_received", "delay"),
    ),
    "SalesChannel": record(
        {
            "channel": text(enum=[channel.value for channel in Channel]),
            "website_id": text(),
            "shop_id": {**_REFERENCE, "description": "Required when the channel is offline."},
        },
        optional=("website_id", "shop_id"),
    ),
    "SolicitationParameters": record(
        {
            "delay": maybe(count("Days from reception to the brand request; else the website's setting.")),
            "delay_product": maybe(count("Days from reception to the product request; else as the brand's.")),
            "purchase_event_type": text(enum=["BRAND_AND_PRODUCT", "PURCHASE_ONLY", "PRODUCT_ONLY"]),
        },
        optional=("delay", "delay_product", "purchase_event_type"),
    ),
    "EventAnswers": many({"anyOf": [ref("KeptEvent"), ref("RejectedEvent")]}, "One per event, in the order sent."),
    "KeptEvent": record(
        {
            "row": count("The event's place in the body, from 1."),
            "purchase_reference": text(),
            "result": text("`duplicate`: known before, nothing changed.", enum=["accepted", "duplicate"]),
            "review_request_ids": many(text(), "The review requests that stand for this purchase."),
        }
    ),
    "RejectedEvent": record(
        {
            "row": count("The event's place in the body, from 1."),
            "purchase_reference": maybe(text("Null when it could not be read.")),
            "result": text("`conflict`: known before for another customer or day.", enum=["rejected", "conflict"]),
            "error_code": text(enum=[code.value for code in RejectCode]),
            "error_description": text("What is wrong and what to send instead, in English."),
            "field": maybe(text("Path of the field in the event.")),
            "value": maybe(text("The refused value, shortened.")),
        }
    ),
    "TakenIn": record(
        {
            "transmission_id": maybe(text("Its books are at `…/transmissions/{transmission_id}`; null for no events.")),
            "received": count("Events in the body."),
        }
    ),
}

_SENT_AGAIN = "Send the same key with the same body to send a call again: it is then the same call, for 24 hours."
IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": text(minLength=1, maxLength=255, pattern="^[!-~]+$"),
    "description": _SENT_AGAIN,
}


def _header(schema: Json, description: str) -> Json:
    return {"description": description, "schema": schema}


RATE_HEADERS: Json = {
    "RateLimit-Limit": _header(count(), "Calls that may come at once after a rest."),
    "RateLimit-Policy": _header(text(), "The same, and the seconds (`w`) in which they are all free again."),
    "RateLimit-Remaining": _header(count(), "Calls that may follow at once."),
    "RateLimit-Reset": _header(count(), "Seconds until all are free again."),
}
BOOKS_HEADERS: Json = {
    "Suivi-Transmission": _header(text(), "The transmission of this call."),
    "Link": _header(text(), 'Where its books are, as `rel="status"`.'),
}


def door(taken: str, answers: Json, *codes: int, description: str) -> Json:
    """A route through which proofs come in: it takes an idempotency key and tells of its books."""
    return {
        "tags": ["Proofs"],
        "description": description,
        "parameters": [IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref(taken)}}},
        "responses": {
            **{code: {**answer, "headers": BOOKS_HEADERS} for code, answer in answers.items()},
            **refusals(400, 401, 404, 422, 503, *codes),
        },
    }


_EVENTS = "/purchase-event/websites/{website_id}/purchase_events"

PROOF_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", f"{_EVENTS}/bulk_sync_insert"): door(
        "PurchaseEvents",
        {
            "200": json_answer(ref("EventAnswers"), "Every event is kept."),
            "206": json_answer(ref("EventAnswers"), "Some are kept; the others carry an `error_description`."),
        },
        description="What is answered is durably kept. Sending the same events again changes nothing.",
    ),
    ("POST", f"{_EVENTS}/bulk_insert"): door(
        "ManyPurchaseEvents",
        {"202": json_answer(ref("TakenIn"), "Everything is durably kept; the books fill as it is worked through.")},
        description="At most 5,000 events and 5 MB. What becomes of each event is told by the transmission's lines.",
    ),
}
