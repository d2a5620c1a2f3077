"""API clients in the OpenAPI document."""

from chalicelib.api.openapi_operations import json_answer, refusals
from chalicelib.api.openapi_schemas import Json, flag, instant, many, maybe, record, ref, text, words
from chalicelib.domain.access import MOST_API_CLIENTS, Permission
from chalicelib.domain.sandbox import PREFIX, SIMULATED, SIMULATOR_DOMAIN
from chalicelib.intake.api_client_bodies import NAME

_NAME = text("The client's identifier is `<website>.<name>`.", pattern=f"^{NAME}$")
_SANDBOX = flag(
    f"Its proofs are of the sandbox: only {', '.join(f'{one}@' for one in SIMULATED)}{SIMULATOR_DOMAIN} can be written "
    f"to, each with a label if wished (`success+7@…`), and references begin with `{PREFIX}`. It may hold proofs:write "
    "and requests:read."
)
_PERMISSIONS = many(words(Permission), "Those of whoever makes it at most.", uniqueItems=True, minItems=1)
_CLIENT: Json = {
    "client_id": text(),
    "name": text(),
    "sandbox": _SANDBOX,
    "permissions": _PERMISSIONS,
    "created_at": maybe(instant("Null for one that was made before this was kept.")),
    "created_by": maybe(text()),
    "secret_replaced_at": maybe(instant()),
    "old_secret_until": maybe(instant("Until then the secret before the present one is good as well.")),
}

API_CLIENTS: Json = {
    "ApiClientWish": record(
        {"name": _NAME, "sandbox": _SANDBOX, "permissions": _PERMISSIONS}, optional=("sandbox", "permissions")
    ),
    "ApiClient": record(_CLIENT),
    "ApiClientWithSecret": record({**_CLIENT, "secret": text("Shown this once.")}),
    "ApiClientList": record({"items": many(ref("ApiClient"))}),
    "ApiClientRevoked": record({"client_id": text()}),
}

_TAGS = {"tags": ["API clients"]}
_MANAGE = "Asks for the permission to manage the website."
_ALL = "/v1/websites/{website_id}/api-clients"
_ONE = f"{_ALL}/{{client}}"

API_CLIENT_OPERATIONS: dict[tuple[str, str], Json] = {
    ("GET", _ALL): {
        **_TAGS,
        "description": _MANAGE,
        "responses": {"200": json_answer(ref("ApiClientList"), "All of them."), **refusals(401, 404, 503)},
    },
    ("POST", _ALL): {
        **_TAGS,
        "description": f"{_MANAGE} Without `permissions` it holds proofs:write and requests:read. "
        f"A website has at most {MOST_API_CLIENTS}.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": ref("ApiClientWish")}}},
        "responses": {
            "201": json_answer(ref("ApiClientWithSecret"), "The client and its secret."),
            **refusals(400, 401, 404, 409, 503),
        },
    },
    ("POST", f"{_ONE}/secret"): {
        **_TAGS,
        "description": f"{_MANAGE} Doing it twice ends the secret that was good before the first time.",
        "responses": {
            "200": json_answer(ref("ApiClientWithSecret"), "The client and its new secret."),
            **refusals(401, 404, 503),
        },
    },
    ("DELETE", _ONE): {
        **_TAGS,
        "description": f"{_MANAGE} A token lives five minutes, and that it is good is remembered for one.",
        "responses": {"200": json_answer(ref("ApiClientRevoked"), "It is gone."), **refusals(401, 404, 503)},
    },
}
