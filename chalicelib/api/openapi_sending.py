"""The flow of e-mails in the OpenAPI document: what its calls take and answer."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, count, flag, instant, maybe, record, ref, text, words
from chalicelib.api.sending import LONGEST_REASON, SendingWord
from chalicelib.domain.sending import PauseOrigin

SENDING: Json = {
    "Sending": record(
        {
            "state": words(SendingWord),
            "pause": maybe(ref("SendingPause")),
            "resumption": maybe(ref("SendingResumption")),
            "waiting": count("Due e-mails that wait for the rate, as the last tick saw them."),
            "waiting_is_more": flag("There may be others behind those."),
            "per_second": {"type": "number", "description": "This website's share of the rate."},
            "expected_end_at": maybe(instant("When the last of `waiting` leaves at this share.")),
            "released_today": count("E-mails released on this UTC day."),
            "allowance_today": maybe(count("The most of this UTC day while a new sender warms up; null = no limit.")),
            "as_of": maybe(instant("The last tick; null before the first one.")),
        },
        description="How a website's e-mails flow.",
    ),
    "SendingPause": record(
        {
            "origin": words(PauseOrigin, "`automatic` when too many e-mails bounced or met complaints."),
            "by": text("Who paused; `suivi` for ourselves."),
            "reason": text("As given; `bounce_rate` or `complaint_rate` for an automatic pause."),
            "at": instant(),
            "all_websites": flag("It stops every website: nobody but us can resume."),
        }
    ),
    "SendingResumption": record({"by": text(), "reason": text(), "at": instant()}),
    "SendingReason": record({"reason": text("Shown to everybody who looks.", minLength=1, maxLength=LONGEST_REASON)}),
}

_REASON: Json = {"required": True, "content": {"application/json": {"schema": ref("SendingReason")}}}
_AFTERWARDS: Json = {"200": json_answer(ref("Sending"), "The flow afterwards."), **refusals(400, 401, 404, 503)}

SENDING_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", "/v1/websites/{website_id}/sending"): {
        "tags": ["Sending"],
        "responses": {"200": json_answer(ref("Sending"), "The flow now."), **refusals(401, 404, 503)},
    },
    ("POST", "/v1/websites/{website_id}/sending/pause"): {
        "tags": ["Sending"],
        "description": "Asks for the permission to manage the website. Within ten seconds nothing leaves; all waits.",
        "requestBody": _REASON,
        "responses": _AFTERWARDS,
    },
    ("POST", "/v1/websites/{website_id}/sending/resume"): {
        "tags": ["Sending"],
        "description": "Asks for the permission to manage the website. What waited leaves at the usual rate.",
        "requestBody": _REASON,
        "responses": _AFTERWARDS,
    },
}
