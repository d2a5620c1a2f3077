"""The answers about operations are what docs/openapi.json says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.api.operation_representations import operation_json, preview_json
from chalicelib.api.request_details import details
from chalicelib.domain import operations
from chalicelib.domain.collection import Collection
from chalicelib.domain.journal import entry_of
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import Counts, Operation, OperationKind, OperationState, Order, Selection
from chalicelib.domain.operations import RefusalCode
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.status import Status
from chalicelib.usecases.preview_operation import Preview
from chalicelib.usecases.show_review_request import Details
from tests.builders import NOW, WEBSITE_ID, a_review_request, a_stored_proof
from tests.contract.test_openapi import assert_fits

COUNTS = Counts(9, 3, {code.value: 1 for code in RefusalCode}, retry_at=NOW)


def an_operation(kind: OperationKind) -> Operation:
    order = Order(WEBSITE_ID, kind, Selection(ids=("a",)), "why", "person", at=NOW, email="x@example.com")
    return Operation("0" * 23, order, created_at=NOW, starts_at=NOW + timedelta(seconds=30), counts=COUNTS)


@pytest.mark.parametrize("kind", OperationKind)
@pytest.mark.parametrize("state", OperationState)
def test_an_operation_is_what_the_document_says(kind: OperationKind, state: OperationState) -> None:
    operation = replace(an_operation(kind), state=state, ended_at=NOW)
    assert_fits(operation_json(operation), "Operation")
    wanted = ReviewRequestFilter(date(2026, 11, 1), None, frozenset({Status.SENT}))
    filtered = replace(operation.order, selection=Selection(wanted=wanted), at=None, email=None)
    assert_fits(operation_json(replace(operation, order=filtered, ended_at=None)), "Operation")


def test_a_count_is_what_the_document_says() -> None:
    assert_fits(preview_json(Preview(COUNTS, complete=False)), "OperationPreview")


def test_details_after_operations_are_what_the_document_says() -> None:
    row = a_review_request(send_state=SendState.SENT, due_at=None)
    after = operations.correct_address(row, email="new@example.com", now=NOW)
    assert isinstance(after, ReviewRequest)
    entry = entry_of(an_operation(OperationKind.CORRECT_ADDRESS), row, after, now=NOW)
    shown = details(Details(after, a_stored_proof(), (), (entry,)), Collection(WEBSITE_ID, "Shop"))
    assert_fits(shown, "ReviewRequestDetails")
    assert shown["explanation"][0]["code"] == "corrected"
