"""The one table domain error -> HTTP status, and the one JSON shape of every error."""

import re
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.domain.errors import (
    BusyError,
    EmailNotFoundError,
    EventsFormatError,
    ExpiredTokenError,
    ExportExpiredError,
    ExportNotFoundError,
    ExportNotReadyError,
    InvalidCredentialsError,
    InvalidParameterError,
    InvalidSettingsError,
    InvalidTokenError,
    NothingToUndoError,
    OperationBegunError,
    OperationNotFoundError,
    PeriodTooLargeError,
    ReviewAlreadySubmittedError,
    ReviewRequestNotFoundError,
    SettingsConflictError,
    SuiviError,
    TooManyExportsError,
    TooManyViewsError,
    TooManyWebhooksError,
    TransmissionNotFoundError,
    VersionConflictError,
    ViewNotFoundError,
    WebhookNotFoundError,
    WebsiteNotFoundError,
)

HTTP_STATUS: dict[type[SuiviError], HTTPStatus] = {
    InvalidParameterError: HTTPStatus.BAD_REQUEST,
    EventsFormatError: HTTPStatus.BAD_REQUEST,
    InvalidSettingsError: HTTPStatus.BAD_REQUEST,
    PeriodTooLargeError: HTTPStatus.BAD_REQUEST,
    ExpiredTokenError: HTTPStatus.GONE,
    InvalidTokenError: HTTPStatus.BAD_REQUEST,
    InvalidCredentialsError: HTTPStatus.UNAUTHORIZED,
    WebsiteNotFoundError: HTTPStatus.NOT_FOUND,
    ReviewRequestNotFoundError: HTTPStatus.NOT_FOUND,
    EmailNotFoundError: HTTPStatus.NOT_FOUND,
    ReviewAlreadySubmittedError: HTTPStatus.CONFLICT,
    OperationNotFoundError: HTTPStatus.NOT_FOUND,
    ExportNotFoundError: HTTPStatus.NOT_FOUND,
    TransmissionNotFoundError: HTTPStatus.NOT_FOUND,
    ExportNotReadyError: HTTPStatus.CONFLICT,
    ExportExpiredError: HTTPStatus.GONE,
    TooManyExportsError: HTTPStatus.CONFLICT,
    OperationBegunError: HTTPStatus.CONFLICT,
    SettingsConflictError: HTTPStatus.CONFLICT,
    NothingToUndoError: HTTPStatus.CONFLICT,
    ViewNotFoundError: HTTPStatus.NOT_FOUND,
    TooManyViewsError: HTTPStatus.CONFLICT,
    WebhookNotFoundError: HTTPStatus.NOT_FOUND,
    TooManyWebhooksError: HTTPStatus.CONFLICT,
    VersionConflictError: HTTPStatus.SERVICE_UNAVAILABLE,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
}

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def error_body(code: str, message: str, fields: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """The JSON shape of every error; `fields` name what to correct."""
    return {"error": {"code": code, "message": message, "fields": list(fields)}}


def error_response(error: SuiviError) -> Response:
    """The HTTP answer of an error raised on purpose; one that is not in the table is our own fault (500)."""
    status = next((HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS), None)
    if status is None:
        raise error
    headers: dict[str, str | list[str]] = {"Retry-After": "2"} if status is HTTPStatus.SERVICE_UNAVAILABLE else {}
    body = error_body(error.code, error.message, _fields(error))
    if isinstance(error, SettingsConflictError):
        body["error"]["current_version"] = error.current_version
    return Response(body, status_code=int(status), headers=headers)


def _fields(error: SuiviError) -> list[dict[str, str]]:
    """What to correct, where the error knows it."""
    if isinstance(error, InvalidParameterError):
        return [{"field": error.field, "reason": error.message}]
    if isinstance(error, InvalidSettingsError):
        return [
            {"field": one.field, "reason": one.reason, "remedy": one.remedy}
            | ({} if one.value is None else {"value": one.value})
            for one in error.problems
        ]
    return []


def translate_errors(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a view: errors raised on purpose become answers (Chalice's middleware never sees them, style.md P6)."""

    @wraps(view)
    def translated(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except SuiviError as error:
            return error_response(error)

    return translated


def shape_answer(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Chalice middleware: security headers on every answer, and Chalice's own errors in our shape."""
    response = get_response(event)
    body = response.body
    if response.status_code >= HTTPStatus.BAD_REQUEST and isinstance(body, dict) and "Code" in body:
        response.body = error_body(_snake_case(body["Code"]), str(body.get("Message", "")))
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _snake_case(name: str) -> str:
    words = re.findall("[A-Z][a-z]*", name.removesuffix("Error"))
    return "_".join(words).lower()
