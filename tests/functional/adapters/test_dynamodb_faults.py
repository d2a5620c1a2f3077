"""What DynamoDB does on a bad day: answers lost, transactions that meet, throttling."""

import json
from dataclasses import replace

import pytest

from chalicelib.adapters.dynamodb_calls import CONFLICT_ATTEMPTS
from chalicelib.adapters.dynamodb_contacts import DynamoDBContacts
from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.errors import BusyError
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.send_protocol import claim
from chalicelib.usecases.contact_ports import Asking
from chalicelib.usecases.ports import Added, AddResult
from tests.builders import NOW, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of
from tests.functional.adapters.sdk_faults import Fault, answer, inject, lost_answer

PROOF = a_proof()
ROW = a_review_request(proof=PROOF, due_at=NOW)


def cancelled(*codes: str) -> Fault:
    reasons = [{"Code": code} for code in codes]
    return answer(400, {"__type": "TransactionCanceledException", "CancellationReasons": reasons})


CONFLICT = cancelled("None", "TransactionConflict", "None")
THROTTLED = cancelled("None", "None", "ThrottlingError")
SLOW_DOWN = answer(400, {"__type": "ThrottlingException"})
MET_A_TRANSACTION = answer(400, {"__type": "TransactionConflictException"})


@pytest.fixture
def store(table_name: str) -> DynamoDBReviewRequests:
    return DynamoDBReviewRequests(table_name)


def add(store: DynamoDBReviewRequests) -> Added:
    return store.add(a_stored_proof(PROOF), [ROW], locks_of(PROOF, ROW))


def test_an_add_whose_answer_is_lost_is_still_an_add(store: DynamoDBReviewRequests, table_name: str) -> None:
    """The SDK repeats the call; without its token the repetition would find the first one's locks."""
    seen = inject(table(table_name).connection.client, "TransactWriteItems", lost_answer)

    assert add(store) == Added(AddResult.ADDED)

    assert len({json.loads(body)["ClientRequestToken"] for body in seen}) == 1
    assert len(seen) == 2


def test_an_add_that_meets_another_transaction_tries_again(store: DynamoDBReviewRequests, table_name: str) -> None:
    inject(table(table_name).connection.client, "TransactWriteItems", *[CONFLICT] * (CONFLICT_ATTEMPTS - 1))

    assert add(store) == Added(AddResult.ADDED)
    assert store.get(WEBSITE_ID, ROW.review_request_id) == ROW


@pytest.mark.parametrize("faults", [[CONFLICT] * CONFLICT_ATTEMPTS, [THROTTLED], [SLOW_DOWN] * 4])
def test_an_add_that_is_never_let_in_says_busy(
    store: DynamoDBReviewRequests, table_name: str, faults: list[Fault], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)  # the SDK's own patience
    inject(table(table_name).connection.client, "TransactWriteItems", *faults)

    with pytest.raises(BusyError):
        add(store)
    assert store.get(WEBSITE_ID, ROW.review_request_id) is None


def test_a_claim_whose_answer_is_lost_is_recognised_as_our_own(store: DynamoDBReviewRequests, table_name: str) -> None:
    """Otherwise nobody would hold the claim that was written, and the e-mail would never leave."""
    add(store)
    seen = inject(table(table_name).connection.client, "PutItem", lost_answer)

    claimed = store.change(WEBSITE_ID, ROW.review_request_id, lambda row: claim(row, step=0, now=NOW))

    assert claimed is not None
    assert (claimed.send_state, claimed.attempt, claimed.version) == (SendState.SENDING, 1, 1)
    assert len(seen) == 2


def test_two_claims_that_look_alike_are_still_two(store: DynamoDBReviewRequests, table_name: str) -> None:
    """The write that lost must not take the winner's identical row for its own: that would be two e-mails."""
    add(store)
    rival = DynamoDBReviewRequests(table_name)
    won: list[ReviewRequest | None] = []

    def claim_after_a_rival(row: ReviewRequest) -> ReviewRequest | None:
        if not won:
            won.append(rival.change(WEBSITE_ID, ROW.review_request_id, lambda there: claim(there, step=0, now=NOW)))
        return claim(row, step=0, now=NOW)

    lost = store.change(WEBSITE_ID, ROW.review_request_id, claim_after_a_rival)

    assert won[0] is not None
    assert lost is None


def test_a_change_that_meets_a_transaction_waits_for_it(store: DynamoDBReviewRequests, table_name: str) -> None:
    add(store)
    seen = inject(table(table_name).connection.client, "PutItem", *[MET_A_TRANSACTION] * (CONFLICT_ATTEMPTS - 1))

    written = store.change(WEBSITE_ID, ROW.review_request_id, lambda row: replace(row, attempt=row.attempt + 1))

    assert written is not None
    assert written.attempt == 1
    assert len(seen) == CONFLICT_ATTEMPTS
    assert store.get(WEBSITE_ID, ROW.review_request_id) == written


def test_a_change_that_is_never_let_in_says_busy(store: DynamoDBReviewRequests, table_name: str) -> None:
    add(store)
    inject(table(table_name).connection.client, "PutItem", *[MET_A_TRANSACTION] * CONFLICT_ATTEMPTS)

    with pytest.raises(BusyError):
        store.change(WEBSITE_ID, ROW.review_request_id, lambda row: replace(row, attempt=7, due_at=None))
    assert store.get(WEBSITE_ID, ROW.review_request_id) == ROW


def test_decisions_stand_on_strong_reads(store: DynamoDBReviewRequests, table_name: str) -> None:
    """The embedded AWS is never late, so what is asked of DynamoDB is looked at instead of what comes back."""
    add(store)
    client = table(table_name).connection.client
    rows, contacts = inject(client, "GetItem"), DynamoDBContacts(table_name)

    store.change(WEBSITE_ID, ROW.review_request_id, lambda row: replace(row, attempt=1))
    contacts.admit(Asking(WEBSITE_ID, "hash", ROW.review_request_id, 0, NOW))

    assert [json.loads(body)["ConsistentRead"] for body in rows] == [True, True]
