"""Trying a proof, in the OpenAPI document."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, instant, many, maybe, record, ref, text, words
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.transmission import LineResult
from chalicelib.intake.rejects import RejectCode

SIMULATION: Json = {
    "TriedEvent": {
        "description": "One purchase event, as it would be sent.",
        "anyOf": [ref("PurchaseEvent"), ref("PastOrder")],
    },
    "Foresight": record(
        {
            "result": words(LineResult, "What would become of it."),
            "error": maybe(ref("ForeseenError")),
            "requests": many(ref("ForeseenRequest"), "Those that would be created; empty for a duplicate."),
            "notes": many(
                ref("ToldRule"),
                "What may still change when the e-mail wants to leave. What is known of the customer beside the proof "
                "is told to who may read customers.",
            ),
        }
    ),
    "ForeseenRequest": record(
        {
            "review_type": words(ReviewType),
            "due_at": instant("When its first e-mail would leave, the send window included."),
            "refused": maybe(
                record(
                    {"code": text(enum=list(REASONS)), "sentence": ref("Sentence")},
                    description="Why it would be cancelled at once.",
                )
            ),
            "explanation": many(ref("ToldRule"), "Why then, oldest rule first: the words that would stand on the row."),
        }
    ),
    "ForeseenError": record(
        {
            "code": text(enum=[code.value for code in RejectCode]),
            "field": maybe(text("Path of the field in the event.")),
            "value": maybe(text("The refused value, shortened.")),
            "sentence": ref("Sentence"),
            "remedy": ref("Sentence"),
        }
    ),
    "ToldRule": record({"code": text("Machine word."), "sentence": ref("Sentence")}),
}

SIMULATION_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/v1/websites/{website_id}/simulate"): {
        "tags": ["Proofs"],
        "description": "Nothing is written. Asks for the permission to transmit proofs, because it tells what "
        "transmitting this one would tell. Dates are those of this moment: delays count from reception.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("TriedEvent")}}},
        "responses": {
            "200": json_answer(ref("Foresight"), "What would become of it, also when it would be refused."),
            **refusals(400, 401, 404, 413, 415, 503),
        },
    },
}
