"""The purchase events merchants send, as JSON Schema, with the liberties their connectors take."""

from chalicelib.api.openapi_schemas import Json, count, flag, many, maybe, record, ref, text
from chalicelib.domain.proof import Channel
from chalicelib.intake.rejects import RejectCode

_NUMBER_OR_TEXT: Json = {"type": ["number", "string", "null"]}
_REFERENCE: Json = {"type": ["string", "integer"]}
_IDENTIFIERS = ("ean", "ean13", "sku", "upc", "isbn", "jan", "mpn")

PROOFS: Json = {
    "PurchaseEvents": many(ref("PurchaseEvent"), "Also a single event stands in a list.", minItems=1, maxItems=50),
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
            "purchase_reference": text(),
            "result": text("`duplicate`: known before, nothing changed.", enum=["accepted", "duplicate"]),
            "review_request_ids": many(text(), "The review requests that stand for this purchase."),
        }
    ),
    "RejectedEvent": record(
        {
            "purchase_reference": maybe(text("Null when it could not be read.")),
            "result": text("`conflict`: known before for another customer or day.", enum=["rejected", "conflict"]),
            "error_code": text(enum=[code.value for code in RejectCode]),
            "error_description": text("What is wrong and what to send instead, in English."),
            "field": maybe(text("Path of the field in the event.")),
            "value": maybe(text("The refused value, shortened.")),
        }
    ),
}
