"""The door of withdrawals in the OpenAPI document."""

from chalicelib.api.openapi_operations import json_answer
from chalicelib.api.openapi_proofs import door
from chalicelib.api.openapi_schemas import Json, count, many, maybe, record, ref, text, words
from chalicelib.domain.withdrawal import WithdrawalCause, WithdrawalResult
from chalicelib.intake.rejects import RejectCode
from chalicelib.intake.withdrawal_body import MOST_REFERENCES

_REFERENCE: Json = {"type": ["string", "integer"]}
_CAUSE: Json = words(WithdrawalCause, "`other` when it is left out.")
_PLACE: Json = {
    "row": count("The reference's place in the body, from 1."),
    "purchase_reference": maybe(text("As it was read; null when it could not be.")),
}

WITHDRAWALS: Json = {
    "WithdrawalWish": {
        "description": "Of one purchase, or of several for the same cause.",
        "oneOf": [
            record({"purchase_reference": _REFERENCE, "cause": _CAUSE}, optional=("cause",)),
            record(
                {
                    "purchase_references": many(_REFERENCE, minItems=1, maxItems=MOST_REFERENCES),
                    "cause": _CAUSE,
                },
                optional=("cause",),
            ),
        ],
    },
    "WithdrawalAnswers": many(
        {"anyOf": [ref("WithdrawalDone"), ref("WithdrawalRefused")]}, "One per reference, in the order sent."
    ),
    "WithdrawalDone": record(
        {
            **_PLACE,
            "result": text("`duplicate`: another call or file withdrew it before.", enum=["accepted", "duplicate"]),
            "withdrawal": words(
                WithdrawalResult,
                "`withdrawn`: what was planned is stopped; `nothing_pending`: nothing was left to stop; `already`: it "
                "was withdrawn before.",
            ),
            "review_request_ids": many(text(), "The review requests of this purchase."),
        }
    ),
    "WithdrawalRefused": record(
        {
            **_PLACE,
            "result": text(const="rejected"),
            "withdrawal": maybe(text("`unknown`: no proof has this reference.")),
            "error_code": text(enum=[code.value for code in RejectCode]),
            "error_description": text("What is wrong and what to send instead, in English."),
            "field": maybe(text("The field that was refused.")),
            "value": maybe(text("The refused value, shortened.")),
        }
    ),
}

WITHDRAWAL_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/v1/websites/{website_id}/withdrawals"): door(
        "WithdrawalWish",
        {
            "200": json_answer(ref("WithdrawalAnswers"), "Nothing more leaves for any of these purchases."),
            "206": json_answer(ref("WithdrawalAnswers"), "Done for some; the others carry an `error_description`."),
        },
        description="Everything still planned for a purchase stops: first e-mails and reminders, whoever sent its "
        "proof. What left stays what it is. The same purchase sent again is a duplicate and never revives.",
    ),
}
