"""Opt-outs in the OpenAPI document: what their calls take and answer."""

from enum import StrEnum

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope
from chalicelib.intake.rejects import RejectCode
from chalicelib.usecases.add_opt_out import MAX_NOTE


def _word_or_null(kind: type[StrEnum]) -> Json:
    return {"type": ["string", "null"], "enum": [*(word.value for word in kind), None]}


_ENTRY: Json = {
    "email_hash": text("The address, hashed under a key of ours; the same for every website."),
    "scope": words(OptOutScope, "`all_merchants` when the customer wants e-mails of none."),
    "origin": words(OptOutOrigin, "How the wish reached us."),
    "opted_out_at": instant(),
    "review_request_id": maybe(text("The review request it came from.")),
    "recorded_by": maybe(text("Who wrote it down, for manual entries and imports.")),
    "note": maybe(text()),
}

OPT_OUTS: Json = {
    "OptOut": record(_ENTRY, description="A wish not to be written to, kept for good and without the address."),
    "AddedOptOut": record(
        {**_ENTRY, "new": flag("False when the address was opted out before; that entry stands.")},
        description="The opt-out that stands now.",
    ),
    "OptOutPage": record(
        {
            "items": many(ref("OptOut"), "In an order that never changes."),
            "next_page_token": maybe(text("Give it back for the next page; null on the last one.")),
        }
    ),
    "ManualOptOut": record(
        {
            "email": text(format="email"),
            "note": text("For yourselves; without an address.", maxLength=MAX_NOTE),
        },
        optional=("note",),
    ),
    "OptOutImport": many(
        record(
            {"email": text(format="email"), "opted_out_at": maybe(text("As a purchase date; none means now."))},
            optional=("opted_out_at",),
        ),
        minItems=1,
        maxItems=3000,
    ),
    "OptOutImportAnswer": record(
        {
            "received": count("Rows read: `added` + `known` + `rejected`."),
            "added": count("New opt-outs."),
            "known": count("Known before, or twice in the list; the first entry stands."),
            "rejected": count("As many as `rejects`."),
            "rejects": many(ref("RejectedOptOut")),
        }
    ),
    "RejectedOptOut": record(
        {
            "row": count("Line of the file, whose header is line 1; place in a JSON list, from 1."),
            "code": text(enum=[code.value for code in RejectCode]),
            "field": text(),
            "value": maybe(text("The refused value, shortened.")),
            "reason": text(),
            "remedy": text(),
        }
    ),
    "OptOutCheck": record(
        {
            "opted_out": flag("Whether nothing may be sent to the address for this website."),
            "scope": _word_or_null(OptOutScope),
            "origin": _word_or_null(OptOutOrigin),
            "opted_out_at": maybe(instant()),
        }
    ),
}

_MANAGES = "Asks for the permission to manage the website."
_PAGE_TOKEN = query("page_token", text(), "Where the previous page ended; good for this website only.")

OPT_OUT_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/opt-outs"): {
        "tags": ["Opt-outs"],
        "description": "From this merchant, and those from all merchants that reached us through this one.",
        "parameters": [
            query(
                "page_size",
                count(minimum=SHORT_PAGE_SIZES[0], maximum=SHORT_PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE),
                "How many entries at most.",
            ),
            _PAGE_TOKEN,
        ],
        "responses": {"200": json_answer(ref("OptOutPage"), "One page."), **refusals(400, 401, 404, 503)},
    },
    ("POST", "/v1/websites/{website_id}/opt-outs"): {
        "tags": ["Opt-outs"],
        "description": f"{_MANAGES} Repeating it changes nothing, and nothing takes it back.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("ManualOptOut")}}},
        "responses": {"200": json_answer(ref("AddedOptOut"), "Kept."), **refusals(400, 401, 404, 503)},
    },
    ("POST", "/v1/websites/{website_id}/opt-outs/import"): {
        "tags": ["Opt-outs"],
        "description": (
            f"{_MANAGES} A CSV file with the column `email` and maybe `opted_out_at`, or the same as JSON. Good rows "
            "are kept whatever the others are; importing again changes nothing."
        ),
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": text()}, "application/json": {"schema": ref("OptOutImport")}},
        },
        "responses": {
            "200": json_answer(ref("OptOutImportAnswer"), "What became of each row."),
            **refusals(400, 401, 404, 503),
        },
    },
    ("POST", "/v1/websites/{website_id}/opt-outs/check"): {
        "tags": ["Opt-outs"],
        "description": "A POST, because an address never stands in a URL; changes nothing.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": record({"email": text(format="email")})}},
        },
        "responses": {"200": json_answer(ref("OptOutCheck"), "What holds now."), **refusals(400, 401, 404, 503)},
    },
    ("GET", "/v1/websites/{website_id}/opt-outs/export"): {
        "tags": ["Opt-outs"],
        "description": "`;` between the columns opted_out_at, origin, scope, email_hash and review_request_id.",
        "parameters": [_PAGE_TOKEN],
        "responses": {
            "200": {
                "description": "At most 10,000 rows.",
                "headers": {
                    "Link": {
                        "description": "The next part, as `rel=next`; left out when this is the last one.",
                        "schema": text(),
                    }
                },
                "content": {"text/csv": {"schema": text()}},
            },
            **refusals(400, 401, 404, 503),
        },
    },
}
