"""Opt-outs over HTTP: a merchant adds, imports, checks, lists and exports them; an address never stands in a URL.

There is no call to take one back: see `usecases/add_opt_out.py`.
"""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.csv_answers import csv_text
from chalicelib.api.json_bodies import json_body, json_object
from chalicelib.api.parameters import RecordList
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.opt_out import OptOut
from chalicelib.intake.rejects import Reject
from chalicelib.usecases.add_opt_out import ManualOptOut, add_opt_out
from chalicelib.usecases.contact_ports import OptOutPage
from chalicelib.usecases.import_opt_outs import Import, import_opt_outs

CSV = "text/csv"
EXPORTED_AT_ONCE = 10_000
"""Rows of one export answer: about 1 MB, while API Gateway carries 10 and Lambda 6."""

EXPORT_COLUMNS = ("opted_out_at", "origin", "scope", "email_hash", "review_request_id")

opt_outs = ApiBlueprint(__name__)


@opt_outs.route("/v1/websites/{website_id}/opt-outs", methods=["GET"], **GUARD)
def list_opt_outs(website_id: str) -> Json:
    """List opt-outs from this merchant, one page at a time."""
    size, after = _place(website_id)
    page = wiring.contacts.opt_outs(website_id, size=size, after=after)
    return {"items": [_entry(one) for one in page.opt_outs], "next_page_token": _token(page, website_id)}


@opt_outs.route("/v1/websites/{website_id}/opt-outs", methods=["POST"], **GUARD)
def add_manual_opt_out(website_id: str) -> Json:
    """Add an opt-out by address; the address itself is not kept."""
    from chalicelib.intake.opt_out_lists import read_address

    grant = current_grant(opt_outs.current_request)
    grant.require(website_id, Permission.MANAGE)
    wiring.websites.collection(website_id)
    body = json_object(opt_outs.current_request, ("email", "note"))
    note = body.get("note")
    if note is not None and not isinstance(note, str):
        raise InvalidParameterError("Write the note as a text.", field="note")
    manual = ManualOptOut(read_address(body.get("email")), grant.subject, note)
    added = add_opt_out(wiring.tracking, website_id=website_id, entry=manual, now=wiring.clock.now())
    return {**_entry(added.opt_out), "new": added.new}


@opt_outs.route(
    "/v1/websites/{website_id}/opt-outs/import", methods=["POST"], content_types=[CSV, "application/json"], **GUARD
)
def import_opt_out_list(website_id: str) -> Json:
    """Import up to 3,000 opt-outs and say what became of each row."""
    from chalicelib.intake.opt_out_lists import Reading, read_opt_out_csv, read_opt_out_json

    http_request: Any = opt_outs.current_request
    grant = current_grant(http_request)
    grant.require(website_id, Permission.MANAGE)
    now = wiring.clock.now()
    reading = Reading(wiring.websites.collection(website_id).zone, now)
    if http_request.headers.get("content-type", "").startswith(CSV):
        found = read_opt_out_csv(http_request.raw_body, reading)
    else:
        found = read_opt_out_json(json_body(http_request), reading)
    brought = Import(website_id, grant.subject, now)
    done = import_opt_outs(wiring.contacts, wiring.identities, found.entries, of=brought)
    rejects = [_rejected(reject) for reject in found.rejects]
    return {
        "received": found.received,
        "added": done.added,
        "known": done.known,
        "rejected": len(rejects),
        "rejects": rejects,
    }


@opt_outs.route("/v1/websites/{website_id}/opt-outs/check", methods=["POST"], **GUARD)
def check_opt_out(website_id: str) -> Json:
    """Tell whether an address may be written to."""
    from chalicelib.intake.opt_out_lists import read_address

    current_grant(opt_outs.current_request).require(website_id, Permission.READ_REQUESTS)
    wiring.websites.collection(website_id)
    email = read_address(json_object(opt_outs.current_request, ("email",)).get("email"))
    found = wiring.contacts.opt_out_covering(website_id, wiring.identities.email_hash(email))
    return {
        "opted_out": found is not None,
        "scope": found.wish.scope.value if found else None,
        "origin": found.wish.origin.value if found else None,
        "opted_out_at": instant(found.wish.at) if found else None,
    }


@opt_outs.route("/v1/websites/{website_id}/opt-outs/export", methods=["GET"], **GUARD)
def export_opt_outs(website_id: str) -> Response:
    """Export opt-outs as a CSV file; when there are more, the header `Link` leads to the next part."""
    _, after = _place(website_id)
    page = wiring.contacts.opt_outs(website_id, size=EXPORTED_AT_ONCE, after=after)
    headers: dict[str, str | list[str]] = {
        "Content-Type": f"{CSV}; charset=utf-8",
        "Content-Disposition": 'attachment; filename="opt-outs.csv"',
    }
    token = _token(page, website_id)
    if token:
        path = f"/v1/websites/{website_id}/opt-outs/export?page_token={quote(token)}"
        headers["Link"] = f'<{path}>; rel="next"'
    return Response(csv_text(EXPORT_COLUMNS, map(_row, page.opt_outs)), headers, int(HTTPStatus.OK))


def _place(website_id: str) -> tuple[int, str | None]:
    http_request = opt_outs.current_request
    current_grant(http_request).require(website_id, Permission.READ_REQUESTS)
    wiring.websites.collection(website_id)
    return _records(website_id).place(http_request, wiring.signer, now=wiring.clock.now())


def _token(page: OptOutPage, website_id: str) -> str | None:
    return _records(website_id).token(page.next_after, wiring.signer)


def _records(website_id: str) -> RecordList:
    return RecordList(website_id, "opt-outs")


def _entry(opt_out: OptOut) -> Json:
    wish = opt_out.wish
    return {
        "email_hash": opt_out.email_hash,
        "scope": wish.scope.value,
        "origin": wish.origin.value,
        "opted_out_at": instant(wish.at),
        "review_request_id": opt_out.review_request_id,
        "recorded_by": opt_out.recorded_by,
        "note": opt_out.note,
    }


def _row(opt_out: OptOut) -> list[str]:
    entry = _entry(opt_out)
    return [str(entry[column] or "") for column in EXPORT_COLUMNS]


def _rejected(reject: Reject) -> dict[str, Any]:
    return {
        "row": reject.line,
        "code": reject.code.value,
        "field": reject.field,
        "value": reject.value,
        "reason": reject.sentence("en"),
        "remedy": reject.remedy("en"),
    }
