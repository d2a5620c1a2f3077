"""The key of the historical webservice over HTTP: whether there is one, set or make one, remove it."""

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_object
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.webservice_key import LONGEST, SHORTEST, may_be_webservice_secret, new_webservice_secret
from chalicelib.usecases.keep_webservice_key import remove_webservice_key, set_webservice_key

webservice_key = ApiBlueprint(__name__)

PATH = "/v1/websites/{website_id}/webservice-key"


@webservice_key.route(PATH, methods=["GET"], **GUARD)
def show_webservice_key(website_id: str) -> Json:
    """Say whether the website has a webservice key, and since when; the key itself is never shown again."""
    _who_may(website_id)
    return _state(website_id)


@webservice_key.route(PATH, methods=["PUT"], **GUARD)
def put_webservice_key(website_id: str) -> Json:
    """Set the key the website's modules use already, or make one, which the answer shows this once."""
    by = _who_may(website_id)
    wiring.websites.collection(website_id)
    chosen = _chosen(json_object(webservice_key.current_request, ("secret",)))
    made = None if chosen else new_webservice_secret()
    set_webservice_key(wiring.webservice_safe, website_id, chosen or made or "", by=by, now=wiring.clock.now())
    return {**_state(website_id), "secret": made}


@webservice_key.route(PATH, methods=["DELETE"], **GUARD)
def delete_webservice_key(website_id: str) -> Json:
    """Remove the key: what modules still send with it is refused from now on."""
    by = _who_may(website_id)
    wiring.websites.collection(website_id)
    remove_webservice_key(wiring.webservice_safe, website_id, by=by, now=wiring.clock.now())
    return _state(website_id)


def _who_may(website_id: str) -> str:
    """Who asks. Raises WebsiteNotFoundError unless they may manage the website."""
    grant = current_grant(webservice_key.current_request)
    grant.require(website_id, Permission.MANAGE)
    return grant.subject


def _chosen(body: Json) -> str | None:
    """The merchant's own key, without the white space that copying leaves around it; None = make one."""
    secret = body.get("secret")
    if secret is None:
        return None
    if not isinstance(secret, str) or not may_be_webservice_secret(secret.strip()):
        raise InvalidParameterError(
            f"Send {SHORTEST} to {LONGEST} visible ASCII characters, such as the secret key of the module; "
            "leave `secret` out to have one made.",
            field="secret",
        )
    return secret.strip()


def _state(website_id: str) -> Json:
    key = wiring.webservice_keys.get(website_id)
    return {
        "is_set": wiring.webservice_safe.secret(website_id) is not None,
        "changed_at": instant(key.at) if key else None,
        "changed_by": key.by if key else None,
        "endpoint": f"{wiring.settings.base_url}/index.php?action=act_api_notification_sha1&type=json2",
    }
