"""What the API takes and gives, as JSON Schema: the words of the domain come from the domain itself."""

from enum import StrEnum
from typing import Any

from chalicelib.domain.access import Permission
from chalicelib.domain.facts import FactKind
from chalicelib.domain.history import PLANNED, UNKNOWN_EVENT, ActorKind
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.status import Status

Json = dict[str, Any]


def words(kind: type[StrEnum], description: str = "") -> Json:
    """A text that is one of our words."""
    return {"type": "string", "enum": [word.value for word in kind], **_described(description)}


def text(description: str = "", **limits: Any) -> Json:
    """A text."""
    return {"type": "string", **limits, **_described(description)}


def instant(description: str = "") -> Json:
    """A date and time with its offset."""
    return {"type": "string", "format": "date-time", **_described(description)}


def count(description: str = "", **limits: Any) -> Json:
    """A whole number."""
    return {"type": "integer", **limits, **_described(description)}


def flag(description: str = "") -> Json:
    """True or false."""
    return {"type": "boolean", **_described(description)}


def many(items: Json, description: str = "", **limits: Any) -> Json:
    """A list."""
    return {"type": "array", "items": items, **limits, **_described(description)}


def record(properties: Json, *, optional: tuple[str, ...] = (), description: str = "") -> Json:
    """An object; everything that is not `optional` is always there."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, **_described(description)}


def maybe(schema: Json) -> Json:
    """The same, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    known = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **known, "type": [schema["type"], "null"]}


def ref(name: str) -> Json:
    """One of SCHEMAS."""
    return {"$ref": f"#/components/schemas/{name}"}


def _described(description: str) -> Json:
    return {"description": description} if description else {}


_HISTORY = [*(kind.value for kind in FactKind), PLANNED, UNKNOWN_EVENT]
_REASON = {"type": ["string", "null"], "enum": [*REASONS, None]}

ERRORS: Json = {
    "Problem": record(
        {
            "type": text("Always this one: the code says what it is.", const="about:blank"),
            "title": text("The words of the HTTP status."),
            "status": count("The HTTP status once more; some of the gateway's own answers leave it out."),
            "code": text("Machine word, stable."),
            "detail": text("One English sentence for a person, without personal data."),
            "errors": many(ref("ProblemField"), "What to correct; empty when nothing in particular."),
            "current_version": count("Of `settings_conflict`: the version the settings have now."),
        },
        optional=("status", "current_version"),
        description="The one shape of every error (RFC 9457); a member that is not known here can be ignored.",
    ),
    "ProblemField": record(
        {
            "row": count("Which of several, from 1: a line of a file, an event of a call."),
            "field": text("Name of the parameter or field."),
            "code": text("Machine word of what is wrong with it."),
            "value": text("What was sent, shortened; left out when it is a secret."),
            "detail": text("What is wrong with it."),
            "remedy": text("What to send instead."),
        },
        optional=("row", "code", "value", "remedy"),
    ),
}

_ROW: Json = {
    "review_request_id": text("Computed from website, review type and reference; sorts by experience date."),
    "experience_reference": text("The merchant's own reference."),
    "customer_email": text("Masked (`m•••@example.com`) for who may not read customers."),
    "experience_date": instant("As sent in the proof, with the website's offset."),
    "review_type": words(ReviewType),
    "status": words(Status),
    "status_at": instant("When the current step was reached; for `scheduled`, when the e-mail is planned."),
    "reason": {**_REASON, "description": "Why, when the status alone does not say it."},
    "transmission_method": words(TransmissionMethod),
    "channel": words(Channel),
    "shop_id": maybe(text()),
    "language": text("In which the e-mails are written."),
    "next_step": maybe(ref("PlannedEmail")),
    "next_email_at": maybe(instant("When the next e-mail is planned to leave; null when none is.")),
    "explanation": many(ref("ExplanationSentence"), "Why it is planned for that date, oldest rule first."),
}

_PLANNED_EMAIL: Json = {
    "kind": text(enum=["first_email", "reminder"]),
    "step": count("Number of the e-mail, from 0."),
    "reminder": count("Which reminder it is, from 1; 0 for the first e-mail."),
    "at": instant("When it is planned to leave."),
}

REVIEW_REQUESTS: Json = {
    "ReviewRequest": record(_ROW, description="One row of the tracking table."),
    "ReviewRequestPage": record(
        {
            "items": many(ref("ReviewRequest"), "In the order asked for."),
            "next_page_token": maybe(text("Give it back for the next page; null on the last one.")),
            "complete": flag(
                "False when the page was cut short because too many rows did not match: go on with the token."
            ),
        }
    ),
    "ReviewRequestDetails": record(
        {
            **_ROW,
            "received_at": instant("When the proof was committed."),
            "customer": ref("Customer"),
            "products": many(ref("Product")),
            "source": ref("Source"),
            "history": many(ref("HistoryEntry"), "In time order."),
            "journal": many(ref("JournalEntry"), "What people did to it, oldest first."),
            "next_step": maybe(ref("NextStep")),
            "end_rules": many(ref("ExplanationSentence"), "Why no further e-mail is planned, when a rule said so."),
            "emails": many(ref("RememberedEmail"), "Those composed so far, by step; each can be shown as it left."),
            "reviews": many(ref("Review"), "What the customer submitted."),
        },
        description="A row with its proof, its history and what comes next.",
    ),
    "Customer": record(
        {
            "first_name": maybe(text()),
            "last_name": maybe(text()),
            "email": text(),
            "language": maybe(text("Language the e-mails are written in, when the proof says one.")),
            "country": maybe(text("ISO 3166-1 alpha-2.")),
            "phone": maybe(text()),
        }
    ),
    "Product": record(
        {
            "product_ref": text(),
            "name": maybe(text()),
            "brand": maybe(text()),
            "category": maybe(text()),
            "price": maybe(text("A decimal number.")),
            **dict.fromkeys(("ean", "sku", "upc", "isbn", "jan", "mpn"), maybe(text())),
            "product_url": maybe(text(format="uri")),
            "image_url": maybe(text(format="uri")),
        }
    ),
    "Source": record(
        {
            "name": maybe(text("Name of the file.")),
            "line": maybe(count("Line in the file; the header is line 1.")),
            "transmission_id": maybe(text("The file or call it came with; null for what came before they were kept.")),
        },
        description="Where the proof was read.",
    ),
    "HistoryEntry": record(
        {
            "at": instant(),
            "fact": text("What happened, or `planned`: the date set for the first e-mail.", enum=_HISTORY),
            "step": count("Number of the e-mail: 0 is the first, then reminders and e-mails sent again."),
            "reason": _REASON,
            "actor": ref("Actor"),
            "rules": many(ref("ExplanationSentence"), "The rules that set the date, where one was set."),
            "told": maybe(text("SES's own word for an `unknown_event`.")),
        }
    ),
    "PlannedEmail": record(_PLANNED_EMAIL),
    "NextStep": record(
        {
            **_PLANNED_EMAIL,
            "rules": many(ref("ExplanationSentence"), "The rules that set this date."),
        }
    ),
    "Actor": record(
        {
            "kind": words(ActorKind, "Who made it happen."),
            "subject": maybe(text("The person or API client, when the journal knows.")),
        }
    ),
    "Review": record(
        {
            "product_ref": maybe(text("The product; null for the brand.")),
            "rating": maybe(count("1 to 5; null when the product was not received.")),
            "comment": maybe(text()),
            "submitted_at": instant(),
            "answered_step": maybe(count("The last e-mail that left before it; null when none is known.")),
        }
    ),
}

SIGN_IN: Json = {
    "Config": record(
        {"oidc": record({"authority": text(), "client_id": text(), "scope": text()}), "stage": text()},
        description="What the back office must know before anyone signs in.",
    ),
    "Me": record(
        {
            "user": record({"subject": text()}),
            "websites": many(ref("Website"), "Those the signed-in person may see."),
        }
    ),
    "Website": record(
        {
            "website_id": text(),
            "name": text(),
            "time_zone": text("IANA name, such as Europe/Paris."),
            "locale": text(),
            "permissions": many(words(Permission), "What the signed-in person may do there."),
        }
    ),
    "AccessToken": record(
        {
            "access_token": text("For `Authorization: Bearer`."),
            "expires_in": count("Seconds."),
            "token_type": text(const="Bearer"),
            "scope": text("What the token permits."),
        }
    ),
    "TokenError": record(
        {"error": text("A word of RFC 6749, 5.2, or ours."), "error_description": text()},
        description="Errors of the token endpoints have the standard's own shape.",
    ),
}
