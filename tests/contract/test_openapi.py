"""docs/openapi.json is what the routes are, and the answers are what it says."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import app
from chalicelib.api import representations
from chalicelib.api.errors import HTTP_STATUS
from chalicelib.api.openapi import UndocumentedRouteError, build_openapi
from chalicelib.api.request_details import details
from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.proof import Customer, Product, Proof, ReviewType, Source, TransmissionMethod
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import StoredProof
from chalicelib.usecases.show_review_request import Details
from infra import generate

DOCUMENT: dict[str, Any] = build_openapi(app.routes)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_the_committed_document_is_up_to_date() -> None:
    assert generate.OPENAPI_FILE.read_text("utf-8") == generate.openapi_json(), "run `make openapi` and commit"


def test_the_document_is_valid_openapi() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_paths_and_methods_are_those_of_the_routes() -> None:
    documented = {
        (method.upper(), path) for path, item in DOCUMENT["paths"].items() for method in item if method != "parameters"
    }
    assert documented == {(method, path) for path, methods in app.routes.items() for method in methods}


def test_a_route_that_is_not_documented_is_refused() -> None:
    routes: dict[str, Any] = {**app.routes, "/v1/new": {"GET": SimpleNamespace(view_function=len, authorizer=None)}}
    with pytest.raises(UndocumentedRouteError, match="/v1/new"):
        build_openapi(routes)


def test_an_operation_is_guarded_exactly_when_its_route_is() -> None:
    for path, methods in app.routes.items():
        for method, route in methods.items():
            security = DOCUMENT["paths"][path][method.lower()]["security"]
            assert ({"backOffice": []} in security) == (route.authorizer is not None), path


def test_the_doors_promise_the_rate_of_the_client_and_nobody_else_does() -> None:
    limited = {
        path
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        if method != "parameters" and "429" in operation["responses"] and "backOffice" in str(operation["security"])
    }
    assert {path.rpartition("/")[2] for path in limited} == {
        "bulk_insert",
        "bulk_sync_insert",
        "imports",
        "orders",
        "send",
        "start",
        "withdrawals",
    }
    for path in limited:
        for code, answer in DOCUMENT["paths"][path]["post"]["responses"].items():
            assert ("RateLimit-Limit" in answer.get("headers", {})) == (code != "401"), (path, code)


def test_operations_have_names_of_their_own() -> None:
    names = [o["operationId"] for item in DOCUMENT["paths"].values() for m, o in item.items() if m != "parameters"]
    assert len(names) == len(set(names))


def test_every_status_an_error_is_answered_with_stands_in_the_document() -> None:
    answered = {
        int(code)
        for item in DOCUMENT["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
        for code in operation["responses"]
    }
    assert {int(status) for status in HTTP_STATUS.values()} <= answered


def closed(schema: Any) -> Any:
    """The same schema, refusing properties it does not name: an answer must hold nothing undocumented."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema and "required" in schema else inner


def assert_fits(value: Any, name: str) -> None:
    root = closed({"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]})
    errors = Draft202012Validator(root, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(value)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def a_row() -> ReviewRequest:
    return ReviewRequest(
        website_id="w1",
        review_request_id="0" * 25,
        proof_id="p1",
        experience_reference="CMD-1",
        experience_at=NOW,
        customer_email="marie.durand@example.com",
        language="fr",
        review_type=ReviewType.BRAND_AND_PRODUCT,
        transmission_method=TransmissionMethod.SFTP,
        planned_at=NOW,
        due_at=NOW,
        facts=Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.BOUNCED, 0, "hard_bounce")),
    )


def a_proof(products: tuple[Product, ...]) -> Proof:
    return Proof(
        experience_reference="CMD-1",
        experience_at=NOW,
        experience_day="2026-11-23",
        customer=Customer("marie.durand@example.com", "Marie", "Durand", None),
        transmission_method=TransmissionMethod.SFTP,
        source=Source("file-1", "orders.csv", 2),
        products=products,
    )


def test_a_row_is_what_the_document_says() -> None:
    assert_fits(representations.list_item(a_row(), Collection("w1", "Shop").zone, masked=False), "ReviewRequest")


@pytest.mark.parametrize("products", [(), (Product("87", "Lamp", price=Decimal("24.95"), identifiers={"ean": "3"}),)])
def test_the_details_are_what_the_document_says(products: tuple[Product, ...]) -> None:
    reviews = (
        Review(None, ReviewAnswer(5, "Perfect."), initials_only=False, submitted_at=NOW),
        Review("87", None, initials_only=True, submitted_at=NOW),
    )
    found = Details(a_row(), StoredProof("w1", "p1", a_proof(products), NOW), reviews)
    assert_fits(details(found, Collection("w1", "Shop")), "ReviewRequestDetails")


def test_an_answer_with_a_property_nobody_documented_does_not_fit() -> None:
    row = representations.list_item(a_row(), Collection("w1", "Shop").zone, masked=False)
    with pytest.raises(AssertionError, match="surprise"):
        assert_fits({**row, "surprise": 1}, "ReviewRequest")


def test_the_document_is_json_a_person_can_compare() -> None:
    assert json.loads(generate.openapi_json()) == json.loads(json.dumps(DOCUMENT))
