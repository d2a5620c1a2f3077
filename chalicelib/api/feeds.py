"""Nightly feeds over HTTP: which ones a website gets, what was written last, and one to try it out."""

from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.export_representations import feeds_json, run_json
from chalicelib.api.json_bodies import json_object
from chalicelib.api.representations import Json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.feeds import FeedKind, FeedSettings
from chalicelib.usecases.write_feeds import last_runs, write_test_feed

feeds = ApiBlueprint(__name__)

SWITCHES = ("deliverability", "unsubscribed", "full")


@feeds.route("/v1/websites/{website_id}/feeds", methods=["GET"], **GUARD)
def show_feeds(website_id: str) -> Json:
    """Show which nightly files the website gets and what was written last."""
    _require_manager(website_id)
    return _shown(website_id)


@feeds.route("/v1/websites/{website_id}/feeds", methods=["PUT"], **GUARD)
def choose_feeds(website_id: str) -> Json:
    """Choose which nightly files the website gets."""
    _require_manager(website_id)
    body = json_object(feeds.current_request, SWITCHES)
    for name in SWITCHES:
        if not isinstance(body.get(name), bool):
            raise InvalidParameterError("Send true or false.", field=name)
    wiring.feeds.save(website_id, FeedSettings(**body))
    return _shown(website_id)


@feeds.route("/v1/websites/{website_id}/feeds/{feed}/write", methods=["POST"], **GUARD)
def write_feed_now(website_id: str, feed: str) -> Response:
    """Write today's file of a feed so far, to try it out."""
    by = _require_manager(website_id)
    kind = next((one for one in FeedKind if one.value == feed), None)
    if kind is None:
        raise InvalidParameterError(f"Known feeds are {', '.join(FeedKind)}.", field="feed")
    run = write_test_feed(wiring.export_desk, website_id, kind, by=by, now=wiring.clock.now())
    return Response(run_json(run), status_code=int(HTTPStatus.ACCEPTED))


def _shown(website_id: str) -> Json:
    return feeds_json(wiring.feeds.settings(website_id), last_runs(wiring.export_desk, website_id))


def _require_manager(website_id: str) -> str:
    """Who asks. Raises WebsiteNotFoundError unless they may manage the website."""
    grant = current_grant(feeds.current_request)
    grant.require(website_id, Permission.MANAGE)
    wiring.websites.collection(website_id)
    return grant.subject
