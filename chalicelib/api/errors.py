"""The one table domain error -> HTTP status, and the one shape of every error: problem details (RFC 9457)."""

import re
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.rate_headers import Headers, rate_headers
from chalicelib.domain.access_errors import ApiClientExistsError, ApiClientNotFoundError, TooManyApiClientsError
from chalicelib.domain.call_errors import (
    BodyTooLargeError,
    EventsFormatError,
    IdempotencyKeyReusedError,
    TooManyCallsError,
    UnsupportedEncodingError,
)
from chalicelib.domain.errors import (
    BusyError,
    EmailNotFoundError,
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
from chalicelib.domain.import_errors import ImportNotCheckedError, UploadMissingError

HTTP_STATUS: dict[type[SuiviError], HTTPStatus] = {
    InvalidParameterError: HTTPStatus.BAD_REQUEST,
    EventsFormatError: HTTPStatus.BAD_REQUEST,
    BodyTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedEncodingError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    TooManyCallsError: HTTPStatus.TOO_MANY_REQUESTS,
    IdempotencyKeyReusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
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
    UploadMissingError: HTTPStatus.CONFLICT,
    ImportNotCheckedError: HTTPStatus.CONFLICT,
    ExportNotReadyError: HTTPStatus.CONFLICT,
    ExportExpiredError: HTTPStatus.GONE,
    TooManyExportsError: HTTPStatus.CONFLICT,
    OperationBegunError: HTTPStatus.CONFLICT,
    SettingsConflictError: HTTPStatus.CONFLICT,
    NothingToUndoError: HTTPStatus.CONFLICT,
    ViewNotFoundError: HTTPStatus.NOT_FOUND,
    TooManyViewsError: HTTPStatus.CONFLICT,
    ApiClientNotFoundError: HTTPStatus.NOT_FOUND,
    ApiClientExistsError: HTTPStatus.CONFLICT,
    TooManyApiClientsError: HTTPStatus.CONFLICT,
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


PROBLEM = "application/problem+json"


def problem(
    status: HTTPStatus, code: str, detail: str, errors: Sequence[dict[str, Any]] = (), **extensions: Any
) -> dict[str, Any]:
    """The body of every error; `errors` name what to correct, `extensions` what this code alone has to tell."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
        "errors": list(errors),
        **extensions,
    }


def error_response(error: SuiviError) -> Response:
    """The HTTP answer of an error raised on purpose; one that is not in the table is our own fault (500)."""
    status = next((HTTP_STATUS[kind] for kind in type(error).__mro__ if kind in HTTP_STATUS), None)
    if status is None:
        raise error
    headers: Headers = {"Content-Type": PROBLEM}
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "2"
    if isinstance(error, TooManyCallsError):
        headers |= rate_headers(error.spending)
    body = problem(status, error.code, error.message, _errors(error), **_extensions(error))
    return Response(body, headers, int(status))


def _extensions(error: SuiviError) -> dict[str, Any]:
    return {"current_version": error.current_version} if isinstance(error, SettingsConflictError) else {}


def _errors(error: SuiviError) -> list[dict[str, Any]]:
    """What to correct, where the error knows it."""
    if isinstance(error, InvalidParameterError):
        return [{"field": error.field, "detail": error.message}]
    if isinstance(error, InvalidSettingsError):
        return [
            {"field": one.field, "detail": one.reason, "remedy": one.remedy}
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
        status = HTTPStatus(response.status_code)
        response.body = problem(status, _snake_case(body["Code"]), str(body.get("Message", "")))
        response.headers["Content-Type"] = PROBLEM
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _snake_case(name: str) -> str:
    words = re.findall("[A-Z][a-z]*", name.removesuffix("Error"))
    return "_".join(words).lower()
