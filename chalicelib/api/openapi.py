"""The OpenAPI document: routes and their summaries from the code, what they take and give from the tables beside."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from chalicelib.api.call_limits import IS_LIMITED
from chalicelib.api.openapi_api_clients import API_CLIENT_OPERATIONS, API_CLIENTS
from chalicelib.api.openapi_counts import COUNT_OPERATIONS, COUNT_SCHEMAS
from chalicelib.api.openapi_doors import DOOR_OPERATIONS, DOORS
from chalicelib.api.openapi_exports import EXPORT_OPERATIONS, EXPORT_SCHEMAS
from chalicelib.api.openapi_imports import IMPORT_OPERATIONS, IMPORT_SCHEMAS
from chalicelib.api.openapi_list import LIST_OPERATIONS, LIST_SCHEMAS
from chalicelib.api.openapi_operations import OPERATIONS, refusals
from chalicelib.api.openapi_opt_outs import OPT_OUT_OPERATIONS, OPT_OUTS
from chalicelib.api.openapi_proofs import PROOF_OPERATIONS, PROOFS, RATE_HEADERS
from chalicelib.api.openapi_request_archive import ARCHIVE_OPERATIONS, ARCHIVE_SCHEMAS
from chalicelib.api.openapi_row_operations import ROW_OPERATION_SCHEMAS, ROW_OPERATIONS
from chalicelib.api.openapi_schemas import ERRORS, REVIEW_REQUESTS, SIGN_IN, Json, text
from chalicelib.api.openapi_sending import SENDING, SENDING_OPERATIONS
from chalicelib.api.openapi_settings import SETTINGS_OPERATIONS, SETTINGS_SCHEMAS
from chalicelib.api.openapi_simulate import SIMULATION, SIMULATION_OPERATIONS
from chalicelib.api.openapi_statistics import STATISTICS, STATISTICS_OPERATIONS
from chalicelib.api.openapi_transmissions import TRANSMISSION_OPERATIONS, TRANSMISSION_SCHEMAS
from chalicelib.api.openapi_views import VIEW_OPERATIONS, VIEW_SCHEMAS
from chalicelib.api.openapi_webhooks import SENT_WEBHOOKS, WEBHOOK_OPERATIONS, WEBHOOKS
from chalicelib.api.openapi_withdrawals import WITHDRAWAL_OPERATIONS, WITHDRAWALS

_PARAMETER = re.compile(r"\{(\w+)\}")
_PARAMETERS: dict[str, str] = {
    "website_id": "The merchant's website.",
    "review_request_id": "As found in the list.",
    "export_id": "As answered when it was asked for.",
    "feed": "`deliverability` or `unsubscribed`.",
    "transmission_id": "As found in the list of transmissions.",
    "report": "`log` or `rejected_rows`.",
    "operation_id": "As answered when it was started.",
    "step": "Number of the e-mail, from 0.",
    "view_id": "As found in the list of views.",
    "webhook_id": "As answered when it was made.",
    "client": "The API client's name or its whole identifier.",
    "delivery_id": "As found in the log.",
    "token": "The signed token of the link in the e-mail.",
    "name": "`form.css` or `opened.js`.",
}

_OPERATIONS: dict[tuple[str, str], Json] = {
    **OPERATIONS,
    **PROOF_OPERATIONS,
    **WITHDRAWAL_OPERATIONS,
    **SIMULATION_OPERATIONS,
    **LIST_OPERATIONS,
    **COUNT_OPERATIONS,
    **OPT_OUT_OPERATIONS,
    **ARCHIVE_OPERATIONS,
    **ROW_OPERATIONS,
    **EXPORT_OPERATIONS,
    **SENDING_OPERATIONS,
    **SETTINGS_OPERATIONS,
    **VIEW_OPERATIONS,
    **WEBHOOK_OPERATIONS,
    **API_CLIENT_OPERATIONS,
    **STATISTICS_OPERATIONS,
    **IMPORT_OPERATIONS,
    **TRANSMISSION_OPERATIONS,
    **DOOR_OPERATIONS,
}
_SCHEMAS: Json = {
    **ERRORS,
    **PROOFS,
    **WITHDRAWALS,
    **SIMULATION,
    **REVIEW_REQUESTS,
    **LIST_SCHEMAS,
    **SIGN_IN,
    **OPT_OUTS,
    **ARCHIVE_SCHEMAS,
    **ROW_OPERATION_SCHEMAS,
    **EXPORT_SCHEMAS,
    **COUNT_SCHEMAS,
    **SENDING,
    **SETTINGS_SCHEMAS,
    **VIEW_SCHEMAS,
    **WEBHOOKS,
    **API_CLIENTS,
    **STATISTICS,
    **IMPORT_SCHEMAS,
    **TRANSMISSION_SCHEMAS,
    **DOORS,
}


class Route(Protocol):
    """What we read of a Chalice route."""

    view_function: Any
    authorizer: Any


class UndocumentedRouteError(RuntimeError):
    """A route without an entry in OPERATIONS, or an entry without its route."""


def build_openapi(routes: Mapping[str, Mapping[str, Route]]) -> Json:
    """The document for Chalice's `app.routes` (path -> method -> route).

    Raises:
        UndocumentedRouteError: routes and OPERATIONS do not name the same methods and paths.
    """
    found = {(method, path) for path, methods in routes.items() for method in methods}
    if found != _OPERATIONS.keys():
        raise UndocumentedRouteError(f"Only in the code or only in OPERATIONS: {sorted(found ^ _OPERATIONS.keys())}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Suivi",
            "version": "1",
            "description": "Takes proofs of purchase or service and shows what became of each review request.",
        },
        "servers": [{"url": "/"}],
        "paths": {path: _path_item(path, methods) for path, methods in sorted(routes.items())},
        "webhooks": SENT_WEBHOOKS,
        "components": {
            "schemas": dict(sorted(_SCHEMAS.items())),
            "securitySchemes": _SECURITY_SCHEMES,
        },
    }


def _path_item(path: str, methods: Mapping[str, Route]) -> Json:
    item: Json = {method.lower(): _operation(method, path, route) for method, route in sorted(methods.items())}
    parameters = [_path_parameter(name) for name in _PARAMETER.findall(path)]
    return {"parameters": parameters, **item} if parameters else item


def _operation(method: str, path: str, route: Route) -> Json:
    told = _OPERATIONS[method, path]
    taken = told.get("requestBody", {}).get("content", {})
    return {
        "operationId": route.view_function.__name__,
        "summary": _summary(route),
        "security": _AUTHORIZED if route.authorizer else [],
        **told,
        "responses": _responses(told["responses"], taken, is_limited=hasattr(route.view_function, IS_LIMITED)),
    }


def _responses(told: Json, taken: Collection[str], *, is_limited: bool) -> Json:
    """Those of the table, and what every route of the kind answers."""
    responses = told | (refusals(*_of_body(taken)) if taken else {})
    if not is_limited:
        return responses
    return {
        code: answer if code == GATEWAYS_OWN else {**answer, "headers": answer.get("headers", {}) | RATE_HEADERS}
        for code, answer in (responses | refusals(429)).items()
    }


GATEWAYS_OWN = "401"
"""Answered before a call reaches us."""


def _of_body(taken: Collection[str]) -> tuple[int, ...]:
    """What every route answers to a body of another kind, and, where it reads JSON, to one that is too large."""
    return (413, 415) if "application/json" in taken else (415,)


def _path_parameter(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": text(), "description": _PARAMETERS[name]}


def _summary(route: Route) -> str:
    """The first line of the view's docstring."""
    summary: str = (route.view_function.__doc__ or "").strip().partition("\n")[0]
    return summary.rstrip(".")


_AUTHORIZED: list[Json] = [{"apiClient": []}, {"backOffice": []}]
_SECURITY_SCHEMES: Json = {
    "apiClient": {
        "type": "oauth2",
        "description": "A merchant's machine.",
        "flows": {
            "clientCredentials": {"tokenUrl": "/realms/skeepers/protocol/openid-connect/token", "scopes": {}},
        },
    },
    "backOffice": {
        "type": "openIdConnect",
        "description": "A person; `/v1/config` names the provider.",
        "openIdConnectUrl": "/.well-known/openid-configuration",
    },
    "clientSecret": {"type": "http", "scheme": "basic"},
}
