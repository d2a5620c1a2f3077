"""Changing a row: each decision stands on what was really there."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.sent_mail import SentMail, mail_digest
from chalicelib.usecases.ports import DueRow, ReviewRequests
from tests.builders import NOW, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of


def added(store: ReviewRequests) -> ReviewRequest:
    proof = a_proof()
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return row


def one_more_attempt(row: ReviewRequest) -> ReviewRequest:
    return replace(row, attempt=row.attempt + 1)


def test_a_change_is_written_and_the_version_grows(store: ReviewRequests) -> None:
    row = added(store)

    written = store.change(WEBSITE_ID, row.review_request_id, one_more_attempt)

    assert written == replace(row, attempt=1, version=row.version + 1)
    assert store.get(WEBSITE_ID, row.review_request_id) == written


def test_the_very_same_object_and_none_write_nothing(store: ReviewRequests) -> None:
    row = added(store)

    assert store.change(WEBSITE_ID, row.review_request_id, lambda current: current) == row
    assert store.change(WEBSITE_ID, row.review_request_id, lambda current: None) is None
    assert store.get(WEBSITE_ID, row.review_request_id) == row


def test_a_row_that_does_not_exist_is_not_created(store: ReviewRequests) -> None:
    row = a_review_request()

    assert store.change(WEBSITE_ID, row.review_request_id, one_more_attempt) is None
    assert store.get(WEBSITE_ID, row.review_request_id) is None


def test_somebody_elses_write_in_between_is_seen(store: ReviewRequests) -> None:
    row = added(store)
    seen: list[int] = []

    def decide(current: ReviewRequest) -> ReviewRequest:
        seen.append(current.attempt)
        if len(seen) == 1:
            store.change(WEBSITE_ID, row.review_request_id, one_more_attempt)
        return current.learning(Fact(NOW, FactKind.FORM_OPENED))

    written = store.change(WEBSITE_ID, row.review_request_id, decide)

    assert seen == [0, 1]
    assert written is not None
    assert (written.attempt, written.version) == (1, 2)
    assert written.facts.has(FactKind.FORM_OPENED)


def test_a_row_that_never_stands_still_is_given_up_after_eight_decisions(store: ReviewRequests) -> None:
    row = added(store)
    decisions = 0

    def decide(current: ReviewRequest) -> ReviewRequest:
        nonlocal decisions
        decisions += 1
        store.change(WEBSITE_ID, row.review_request_id, one_more_attempt)
        return replace(current, step=9)

    with pytest.raises(VersionConflictError):
        store.change(WEBSITE_ID, row.review_request_id, decide)
    now = store.get(WEBSITE_ID, row.review_request_id)
    assert decisions == 8
    assert now is not None
    assert (now.attempt, now.step) == (8, 0)


def test_twenty_at_once_lose_no_change(store: ReviewRequests) -> None:
    row = added(store)

    def change_until_written(_: int) -> None:
        while True:
            try:
                store.change(WEBSITE_ID, row.review_request_id, one_more_attempt)
            except VersionConflictError:
                continue
            return

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(change_until_written, range(20)))

    now = store.get(WEBSITE_ID, row.review_request_id)
    assert now is not None
    assert (now.attempt, now.version) == (20, 20)


def test_a_row_that_is_known_is_not_read_again_and_a_stale_one_is(store: ReviewRequests) -> None:
    row = added(store)
    seen: list[int] = []

    def counted(current: ReviewRequest) -> ReviewRequest:
        seen.append(current.version)
        return one_more_attempt(current)

    first = store.change(WEBSITE_ID, row.review_request_id, counted, known=row)
    assert first is not None
    second = store.change(WEBSITE_ID, row.review_request_id, counted, known=row)

    assert seen == [row.version, row.version, first.version]
    assert (first.attempt, second and second.attempt) == (1, 2)


def test_what_is_known_of_a_row_that_does_not_exist_changes_nothing(store: ReviewRequests) -> None:
    ghost = a_review_request(proof=a_proof(experience_reference="never added"))

    assert store.change(WEBSITE_ID, ghost.review_request_id, one_more_attempt, known=ghost) is None
    assert store.get(WEBSITE_ID, ghost.review_request_id) is None


def test_a_batch_of_released_e_mails_comes_with_rows_and_proofs_in_order(store: ReviewRequests) -> None:
    rows, dues, proofs = [], [], []
    for number in range(10):
        proof = a_proof(experience_reference=f"R-{number}")
        row = a_review_request(proof=proof)
        store.add(a_stored_proof(proof), [row], locks_of(proof, row))
        rows.append(row)
        proofs.append(a_stored_proof(proof))
        dues.append(DueRow(WEBSITE_ID, row.review_request_id, 0, row.proof_id))

    released = store.released([*reversed(dues), dues[0]])

    assert [one.due for one in released] == [*reversed(dues), dues[0]]
    assert [one.row for one in released] == [*reversed(rows), rows[0]]
    assert [one.stored for one in released] == [*reversed(proofs), proofs[0]]


@pytest.mark.parametrize(
    "nowhere",
    [
        DueRow(WEBSITE_ID, "0" * 25, 0, "p"),
        DueRow(WEBSITE_ID, "not an identifier", 0, "p"),
        DueRow("not a website", "0" * 25, 0, "p"),
    ],
)
def test_what_does_not_exist_spoils_nothing_of_its_batch(store: ReviewRequests, nowhere: DueRow) -> None:
    row = added(store)
    there = DueRow(WEBSITE_ID, row.review_request_id, 0, row.proof_id)

    first, second = store.released([nowhere, there])

    assert (first.row, first.stored) == (None, None)
    assert second.row == row


def test_what_is_remembered_of_mails_comes_back(store: ReviewRequests) -> None:
    row = added(store)
    mails = (
        SentMail(0, 0, 3, "own-a1b2c3", mail_digest("first")),
        SentMail(1, 1, 4, "standard", mail_digest("reminder")),
    )

    store.change(WEBSITE_ID, row.review_request_id, lambda current: replace(current, mails=mails))

    read = store.get(WEBSITE_ID, row.review_request_id)
    assert read is not None
    assert read.mails == mails
