"""Transmissions over HTTP: the list, one with its books, its lines behind each figure, its reports."""

from collections.abc import Callable
from datetime import timedelta

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.query_values import query_of
from chalicelib.api.representations import Json, instant
from chalicelib.api.transmission_parameters import lines_query, transmissions_query
from chalicelib.api.transmission_representations import line_json, reports_json, statuses_json, transmission_json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.intake.rejected_rows import rejected_name
from chalicelib.usecases.list_lines import list_lines
from chalicelib.usecases.list_transmissions import list_transmissions
from chalicelib.usecases.show_books import statuses_of_transmission
from chalicelib.usecases.transmission_ports import PLACES

transmissions = ApiBlueprint(__name__)

DOWNLOAD_LIFETIME = timedelta(minutes=5)
REPORTS: dict[str, tuple[str, Callable[[str, str], str]]] = {
    "log": ("log", lambda name, _format: f"{name}.log"),
    "rejected_rows": ("rejected", rejected_name),
}
"""Report -> the place of its bytes, and the name under which it is saved, from its transmission's name and format."""


@transmissions.route("/v1/websites/{website_id}/transmissions", methods=["GET"], **GUARD)
def list_website_transmissions(website_id: str) -> Json:
    """List files or calls through which proofs came in, newest first."""
    grant, now = _grant(website_id), wiring.clock.now()
    today = now.astimezone(wiring.websites.collection(website_id).zone).date()
    wanted, listed = transmissions_query(query_of(transmissions.current_request), website_id, today=today)
    page = list_transmissions(wiring.transmissions, website_id, wanted, listed.cut, now=now)
    masked = _masked(grant, website_id)
    shown = [transmission_json(one, masked=masked) for one in page.transmissions]
    return {"transmissions": shown, "next_page_token": listed.token(page.next_after)}


@transmissions.route("/v1/websites/{website_id}/transmissions/{transmission_id}", methods=["GET"], **GUARD)
def show_transmission(website_id: str, transmission_id: str) -> Json:
    """Show a transmission with its books, and what became of the requests it made."""
    grant = _grant(website_id)
    found = wiring.archive.found(website_id, transmission_id)
    statuses = statuses_of_transmission(wiring.bookkeeping, found, now=wiring.clock.now())
    return {**transmission_json(found, masked=_masked(grant, website_id)), **statuses_json(statuses)}


@transmissions.route("/v1/websites/{website_id}/transmissions/{transmission_id}/lines", methods=["GET"], **GUARD)
def list_transmission_lines(website_id: str, transmission_id: str) -> Json:
    """List the lines of a transmission behind a figure of its books."""
    grant = _grant(website_id)
    figure, listed, place = lines_query(query_of(transmissions.current_request), website_id, transmission_id)
    found = wiring.archive.found(website_id, transmission_id)
    page = list_lines(wiring.archive, found, figure, size=listed.cut.size, place=place)
    after = f"{page.next_place.chunk} {page.next_place.offset}" if page.next_place else None
    shown = [line_json(line, masked=_masked(grant, website_id)) for line in page.lines]
    return {"lines": shown, "next_page_token": listed.token(after)}


@transmissions.route(
    "/v1/websites/{website_id}/transmissions/{transmission_id}/reports/{report}", methods=["POST"], **GUARD
)
def download_report(website_id: str, transmission_id: str, report: str) -> Json:
    """Give an address at which a report of a file can be downloaded for five minutes."""
    current_grant(transmissions.current_request).require(website_id, Permission.READ_CUSTOMERS)
    found = wiring.archive.found(website_id, transmission_id)
    if not reports_json(found).get(report):
        raise TransmissionNotFoundError("This transmission has no such report: its `reports` say which it has.")
    place, name_of = REPORTS[report]
    stands = PLACES[place].format(website_id=website_id, transmission_id=transmission_id)
    if wiring.intake_files.size(stands) is None:
        raise TransmissionNotFoundError("This report was removed after 90 days.")
    name = name_of(found.name or transmission_id, found.format.value)
    url = wiring.intake_files.download_url(stands, name, lifetime=DOWNLOAD_LIFETIME)
    return {"url": url, "expires_at": instant(wiring.clock.now() + DOWNLOAD_LIFETIME)}


def _grant(website_id: str) -> Grant:
    """Who asks. Raises WebsiteNotFoundError unless they may read requests."""
    grant = current_grant(transmissions.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    return grant


def _masked(grant: Grant, website_id: str) -> bool:
    return not grant.has(website_id, Permission.READ_CUSTOMERS)
