"""Withdrawing over a real table: what it costs, and that a proof which comes later finds nothing left to ask."""

from chalicelib.adapters.dynamodb_journal import DynamoDBJournal
from chalicelib.adapters.dynamodb_operations import DynamoDBOperations
from chalicelib.adapters.dynamodb_references import DynamoDBReferences
from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.proof import Source
from chalicelib.domain.proof_outcome import ProofResult
from chalicelib.domain.status import Status
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause, WithdrawalResult
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.withdraw_proofs import withdraw_proofs
from tests.bench.sdk_counter import SdkCounter
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_product, a_proof, a_rules, no_holidays
from tests.fakes import FakeOperationsQueue, FakeWebsites

REFERENCES = ("A", "B", "C")
WISHES = [Withdrawal(reference, "file-1", WithdrawalCause.RETURNED) for reference in (*REFERENCES, "unknown")]


def desk_of(name: str) -> Desk:
    store, journal, operations = DynamoDBReviewRequests(name), DynamoDBJournal(name), DynamoDBOperations(name)
    websites, queue = FakeWebsites(a_collection()), FakeOperationsQueue()
    return Desk(store, journal, operations, queue, websites, no_holidays, DynamoDBReferences(name), IDENTITIES)


def test_a_withdrawal_costs_a_write_a_read_and_a_transaction(table_name: str) -> None:
    desk, counter = desk_of(table_name), SdkCounter(table(table_name).connection.client)
    proofs = [a_proof(experience_reference=reference, products=()) for reference in REFERENCES]
    receive_proofs(desk.store, IDENTITIES, a_rules(), proofs, now=NOW)

    with counter.counting() as usage:
        first = withdraw_proofs(desk, WEBSITE_ID, WISHES, by="", now=NOW)
    each = len(REFERENCES)
    assert dict(usage.calls) == {
        "dynamodb.BatchGetItem": 1,
        "dynamodb.PutItem": 1,  # the month's entry in its directory, which an instance writes once
        "dynamodb.UpdateItem": each,
        "dynamodb.GetItem": each,
        "dynamodb.TransactWriteItems": each,
    }
    assert [one.result for one in first] == [*[WithdrawalResult.WITHDRAWN] * each, WithdrawalResult.UNKNOWN]

    with counter.counting() as usage:
        assert withdraw_proofs(desk, WEBSITE_ID, WISHES, by="", now=NOW) == first
    assert usage.write_units == 0

    more = [a_proof(experience_reference=one, products=(a_product(),), source=Source("call-2")) for one in REFERENCES]
    outcomes = receive_proofs(desk.store, IDENTITIES, a_rules(), more, now=NOW)
    assert [one.result for one in outcomes] == [ProofResult.DUPLICATE] * each
    rows = [desk.store.get(WEBSITE_ID, one.review_request_ids[0]) for one in first[:each]]
    assert [row and row.current.status for row in rows] == [Status.CANCELLED] * each
