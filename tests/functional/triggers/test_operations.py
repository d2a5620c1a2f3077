"""The operations queue: begun, gone on with, given up, and never begun twice by a repeated message."""

from datetime import timedelta
from typing import Any

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import OperationKind, OperationState, Order, Selection
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.start_operation import start_operation
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_proof, a_rules
from tests.fakes.operations import FakeOperations, FakeOperationsQueue
from tests.functional.wired import Suivi


class Context:
    """What Lambda passes as context, as far as it is read."""

    function_name = "suivi"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:suivi"
    aws_request_id = "request"

    def __init__(self, *left: int) -> None:
        self._left = iter(left)

    def get_remaining_time_in_millis(self) -> int:
        return next(self._left, 200_000)


def delivered(operation_id: str, *, times: int = 1) -> dict[str, Any]:
    """The SQS event of one message."""
    body = f'{{"website_id": "{WEBSITE_ID}", "operation_id": "{operation_id}"}}'
    record = {
        "messageId": "message-0",
        "receiptHandle": "handle",
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(times)},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:operations",
        "awsRegion": "eu-west-3",
    }
    return {"Records": [record]}


def failed(answer: dict[str, Any]) -> list[str]:
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def operations() -> FakeOperations:
    assert isinstance(wiring.operations, FakeOperations)
    return wiring.operations


def queue() -> FakeOperationsQueue:
    assert isinstance(wiring.operations_queue, FakeOperationsQueue)
    return wiring.operations_queue


@pytest.fixture
def operation_id(suivi: Suivi) -> str:
    """A cancellation of 120 requests, which takes three pages."""
    proofs = [a_proof(experience_reference=f"R{n}", brand_delay_days=3, product_delay_days=3) for n in range(120)]
    receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW - timedelta(days=1))
    order = Order(WEBSITE_ID, OperationKind.CANCEL, Selection(wanted=ReviewRequestFilter()), "why", "person")
    return start_operation(wiring.desk, order, now=NOW).operation_id


def test_an_operation_runs_once_however_often_it_is_delivered(suivi: Suivi, operation_id: str) -> None:
    for _ in range(2):
        assert failed(suivi_app.run_operations(delivered(operation_id), Context())) == []
    operation = operations().kept[WEBSITE_ID, operation_id]
    assert (operation.state, operation.counts.done) == (OperationState.DONE, 120)
    assert {row.current.status.value for row in suivi.store.rows.values()} == {"cancelled"}


def test_before_its_time_ends_another_message_goes_on(suivi: Suivi, operation_id: str) -> None:
    assert failed(suivi_app.run_operations(delivered(operation_id), Context(100_000, 50_000))) == []
    operation = operations().kept[WEBSITE_ID, operation_id]
    assert (operation.state, operation.counts.done) == (OperationState.RUNNING, 50)
    assert queue().messages[-1] == (WEBSITE_ID, operation_id, timedelta())
    assert failed(suivi_app.run_operations(delivered(operation_id), Context())) == []
    assert operations().kept[WEBSITE_ID, operation_id].counts.done == 120


def test_what_fails_too_often_says_so(suivi: Suivi, operation_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(suivi.store, "page", die)
        for times, state in ((4, OperationState.WAITING), (5, OperationState.FAILED)):
            assert failed(suivi_app.run_operations(delivered(operation_id, times=times), Context())) == ["message-0"]
            assert operations().kept[WEBSITE_ID, operation_id].state is state
    assert failed(suivi_app.run_operations(delivered(operation_id, times=6), Context())) == []
    assert operations().kept[WEBSITE_ID, operation_id].state is OperationState.DONE


def test_a_message_of_no_operation_is_kept_for_inspection(suivi: Suivi) -> None:
    assert failed(suivi_app.run_operations(delivered("nothing"), Context())) == ["message-0"]
