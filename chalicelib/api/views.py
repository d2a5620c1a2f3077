"""Saved views over HTTP: everybody keeps their own; those of the team are changed by who manages the website."""

from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.filter_parameters import filter_from_json, filter_json
from chalicelib.api.json_bodies import json_body
from chalicelib.api.representations import Json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.saved_views import Filters, SavedView, adding, new_view_id, removing, replacing
from chalicelib.usecases.choose_default_view import choose_default_view
from chalicelib.usecases.find_view_owner import find_view_owner
from chalicelib.usecases.list_views import list_views

views = ApiBlueprint(__name__)

ALL = "/v1/websites/{website_id}/views"
ONE = f"{ALL}/{{view_id}}"


@views.route(ALL, methods=["GET"], **GUARD)
def list_saved_views(website_id: str) -> Json:
    """List one's own saved views and those of the team, and tell which opens by default."""
    found = list_views(wiring.view_shelves, website_id, _grant(website_id).subject)
    items = [
        *(view_json(one, shared=False) for one in found.own),
        *(view_json(one, shared=True) for one in found.shared),
    ]
    return {"items": items, "default_view_id": found.default_view_id}


@views.route(ALL, methods=["POST"], **GUARD)
def save_view(website_id: str) -> Response:
    """Save a view, for oneself or for the team."""
    from chalicelib.intake.view_bodies import NewViewBody, read_view

    grant = _grant(website_id)
    body = read_view(NewViewBody, json_body(views.current_request))
    owner = None if body.shared else grant.subject
    _require_if_shared(grant, website_id, owner)
    view = _view(new_view_id(), body)
    wiring.view_shelves.change(website_id, owner, lambda shelf: adding(shelf, view))
    return Response(view_json(view, shared=body.shared), status_code=int(HTTPStatus.CREATED))


@views.route(ONE, methods=["PUT"], **GUARD)
def change_view(website_id: str, view_id: str) -> Json:
    """Change a saved view: its name, filters, order and columns."""
    from chalicelib.intake.view_bodies import ViewBody, read_view

    owner = _owner(website_id, view_id)
    view = _view(view_id, read_view(ViewBody, json_body(views.current_request)))
    wiring.view_shelves.change(website_id, owner, lambda shelf: replacing(shelf, view))
    return view_json(view, shared=owner is None)


@views.route(ONE, methods=["DELETE"], **GUARD)
def delete_view(website_id: str, view_id: str) -> Json:
    """Delete a saved view; no review request changes."""
    owner = _owner(website_id, view_id)
    wiring.view_shelves.change(website_id, owner, lambda shelf: removing(shelf, view_id))
    return {"view_id": view_id}


@views.route("/v1/websites/{website_id}/default-view", methods=["PUT"], **GUARD)
def set_default_view(website_id: str) -> Json:
    """Choose the view that opens by default for oneself, or none."""
    from chalicelib.intake.view_bodies import DefaultViewBody, read_view

    grant = _grant(website_id)
    wanted = read_view(DefaultViewBody, json_body(views.current_request))
    choose_default_view(wiring.view_shelves, website_id, grant.subject, wanted.view_id)
    return {"default_view_id": wanted.view_id}


def view_json(view: SavedView, *, shared: bool) -> Json:
    """One view."""
    return {
        "view_id": view.view_id,
        "name": view.name,
        "shared": shared,
        "last": view.last,
        "filters": dict(view.filters),
        "order": view.order,
        "columns": list(view.columns),
    }


def _grant(website_id: str) -> Grant:
    """Raises WebsiteNotFoundError unless they may read requests: every view shows them, nothing more."""
    grant = current_grant(views.current_request)
    grant.require(website_id, Permission.READ_REQUESTS)
    return grant


def _owner(website_id: str, view_id: str) -> str | None:
    """Whose view it is. Raises ViewNotFoundError, and WebsiteNotFoundError for the team's unless they manage it."""
    grant = _grant(website_id)
    owner = find_view_owner(wiring.view_shelves, website_id, grant.subject, view_id)
    _require_if_shared(grant, website_id, owner)
    return owner


def _require_if_shared(grant: Grant, website_id: str, owner: str | None) -> None:
    if owner is None:
        grant.require(website_id, Permission.MANAGE)


def _view(view_id: str, body: Any) -> SavedView:
    """Raises InvalidParameterError for filters that the list would refuse."""
    filters = _filters(body.filters)
    if body.last and {"experience_from", "experience_to"} & filters.keys():
        raise InvalidParameterError("Give either a period that moves or fixed days.", field="last")
    return SavedView(view_id, body.name, body.last, filters, body.order, body.columns)


def _filters(given: Any) -> Filters:
    """Those that are set, by the list's own rules, lists in a stable order."""
    wanted = filter_from_json(given)
    shown = filter_json(wanted) if wanted else {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in shown.items() if value}
