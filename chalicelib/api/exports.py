"""Exports over HTTP: ask for the rows of a filter as a file, follow it, download it, cancel it."""

from datetime import timedelta
from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.export_orders import asked_export
from chalicelib.api.export_representations import export_json
from chalicelib.api.parameters import RecordList
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.errors import ExportExpiredError, ExportNotReadyError
from chalicelib.domain.export_record import ExportState
from chalicelib.usecases.cancel_export import cancel_export, found_export
from chalicelib.usecases.start_export import start_export

exports = ApiBlueprint(__name__)

DOWNLOAD_LIFETIME = timedelta(minutes=5)


@exports.route("/v1/websites/{website_id}/exports", methods=["POST"], **GUARD)
def create_export(website_id: str) -> Response:
    """Start an export of the rows the list shows under a filter."""
    grant = _grant(website_id)
    order = asked_export(exports.current_request, website_id, grant)
    export = start_export(wiring.export_desk, order, now=wiring.clock.now())
    return Response(export_json(export, now=wiring.clock.now()), status_code=int(HTTPStatus.CREATED))


@exports.route("/v1/websites/{website_id}/exports", methods=["GET"], **GUARD)
def list_exports(website_id: str) -> Json:
    """List exports, newest first."""
    _grant(website_id)
    records, now = RecordList(website_id, "exports"), wiring.clock.now()
    size, after = records.place(exports.current_request, wiring.signer, now=now)
    page = wiring.exports.recent(website_id, size=size, after=after)
    token = records.token(page.next_after, wiring.signer)
    return {"items": [export_json(one, now=now) for one in page.exports], "next_page_token": token}


@exports.route("/v1/websites/{website_id}/exports/{export_id}", methods=["GET"], **GUARD)
def show_export(website_id: str, export_id: str) -> Json:
    """Show how far an export is."""
    _grant(website_id)
    return export_json(found_export(wiring.exports, website_id, export_id), now=wiring.clock.now())


@exports.route("/v1/websites/{website_id}/exports/{export_id}/download", methods=["POST"], **GUARD)
def download_export(website_id: str, export_id: str) -> Json:
    """Give an address at which the file can be downloaded for five minutes."""
    grant = _grant(website_id)
    export, now = found_export(wiring.exports, website_id, export_id), wiring.clock.now()
    if not export.order.masked:
        grant.require(website_id, Permission.READ_CUSTOMERS)
    state = export.state_at(now)
    if state is ExportState.EXPIRED:
        raise ExportExpiredError("This file was removed after seven days: ask for the export again.")
    if state is not ExportState.DONE:
        raise ExportNotReadyError("This export has no file yet: wait until its state is `done`.")
    url = wiring.export_files.download_url(export, lifetime=DOWNLOAD_LIFETIME)
    return {"url": url, "expires_at": instant(now + DOWNLOAD_LIFETIME)}


@exports.route("/v1/websites/{website_id}/exports/{export_id}/cancel", methods=["POST"], **GUARD)
def cancel_running_export(website_id: str, export_id: str) -> Json:
    """Cancel an export that is not done."""
    _grant(website_id)
    now = wiring.clock.now()
    return export_json(cancel_export(wiring.exports, website_id, export_id, now=now), now=now)


def _grant(website_id: str) -> Grant:
    """Who asks. Raises WebsiteNotFoundError unless they may read requests."""
    grant = current_grant(exports.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    return grant
