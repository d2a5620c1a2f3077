"""Every refusal has the one shape of the API document (RFC 9457): ours, Chalice's, the gateway's, the front door's."""

import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from chalice.app import Response

from chalicelib.api.errors import HTTP_STATUS, error_response, shape_answer
from chalicelib.domain.call_errors import InvalidJsonError
from chalicelib.domain.errors import (
    BusyError,
    FieldProblem,
    InvalidParameterError,
    InvalidSettingsError,
    SettingsConflictError,
    SuiviError,
    WebsiteNotFoundError,
)
from infra.local.front_door import gateway_responses
from tests.contract.template_resources import Resource
from tests.contract.test_openapi import assert_fits

PROBLEM = "application/problem+json"
ERRORS = [
    InvalidParameterError("Write it so.", field="status"),
    InvalidSettingsError([FieldProblem("settings.name", "Empty.", "Send a name.", "")]),
    SettingsConflictError(3),
    WebsiteNotFoundError("No such website."),
    BusyError("Wait."),
]
GATEWAYS_OWN = {
    "ACCESS_DENIED",
    "DEFAULT_4XX",
    "DEFAULT_5XX",
    "MISSING_AUTHENTICATION_TOKEN",
    "REQUEST_TOO_LARGE",
    "THROTTLED",
    "UNAUTHORIZED",
}


@pytest.mark.parametrize("error", ERRORS, ids=[error.code for error in ERRORS])
def test_an_error_of_ours(error: SuiviError) -> None:
    answer = error_response(error)
    assert answer.headers["Content-Type"] == PROBLEM
    assert_fits(answer.body, "Problem")
    assert (answer.body["status"], answer.body["code"]) == (answer.status_code, error.code)


def test_what_a_settings_conflict_adds() -> None:
    assert error_response(SettingsConflictError(3)).body["current_version"] == 3


def test_an_error_of_chalice() -> None:
    said = Response({"Code": "UnsupportedMediaType", "Message": "Unsupported media type: text/csv"}, {}, 415)
    answer = shape_answer(None, lambda _event: said)
    assert answer.headers["Content-Type"] == PROBLEM
    assert_fits(answer.body, "Problem")
    assert (answer.body["code"], answer.body["title"]) == ("unsupported_media_type", "Unsupported Media Type")


def test_what_the_gateway_answers_by_itself(resources: dict[str, Resource]) -> None:
    """The template's texts with the gateway's two variables filled in, as API Gateway does."""
    responses = resources["RestAPI"]["Properties"]["GatewayResponses"]
    assert set(responses) == GATEWAYS_OWN
    for kind, response in responses.items():
        assert response["ResponseParameters"]["Headers"]["Content-Type"] == f"'{PROBLEM}'"
        (text,) = response["ResponseTemplates"].values()
        filled = text.replace("$context.error.messageString", '"Said."').replace("$context.error.responseType", kind)
        told = json.loads(filled)
        assert_fits(told, "Problem")
        assert told["title"] == (HTTPStatus(told["status"]).phrase if "status" in told else kind)
    assert responses["THROTTLED"]["ResponseParameters"]["Headers"]["Retry-After"] == "'1'"


def test_the_front_door_words_them_alike(resources: dict[str, Resource]) -> None:
    texts = str(resources["RestAPI"]["Properties"]["GatewayResponses"])
    for sentence in (gateway_responses.NOT_FOUND, gateway_responses.TOO_LARGE):
        assert sentence in texts
    answer = gateway_responses.refusal("not_found", gateway_responses.NOT_FOUND, HTTPStatus.NOT_FOUND)
    assert answer.media_type == PROBLEM
    assert_fits(json.loads(bytes(answer.body)), "Problem")


def test_the_page_for_merchants_names_codes_that_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    rows = re.findall(r"^\| \d{3} \| ([^|]+) \|", page, re.MULTILINE)
    named = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    ours = {InvalidJsonError.code, *(kind.code for kind in HTTP_STATUS)}
    assert named - ours == {"unauthorized", "request_too_large", "throttled", "unsupported_media_type"}
