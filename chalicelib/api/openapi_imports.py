"""Imports in the OpenAPI document: what the calls take and answer."""

from chalicelib.api.import_orders import LONGEST_NAME
from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_proofs import IDEMPOTENCY_KEY
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.api.openapi_transmissions import PLACE
from chalicelib.domain.imports import MOST_BYTES, MOST_LINES
from chalicelib.domain.transmission import LineResult, TransmissionMode

_SENTENCE = ref("Sentence")

IMPORT_SCHEMAS: Json = {
    "ImportOrder": record(
        {
            "name": text("The file's name.", minLength=1, maxLength=LONGEST_NAME),
            "size": count("Its bytes.", minimum=1, maximum=MOST_BYTES),
            "mode": words(TransmissionMode, "`validate` says what would happen and sends nothing."),
        }
    ),
    "OrderedImport": record(
        {
            "transmission_id": text(),
            "upload": record(
                {
                    "url": text("Takes exactly the bytes announced, once.", format="uri"),
                    "method": text(const="PUT"),
                    "headers": {"type": "object", "additionalProperties": text(), "description": "To be sent along."},
                    "expires_at": instant("When the address ends."),
                }
            ),
            "ticket": text("To be shown to start the import; good for an hour."),
        }
    ),
    "LineError": record(
        {
            "error_code": text(),
            "sentence": _SENTENCE,
            "remedy": _SENTENCE,
            "field": maybe(text("As the merchant named it.")),
            "value": maybe(text("As received; masked for who may not read customers.")),
            "detail": text(),
        }
    ),
    "ForeseenLine": record(
        {
            "line": count("Line of the file, the header is line 1."),
            "purchase_reference": maybe(text()),
            "result": words(LineResult),
            "withdraws": flag("It would take a proof back."),
            "requests": many(ref("ForeseenRequest"), "Those of all lines of a proof stand with its first one."),
            "notes": many(ref("ToldRule"), "What may stop or delay e-mails that want to leave."),
            "error": maybe(ref("LineError")),
        }
    ),
    "ForeseenLinePage": record(
        {
            "lines": many(ref("ForeseenLine"), "In order within each part of a large file."),
            "next_page_token": maybe(text("Null on the last page.")),
        }
    ),
    "ImportTicket": record({"ticket": text()}),
}

_IMPORTS: Json = {"tags": ["Imports"]}
_ONE = "/v1/websites/{website_id}/imports/{transmission_id}"
_ACCEPTED = {"202": json_answer(ref("Transmission"), "It is worked through in the background.")}

IMPORT_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/v1/websites/{website_id}/imports"): {
        **_IMPORTS,
        "description": f"At most {MOST_LINES} rows. Nothing is acknowledged before it is started. Asks for the "
        "permission to transmit proofs or to manage the website, as all calls about imports.",
        "parameters": [IDEMPOTENCY_KEY],
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("ImportOrder")}}},
        "responses": {
            "201": json_answer(ref("OrderedImport"), "Where to upload to."),
            **refusals(400, 401, 404, 422, 503),
        },
    },
    ("POST", f"{_ONE}/start"): {
        **_IMPORTS,
        "description": "Repeating it changes nothing.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("ImportTicket")}}},
        "responses": {**_ACCEPTED, **refusals(400, 401, 404, 409, 410, 503)},
    },
    ("POST", f"{_ONE}/send"): {
        **_IMPORTS,
        "description": "The very bytes that were checked; a transmission of its own. Repeating it changes nothing.",
        "responses": {**_ACCEPTED, **refusals(401, 404, 409, 503)},
    },
    ("GET", f"{_ONE}/preview"): {
        **_IMPORTS,
        "description": "Of an import that is only checked. Nothing is written.",
        "parameters": PLACE,
        "responses": {"200": json_answer(ref("ForeseenLinePage"), "One page."), **refusals(400, 401, 404, 503)},
    },
}
