"""Webhooks in the OpenAPI document: the calls that manage them, and what they send."""

from enum import StrEnum

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, many, maybe, record, ref, text, words
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_delivery import DeliveryError, DeliveryKind, DeliveryOutcome
from chalicelib.domain.webhook_payload import STATUS_CHANGED, TEST
from chalicelib.domain.webhook_url import LONGEST_URL
from chalicelib.domain.webhooks import MOST_WEBHOOKS, WebhookState


def _or_null(kind: type[StrEnum], description: str = "") -> Json:
    """One of our words, or nothing: where an enumeration stands, null must stand in it."""
    known = words(kind, description)
    return {**known, "type": ["string", "null"], "enum": [*known["enum"], None]}


_URL = text("https, port 443 or 8443, a host name of the public internet.", format="uri", maxLength=LONGEST_URL)
_STATUSES = many(words(Status), "It is told of these; empty = of all.", uniqueItems=True)
_ADDRESS = flag("Whether the customer's e-mail address is sent along.")
_ACTIVE = flag("While it is false, nothing is sent and nothing waits.")
_WEBHOOK: Json = {
    "webhook_id": text(),
    "url": _URL,
    "statuses": _STATUSES,
    "include_customer_email": _ADDRESS,
    "active": _ACTIVE,
    "state": words(WebhookState, "`switched_off` by us, after five days of nothing but failures."),
    "failing_since": maybe(instant("Since when nothing but failures.")),
    "switched_off_at": maybe(instant()),
    "created_at": instant(),
    "created_by": text(),
    "secret_replaced_at": maybe(instant()),
    "old_secret_until": maybe(instant("Until then the secret before signs along.")),
}

WEBHOOKS: Json = {
    "WebhookWish": record(
        {"url": _URL, "statuses": _STATUSES, "include_customer_email": _ADDRESS, "active": _ACTIVE},
        optional=("statuses", "include_customer_email", "active"),
        description="Sending addresses along asks for the permission to read customers.",
    ),
    "Webhook": record(_WEBHOOK),
    "WebhookWithSecret": record({**_WEBHOOK, "secret": text("`whsec_<base64>`; shown this once.")}),
    "WebhookList": record({"items": many(ref("Webhook"), maxItems=MOST_WEBHOOKS)}),
    "WebhookRemoved": record({"webhook_id": text()}),
    "WebhookDelivery": record(
        {
            "delivery_id": text(),
            "kind": words(DeliveryKind),
            "outcome": words(
                DeliveryOutcome,
                "`given_up` after 24 hours; `dropped` while the webhook was not active. Both can be replayed.",
            ),
            "event_id": text("Sent as `webhook-id`, the same for every attempt."),
            "review_request_id": maybe(text()),
            "status": _or_null(Status),
            "at": instant(),
            "attempt": count(minimum=1),
            "http_status": maybe(count("What the endpoint answered; 2xx is success.")),
            "error": _or_null(DeliveryError, "Why there is no answer."),
            "duration_ms": maybe(count()),
        }
    ),
    "WebhookDeliveryPage": record(
        {"items": many(ref("WebhookDelivery")), "next_page_token": maybe(text("Null on the last page."))}
    ),
    "WebhookReplay": record(
        {
            "waiting": flag("The event still waits in its turn, which comes now."),
            "delivery": maybe(ref("WebhookDelivery")),
        }
    ),
    "StatusChanged": record(
        {
            "type": text(const=STATUS_CHANGED),
            "timestamp": instant("When the change was seen."),
            "data": record(
                {
                    "website_id": text(),
                    "review_request_id": text(),
                    "experience_reference": text(),
                    "experience_at": instant(),
                    "review_type": words(ReviewType),
                    "status": words(Status),
                    "reason": {"type": ["string", "null"], "enum": [*REASONS, None]},
                    "status_at": instant(),
                    "previous_status": _or_null(Status, "Null for a new request."),
                    "emails_sent": count("E-mails that left so far.", minimum=0),
                    "channel": words(Channel),
                    "shop_id": maybe(text()),
                    "customer_email": text("Only where the webhook asks for it."),
                },
                optional=("customer_email",),
            ),
        }
    ),
    "WebhookTest": record(
        {
            "type": text(const=TEST),
            "timestamp": instant(),
            "data": record({"website_id": text(), "webhook_id": text()}),
        }
    ),
}

_TAGS = {"tags": ["Webhooks"]}
_MANAGE = "Asks for the permission to manage the website."
_BODY: Json = {"required": True, "content": {"application/json": {"schema": ref("WebhookWish")}}}
_ALL = "/v1/websites/{website_id}/webhooks"
_ONE = f"{_ALL}/{{webhook_id}}"

WEBHOOK_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", _ALL): {
        **_TAGS,
        "responses": {"200": json_answer(ref("WebhookList"), "All of them."), **refusals(401, 404, 503)},
    },
    ("POST", _ALL): {
        **_TAGS,
        "description": f"{_MANAGE} Events begin within ten seconds.",
        "requestBody": _BODY,
        "responses": {
            "201": json_answer(ref("WebhookWithSecret"), "The webhook and its secret."),
            **refusals(400, 401, 404, 409, 503),
        },
    },
    ("GET", _ONE): {
        **_TAGS,
        "responses": {"200": json_answer(ref("Webhook"), "The webhook."), **refusals(401, 404, 503)},
    },
    ("PUT", _ONE): {
        **_TAGS,
        "description": _MANAGE,
        "requestBody": _BODY,
        "responses": {"200": json_answer(ref("Webhook"), "As it is now."), **refusals(400, 401, 404, 503)},
    },
    ("DELETE", _ONE): {
        **_TAGS,
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebhookRemoved"), "It is gone."), **refusals(401, 404, 503)},
    },
    ("POST", f"{_ONE}/secret"): {
        **_TAGS,
        "description": _MANAGE,
        "responses": {
            "200": json_answer(ref("WebhookWithSecret"), "The webhook and its new secret."),
            **refusals(401, 404, 503),
        },
    },
    ("POST", f"{_ONE}/test"): {
        **_TAGS,
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebhookDelivery"), "What came back."), **refusals(401, 404, 503)},
    },
    ("GET", f"{_ONE}/deliveries"): {
        **_TAGS,
        "parameters": [
            query(
                "page_size",
                count(minimum=SHORT_PAGE_SIZES[0], maximum=SHORT_PAGE_SIZES[1], default=DEFAULT_PAGE_SIZE),
                "How many at most.",
            ),
            query("page_token", text(), "Where the previous page ended."),
        ],
        "responses": {
            "200": json_answer(ref("WebhookDeliveryPage"), "One page."),
            **refusals(400, 401, 404, 503),
        },
    },
    ("POST", f"{_ONE}/deliveries/{{delivery_id}}/replay"): {
        **_TAGS,
        "description": f"{_MANAGE} It is a new line of the log, with the same `webhook-id`.",
        "responses": {
            "200": json_answer(ref("WebhookReplay"), "What came back."),
            "202": json_answer(ref("WebhookReplay"), "It still waits in its turn, which comes now."),
            **refusals(401, 404, 503),
        },
    },
}


def _header(name: str, description: str) -> Json:
    return {"name": name, "in": "header", "required": True, "schema": text(), "description": description}


def _sent(summary: str, schema: str, name: str) -> Json:
    return {
        "post": {
            "operationId": name,
            "summary": summary,
            "description": "Signed as Standard Webhooks 1.0 asks; docs/webhooks.md shows how to verify.",
            "parameters": [
                _header("webhook-id", "The same for every attempt: for recognising repetitions."),
                _header("webhook-timestamp", "Epoch seconds of this attempt."),
                _header("webhook-signature", "`v1,<base64>`; two, parted by a space, while a secret is replaced."),
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": ref(schema)}}},
            "responses": {"2XX": {"description": "Taken. Every other answer is tried again for 24 hours."}},
            "security": [],
        }
    }


SENT_WEBHOOKS: Json = {
    STATUS_CHANGED: _sent("The displayed status of a review request changed", "StatusChanged", "statusChanged"),
    TEST: _sent("Somebody pressed the test button", "WebhookTest", "webhookTest"),
}
"""The document's section `webhooks` (OpenAPI 3.1)."""
