"""The doors of connectors and of the historical webservice in the OpenAPI document."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, flag, instant, maybe, record, ref, text
from chalicelib.domain.webservice_key import LONGEST, SHORTEST

_KEY: Json = {
    "is_set": flag("Whether orders signed with it are taken."),
    "changed_at": maybe(instant("When it was set or removed; null when neither ever happened.")),
    "changed_by": maybe(text("Who did.")),
    "endpoint": text("Where modules of the historical webservice send their orders.", format="uri"),
}

DOORS: Json = {
    "WebserviceKey": record(_KEY, description="The key itself is kept sealed and never shown again."),
    "WebserviceKeyWish": record(
        {
            "secret": maybe(
                text(
                    "The secret key the modules use already, in visible ASCII characters; without it, one is made.",
                    minLength=SHORTEST,
                    maxLength=LONGEST,
                )
            )
        },
        optional=("secret",),
    ),
    "WebserviceKeyMade": record({**_KEY, "secret": maybe(text("The key that was made; shown this once."))}),
}

_MANAGE = "Asks for the permission to manage the website."
_WEBSERVICE_KEY = "/v1/websites/{website_id}/webservice-key"

DOOR_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebserviceKey"), "As it stands."), **refusals(401, 404)},
    },
    ("PUT", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": f"The key before holds no longer. {_MANAGE}",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("WebserviceKeyWish")}}},
        "responses": {"200": json_answer(ref("WebserviceKeyMade"), "It holds at once."), **refusals(400, 401, 404)},
    },
    ("DELETE", _WEBSERVICE_KEY): {
        "tags": ["Historical webservice"],
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("WebserviceKey"), "It holds no longer."), **refusals(401, 404)},
    },
}
