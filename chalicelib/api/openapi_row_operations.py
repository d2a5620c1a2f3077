"""What operators do to requests, in the OpenAPI document: what the calls take and answer, and the journal's entries."""

from chalicelib.api.openapi_list import FILTER_PROPERTIES
from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.api.operation_orders import KINDS
from chalicelib.domain.explanation_sentences import SENTENCES
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES
from chalicelib.domain.operation_record import LONGEST_REASON, MOST_IDS, OperationKind, OperationState
from chalicelib.domain.operations import RefusalCode

_IDS = many(text(), "The requests themselves.", maxItems=MOST_IDS)

_REFUSED: Json = {
    "not_applicable": many(ref("NotApplicable"), "Why it does not apply to the others, most frequent first."),
    "retry_at": maybe(instant("When to ask again for those that only have to wait.")),
}

_SENTENCE = record({"sentence": text(), "next_action": text()})

ROW_OPERATION_SCHEMAS: Json = {
    "OperationOrder": record(
        {
            "kind": text(enum=[kind.value for kind in KINDS]),
            "review_request_ids": _IDS,
            "filter": ref("OperationFilter"),
            "at": instant("The new date, for `reschedule`: from the end of the undo window to one year on."),
            "email": text("The right address, for `correct_address`.", format="email"),
            "reason": text("Why, for the journal. Not needed to count.", minLength=1, maxLength=LONGEST_REASON),
            "undo_seconds": count(
                "How long it can be undone before it begins; 0 begins at once, for one request alone.",
                minimum=0,
                maximum=900,
                default=30,
            ),
            "dry_run": flag("Only count; nothing is changed."),
        },
        optional=("review_request_ids", "filter", "at", "email", "reason", "undo_seconds", "dry_run"),
        description="Either `review_request_ids` or a `filter`.",
    ),
    "OperationFilter": record(
        FILTER_PROPERTIES,
        optional=tuple(FILTER_PROPERTIES),
        description="As in the list. It is looked at when the operation begins; requests that came in after it was "
        "asked for are left alone.",
    ),
    "OperationPreview": record(
        {
            "matching": count("Requests in the selection."),
            "applicable": count("Those to which it applies now."),
            **_REFUSED,
            "complete": flag("False when there are more than could be counted."),
        }
    ),
    "NotApplicable": record({"code": words(RefusalCode), "count": count(), "fr": _SENTENCE, "en": _SENTENCE}),
    "Operation": record(
        {
            "operation_id": text(),
            "kind": words(OperationKind, "`replan` follows a change of settings."),
            "state": words(OperationState, "Only a waiting one can be undone."),
            "reason": text(),
            "by": text("Who asked for it."),
            "created_at": instant(),
            "starts_at": instant("When its undo window ends."),
            "ended_at": maybe(instant()),
            "review_request_ids": _IDS,
            "filter": maybe(ref("OperationFilter")),
            "at": maybe(instant()),
            "email": maybe(text()),
            "counts": record({"matching": count("So far."), "done": count(), **_REFUSED}),
        }
    ),
    "OperationPage": record(
        {"items": many(ref("Operation"), "Newest first."), "next_page_token": maybe(text("Null on the last page."))}
    ),
    "JournalEntry": record(
        {
            "at": instant(),
            "kind": words(OperationKind),
            "operation_id": text(),
            "actor": text("Who asked for it."),
            "reason": text("In their own words."),
            "step": count("Number of the e-mail the request stands at afterwards."),
            "changes": many(
                record(
                    {
                        "field": text(enum=["customer_email", "next_email_at", "review_type"]),
                        "before": maybe(text()),
                        "after": maybe(text()),
                    }
                )
            ),
        },
        description="What somebody did to a request.",
    ),
    "ExplanationSentence": record(
        {"code": text("Machine word.", examples=sorted(SENTENCES)[:3]), "fr": text(), "en": text()},
        description="One rule that had a say in the date of the next e-mail.",
    ),
}

_TAGS = {"tags": ["Operations"]}

ROW_OPERATIONS: dict[tuple[str, str], Json] = {
    ("POST", "/v1/websites/{website_id}/operations"): {
        **_TAGS,
        "description": "Asks for the permission to manage the website.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("OperationOrder")}}},
        "responses": {
            "200": json_answer(
                {"anyOf": [ref("OperationPreview"), ref("Operation")]}, "The count of a dry run; or done at once."
            ),
            "202": json_answer(ref("Operation"), "It waits for its undo window to end."),
            **refusals(400, 401, 404, 503),
        },
    },
    ("GET", "/v1/websites/{website_id}/operations"): {
        **_TAGS,
        "parameters": [
            query(
                "page_size",
                count(minimum=SHORT_PAGE_SIZES[0], maximum=SHORT_PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE),
                "How many operations at most.",
            ),
            query("page_token", text(), "Where the previous page ended."),
        ],
        "responses": {"200": json_answer(ref("OperationPage"), "One page."), **refusals(400, 401, 404)},
    },
    ("GET", "/v1/websites/{website_id}/operations/{operation_id}"): {
        **_TAGS,
        "responses": {"200": json_answer(ref("Operation"), "How far it is."), **refusals(401, 404)},
    },
    ("POST", "/v1/websites/{website_id}/operations/{operation_id}/undo"): {
        **_TAGS,
        "description": "Repeating it changes nothing. Asks for the permission to manage the website.",
        "responses": {"200": json_answer(ref("Operation"), "It never happens."), **refusals(401, 404, 409)},
    },
}
