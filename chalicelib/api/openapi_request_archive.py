"""What showing a request as it was takes and answers: its e-mails, and its proof file."""

from chalicelib.api.openapi_operations import json_answer, query, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, maybe, record, ref, text
from chalicelib.api.proof_file import CANONICAL_FORM, FORMAT, FORMAT_VERSION
from chalicelib.api.request_archive import FORMATS, LANGUAGES

_REQUEST = "/v1/websites/{website_id}/review-requests/{review_request_id}"

_REMEMBERED: Json = {
    "step": count("Number of the e-mail, from 0."),
    "reminder": count("Which reminder it is, from 1; 0 for the first e-mail."),
    "settings_version": count("The version of the settings it was written with; 0 = from before their history."),
    "template": text("`standard` for our words, else `own-` and six digits that name the merchant's own."),
    "sent_at": maybe(instant("When it left; null as long as nothing proves that it did.")),
}

ARCHIVE_SCHEMAS: Json = {
    "RememberedEmail": record(_REMEMBERED, description="What is remembered of an e-mail that was composed to leave."),
    "ShownEmail": record(
        {
            **_REMEMBERED,
            "to": text("The address it went to; masked without `customers:read`."),
            "from_name": text("Whom it is from, as the customer reads it."),
            "reply_to": maybe(text("Where answers go.")),
            "subject": text(),
            "text": text("The plain part."),
            "html": text("The HTML part. Show it in a sandbox: the words are merchants' and customers'."),
            "as_sent": flag(
                "True: it is proved to be the mail that left, but for its personal links (they lead nowhere here) and, "
                "without `customers:read`, masked names. False: the layout changed since."
            ),
        },
        description="One e-mail, composed again.",
    ),
    "ProofFile": record(
        {
            "format": text(const=FORMAT),
            "format_version": count(const=FORMAT_VERSION),
            "language": text("Of the page made from it; the content is the same in both.", enum=list(LANGUAGES)),
            "generated_at": instant(),
            "generated_by": text("Who asked for it."),
            "content_sha256": text("SHA-256 of the canonical form of `content`, in hexadecimal."),
            "content_canonical_form": text(const=CANONICAL_FORM),
            "content": {"type": "object", "description": "All that is known of the request."},
        },
        description="One request, its e-mails and its review, for audits.",
    ),
}

ARCHIVE_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", f"{_REQUEST}/emails/{{step}}"): {
        "tags": ["Review requests"],
        "description": "Changes nothing. 404 when no e-mail of this number was composed.",
        "responses": {"200": json_answer(ref("ShownEmail"), "The e-mail."), **refusals(401, 404)},
    },
    ("GET", f"{_REQUEST}/proof-file"): {
        "tags": ["Review requests"],
        "description": "Changes nothing. Asks for `customers:read`: nothing in the file is masked.",
        "parameters": [
            query("format", text(enum=list(FORMATS), default=FORMATS[0]), "To compute with, or to read and print."),
            query("language", text(enum=list(LANGUAGES)), "Of the page; the website's own when left out."),
        ],
        "responses": {
            "200": {
                "description": "The file, to be kept.",
                "content": {
                    "application/json": {"schema": ref("ProofFile")},
                    "text/html": {"schema": text()},
                },
            },
            **refusals(400, 401, 404),
        },
    },
}
