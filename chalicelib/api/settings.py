"""A website's settings over HTTP: read, try, change, go back, and the history of who changed them."""

from dataclasses import asdict

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_body
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.change_settings import ChangedSettings, Changing, change_settings, undo_settings
from chalicelib.usecases.preview_settings import preview_settings

settings = ApiBlueprint(__name__)

VERSIONS_PER_PAGE = 20
MOST_VERSIONS_PER_PAGE = 100
MOST_VERSIONS = 99_999_999


@settings.route("/v1/websites/{website_id}/settings", methods=["GET"], **GUARD)
def show_settings(website_id: str) -> Json:
    """Show the settings, their version, and who saved them when."""
    _grant(website_id, Permission.READ_REQUESTS)
    return saved_settings(wiring.websites.current_settings(website_id))


@settings.route("/v1/websites/{website_id}/settings", methods=["PUT"], **GUARD)
def save_settings(website_id: str) -> Json:
    """Save new settings, for requests to come or also for those already scheduled."""
    from chalicelib.intake.settings_bodies import Change, read_body
    from chalicelib.intake.settings_document import collection_of

    by = _grant(website_id, Permission.MANAGE)
    change = read_body(Change, _body())
    wanted = collection_of(change.settings, wiring.websites.current_settings(website_id).collection, change.version)
    changing = Changing(by, change.note, change.apply_to)
    return _changed(change_settings(wiring.desk, wanted, changing, now=wiring.clock.now()))


@settings.route("/v1/websites/{website_id}/settings/preview", methods=["POST"], **GUARD)
def preview(website_id: str) -> Json:
    """Tell what settings would do to the requests already scheduled; nothing is changed."""
    from chalicelib.intake.settings_bodies import Preview, read_body
    from chalicelib.intake.settings_document import collection_of

    _grant(website_id, Permission.MANAGE)
    tried = read_body(Preview, _body())
    current = wiring.websites.current_settings(website_id).collection
    wanted = collection_of(tried.settings, current, current.version + 1)
    impact = preview_settings(wiring.previewing, wanted, now=wiring.clock.now())
    return {**asdict(impact), "sentence": {language: impact.sentence(language) for language in ("fr", "en")}}


@settings.route("/v1/websites/{website_id}/settings/versions", methods=["GET"], **GUARD)
def list_settings_versions(website_id: str) -> Json:
    """List the versions of the settings, newest first."""
    _grant(website_id, Permission.READ_REQUESTS)
    size = _whole_number("page_size", MOST_VERSIONS_PER_PAGE) or VERSIONS_PER_PAGE
    before = _whole_number("before", MOST_VERSIONS)
    found = wiring.websites.settings_versions(website_id, size=size + 1, before=before)
    following = found[size - 1].version if len(found) > size else None
    return {"items": [saved_settings(saved) for saved in found[:size]], "next_before": following}


@settings.route("/v1/websites/{website_id}/settings/undo", methods=["POST"], **GUARD)
def undo_last_settings(website_id: str) -> Json:
    """Go back to the version before the current one, as a new version."""
    from chalicelib.intake.settings_bodies import Undo, read_body

    by = _grant(website_id, Permission.MANAGE)
    undo = read_body(Undo, _body())
    changing = Changing(by, undo.note, undo.apply_to)
    return _changed(undo_settings(wiring.desk, website_id, undo.version, changing, now=wiring.clock.now()))


def saved_settings(saved: SavedSettings) -> Json:
    """One version, with its document."""
    from chalicelib.intake.settings_document import document_of

    return {
        "version": saved.version,
        "saved_at": instant(saved.at) if saved.at else None,
        "saved_by": saved.by or None,
        "note": saved.note,
        "settings": document_of(saved.collection),
    }


def _changed(changed: ChangedSettings) -> Json:
    state = "refused" if changed.replanning_refused else "waiting" if changed.operation_id else "none"
    return {**saved_settings(changed.saved), "replanning": {"state": state, "operation_id": changed.operation_id}}


def _grant(website_id: str, permission: Permission) -> str:
    """Who asks. Raises WebsiteNotFoundError unless they may."""
    grant = current_grant(settings.current_request)
    grant.require(website_id, permission)
    return grant.subject


def _body() -> object:
    return json_body(settings.current_request)


def _whole_number(name: str, most: int) -> int | None:
    """A parameter of the query; None when it is not given. Raises InvalidParameterError."""
    params = settings.current_request.query_params
    text = params.get(name) if params else None
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise InvalidParameterError(f"Send a whole number from 1 to {most}.", field=name)
    return int(text)
