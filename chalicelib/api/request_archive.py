"""What was, over HTTP: an e-mail as it left, and the proof file of a request. Both show; neither changes anything."""

import json
from collections.abc import Sequence
from typing import Any

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.proof_file import proof_file
from chalicelib.api.query_values import Query
from chalicelib.api.representations import Json
from chalicelib.api.request_details import shown_email
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import EmailNotFoundError, InvalidParameterError
from chalicelib.pages.proof_file import render_proof_file
from chalicelib.usecases.gather_evidence import gather_evidence
from chalicelib.usecases.show_email import Wanted, show_email

FORMATS = ("json", "html")
LANGUAGES = ("fr", "en")

request_archive = ApiBlueprint(__name__)


@request_archive.route(
    "/v1/websites/{website_id}/review-requests/{review_request_id}/emails/{step}", methods=["GET"], **GUARD
)
def show_email_as_sent(website_id: str, review_request_id: str, step: str) -> Json:
    """Show one e-mail of a review request as it left."""
    grant = current_grant(request_archive.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    if not (step.isascii() and step.isdigit() and len(step) <= 3):
        raise EmailNotFoundError("The number of an e-mail is a whole number from 0.")
    masked = not grant.has(website_id, Permission.READ_CUSTOMERS)
    wanted = Wanted(website_id, review_request_id, masked=masked)
    return shown_email(show_email(wiring.showing, wanted, step=int(step)))


@request_archive.route(
    "/v1/websites/{website_id}/review-requests/{review_request_id}/proof-file", methods=["GET"], **GUARD
)
def download_proof_file(website_id: str, review_request_id: str) -> Response:
    """Download all that is known of one review request as one file, for audits."""
    grant = current_grant(request_archive.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    grant.require(website_id, Permission.READ_CUSTOMERS)
    asked = _query(request_archive.current_request)
    wanted_format, language = _one_of(asked, "format", FORMATS), _one_of(asked, "language", LANGUAGES)
    evidence = gather_evidence(wiring.showing, Wanted(website_id, review_request_id))
    own_language = "fr" if evidence.collection.locale.startswith("fr") else "en"
    document = proof_file(evidence, language=language or own_language, by=grant.subject, now=wiring.clock.now())
    if wanted_format != "html":
        content = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        return _file(content, "application/json", f"suivi-{review_request_id}.json")
    return _file(render_proof_file(document), "text/html", f"suivi-{review_request_id}.html")


def _file(content: str, kind: str, name: str) -> Response:
    """A file to keep, whose name tells the request and nobody's name."""
    headers: dict[str, str | list[str]] = {
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(content, headers)


def _one_of(query: Query, name: str, known: Sequence[str]) -> str | None:
    values = query.get(name, ())
    if len(values) > 1 or any(value not in known for value in values):
        raise InvalidParameterError(f"Give one of {', '.join(known)}.", field=name)
    return values[0] if values else None


def _query(http_request: Any) -> Query:
    params = http_request.query_params
    return {name: params.getlist(name) for name in params} if params else {}
