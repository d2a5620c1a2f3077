"""Withdrawing proofs: nothing more leaves, what left stays, and a repetition finds what was done."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain import reasons
from chalicelib.domain.collection import Collection, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.operation_record import OperationKind
from chalicelib.domain.proof import Proof, Source
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import claim, record_sent, release_claim
from chalicelib.domain.status import Status
from chalicelib.domain.withdrawal import REASON_OF_CAUSE, Withdrawal, WithdrawalCause, WithdrawalResult
from chalicelib.usecases import apply_operation
from chalicelib.usecases.cancel_review_request import cancel_review_request
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.withdraw_proofs import withdraw_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_product, a_proof, no_holidays
from tests.unit.usecases.desk import FakeDesk

LATER = NOW + timedelta(hours=1)
REFUND = Withdrawal("ORDER-1001", "file-1", WithdrawalCause.REFUNDED)


class Shop(FakeDesk):
    """A desk behind whose door proofs come in and go out."""

    collection: Collection = a_collection(reminders=(Reminder(Delay(7)),))

    @property
    def rules(self) -> Rules:
        return Rules(self.collection, no_holidays)

    def receive(self, *proofs: Proof) -> list[ProofOutcome]:
        return receive_proofs(self.store, IDENTITIES, self.rules, proofs, now=NOW)

    def withdraw(self, *wishes: Withdrawal, hours: int = 1) -> list[WithdrawalResult]:
        now = NOW + timedelta(hours=hours)
        outcomes = withdraw_proofs(self.desk, WEBSITE_ID, wishes, by="client-1", now=now)
        assert [one.withdrawal for one in outcomes] == list(wishes)
        return [one.result for one in outcomes]

    def rows(self) -> list[ReviewRequest]:
        return sorted(self.store.rows.values(), key=lambda row: row.planned_at)

    def learn(self, row: ReviewRequest, *facts: Fact) -> None:
        self.store.change(WEBSITE_ID, row.review_request_id, lambda now: now.learning(*facts))

    def claim(self, row: ReviewRequest) -> ReviewRequest:
        due = row.due_at
        assert due is not None
        claimed = self.store.change(WEBSITE_ID, row.review_request_id, lambda now: claim(now, step=row.step, now=due))
        assert claimed is not None
        return claimed

    def send(self, row: ReviewRequest) -> None:
        at = self.claim(row).claimed_at
        assert at is not None
        self.store.change(
            WEBSITE_ID, row.review_request_id, lambda now: record_sent(now, step=row.step, at=at, rules=self.rules)
        )


@pytest.fixture
def shop() -> Shop:
    return Shop()


def states(rows: Iterable[ReviewRequest]) -> list[tuple[SendState, object, Status, str | None]]:
    return [(row.send_state, row.due_at, row.current.status, row.current.reason) for row in rows]


STOPPED = (SendState.CANCELLED, None, Status.CANCELLED, reasons.WITHDRAWN_REFUNDED)


def test_all_that_is_planned_for_a_purchase_stops(shop: Shop) -> None:
    shop.receive(a_proof(brand_delay_days=1, product_delay_days=9), a_proof(experience_reference="other"))
    assert len(shop.rows()) == 3
    assert shop.withdraw(REFUND) == [WithdrawalResult.WITHDRAWN]
    assert states(row for row in shop.rows() if row.experience_reference == "ORDER-1001") == [STOPPED, STOPPED]
    assert [row.send_state for row in shop.rows() if row.experience_reference == "other"] == [SendState.PLANNED]


@pytest.mark.parametrize("cause", WithdrawalCause)
def test_the_row_and_the_journal_say_why(shop: Shop, cause: WithdrawalCause) -> None:
    shop.receive(a_proof())
    shop.withdraw(replace(REFUND, cause=cause))
    (row,) = shop.rows()
    assert row.current.reason == REASON_OF_CAUSE[cause]
    (entry,) = shop.journal.entries(WEBSITE_ID, row.proof_id)
    assert (entry.kind, entry.reason, entry.by, entry.at) == (OperationKind.WITHDRAW, cause.value, "client-1", LATER)


def test_a_spelling_nobody_can_tell_apart_is_the_same_reference(shop: Shop) -> None:
    shop.receive(a_proof(experience_reference="Été 7"))
    assert shop.withdraw(replace(REFUND, experience_reference="E\u0301te\u0301  7 ")) == [WithdrawalResult.WITHDRAWN]


def test_a_withdrawal_before_its_proof_is_unknown_and_stops_nothing_later(shop: Shop) -> None:
    assert shop.withdraw(REFUND) == [WithdrawalResult.UNKNOWN]
    assert [outcome.result for outcome in shop.receive(a_proof())] == [ProofResult.ACCEPTED]
    assert [row.send_state for row in shop.rows()] == [SendState.PLANNED]


def test_what_left_stays_what_it_was_and_its_reminder_stops(shop: Shop) -> None:
    shop.receive(a_proof())
    shop.send(shop.rows()[0])
    assert shop.rows()[0].may_be_sent
    assert shop.withdraw(REFUND, hours=48) == [WithdrawalResult.WITHDRAWN]
    assert states(shop.rows()) == [(SendState.SENT, None, Status.SENT, reasons.WITHDRAWN_REFUNDED)]
    shop.learn(shop.rows()[0], Fact(NOW + timedelta(days=3), FactKind.OPENED))
    assert shop.rows()[0].current.status is Status.OPENED


def test_nothing_is_left_to_stop_after_a_review(shop: Shop) -> None:
    shop.receive(a_proof())
    row = shop.rows()[0]
    shop.send(row)
    submitted = Fact(NOW + timedelta(days=2), FactKind.REVIEW_SUBMITTED)
    shop.store.change(
        WEBSITE_ID,
        row.review_request_id,
        lambda now: replace(now.learning(submitted), send_state=SendState.SENT, due_at=None),
    )
    before = shop.rows()
    assert shop.withdraw(REFUND, hours=96) == [WithdrawalResult.NOTHING_PENDING]
    assert shop.rows() == before


def test_an_email_on_its_way_leaves_and_nothing_follows_it(shop: Shop) -> None:
    shop.receive(a_proof())
    claimed = shop.claim(shop.rows()[0])
    assert shop.withdraw(REFUND, hours=25) == [WithdrawalResult.WITHDRAWN]
    at = claimed.claimed_at
    assert at is not None
    for seconds in (0, 7200):
        sent = record_sent(shop.row(claimed), step=0, at=at + timedelta(seconds=seconds), rules=shop.rules)
        assert states([sent]) == [(SendState.SENT, None, Status.SENT, reasons.WITHDRAWN_REFUNDED)]


def test_an_email_that_ses_refused_does_not_leave_after_all(shop: Shop) -> None:
    shop.receive(a_proof())
    claimed = shop.claim(shop.rows()[0])
    shop.withdraw(REFUND, hours=25)
    released = release_claim(shop.row(claimed), attempt=1, retry_at=NOW + timedelta(days=2))
    assert released is not None
    assert states([released]) == [STOPPED]


def test_nothing_follows_an_email_nobody_could_confirm_even_when_evidence_comes_late(shop: Shop) -> None:
    shop.receive(a_proof())
    row = shop.rows()[0]
    unconfirmed = Fact(NOW + timedelta(days=1), FactKind.UNCONFIRMED, 0, reasons.UNCONFIRMED)
    shop.change(row, facts=row.facts.adding(unconfirmed), send_state=SendState.UNCONFIRMED, due_at=None)
    assert shop.withdraw(REFUND, hours=48) == [WithdrawalResult.WITHDRAWN]
    (row,) = shop.rows()
    assert states([row]) == [(SendState.UNCONFIRMED, None, Status.ERROR, reasons.UNCONFIRMED)]
    late = record_sent(row, step=0, at=NOW + timedelta(days=3), rules=shop.rules)
    assert states([late]) == [(SendState.SENT, None, Status.SENT, reasons.WITHDRAWN_REFUNDED)]


def test_the_same_withdrawal_again_does_nothing_twice_and_has_the_same_result(shop: Shop) -> None:
    shop.receive(a_proof(), a_proof(experience_reference="other"))
    wishes = (REFUND, replace(REFUND, experience_reference="unknown"), replace(REFUND, experience_reference="other"))
    cancel_review_request(
        shop.desk,
        website_id=WEBSITE_ID,
        review_request_id=next(r for r in shop.rows() if r.experience_reference == "other").review_request_id,
        by="x",
        now=NOW,
    )
    expected = [WithdrawalResult.WITHDRAWN, WithdrawalResult.UNKNOWN, WithdrawalResult.NOTHING_PENDING]
    assert shop.withdraw(*wishes) == expected
    before, writes, entries = shop.rows(), shop.store.writes, dict(shop.journal.kept)
    assert shop.withdraw(*wishes, hours=7) == expected
    assert (shop.rows(), shop.store.writes, shop.journal.kept) == (before, writes, entries)


def test_another_source_is_told_that_it_is_withdrawn_already(shop: Shop) -> None:
    shop.receive(a_proof())
    shop.withdraw(REFUND)
    before = shop.rows()
    again = replace(REFUND, source_id="call-9", cause=WithdrawalCause.RETURNED)
    assert shop.withdraw(again, again) == [WithdrawalResult.ALREADY, WithdrawalResult.ALREADY]
    assert shop.rows() == before
    assert shop.withdraw(REFUND) == [WithdrawalResult.WITHDRAWN]


def test_an_email_somebody_sent_again_stops_at_the_next_withdrawal_and_not_at_a_repetition(shop: Shop) -> None:
    shop.receive(a_proof())
    shop.withdraw(REFUND)
    (row,) = shop.rows()
    resent = Fact(NOW + timedelta(hours=3), FactKind.RESUMED, 1, reasons.RESENT)
    shop.change(
        row, facts=row.facts.adding(resent), send_state=SendState.PLANNED, step=1, due_at=NOW + timedelta(days=3)
    )
    assert shop.withdraw(REFUND, hours=4) == [WithdrawalResult.WITHDRAWN]
    assert [row.may_be_sent for row in shop.rows()] == [True]
    other = replace(REFUND, source_id="call-9", cause=WithdrawalCause.RETURNED)
    assert shop.withdraw(other, hours=5) == [WithdrawalResult.ALREADY]
    assert states(shop.rows()) == [(SendState.CANCELLED, None, Status.CANCELLED, reasons.WITHDRAWN_RETURNED)]
    assert len(shop.journal.kept) == 2


def test_a_proof_that_comes_again_never_revives(shop: Shop) -> None:
    shop.receive(a_proof(products=()))
    shop.withdraw(REFUND)
    again = (
        a_proof(products=(), source=Source("call-2")),
        a_proof(products=(a_product(),), source=Source("call-3")),
        a_proof(products=(a_product(),), source=Source("file-1")),
    )
    assert [outcome.result for outcome in shop.receive(*again)] == [ProofResult.DUPLICATE] * 3
    assert states(shop.rows()) == [STOPPED]


def test_a_withdrawal_in_the_file_of_its_purchase_stops_it_and_a_rerun_says_the_same(shop: Shop) -> None:
    proof = a_proof(source=Source("file-1"))
    for _ in range(2):
        (outcome,) = shop.receive(proof)
        assert (outcome.result, len(outcome.made)) == (ProofResult.ACCEPTED, 1)
        assert shop.withdraw(REFUND) == [WithdrawalResult.WITHDRAWN]
    assert states(shop.rows()) == [STOPPED]


class DeathError(Exception):
    """The process ends here."""


def die_at(shop: Shop, monkeypatch: pytest.MonkeyPatch, *, entry: int) -> None:
    """The journal takes this many entries, then the process ends."""
    add, places = shop.journal.add, itertools.count()

    def dies(*written: Any) -> bool:
        if next(places) == entry:
            raise DeathError
        return add(*written)

    monkeypatch.setattr(shop.journal, "add", dies)


def test_a_crash_between_mark_and_requests_is_finished_by_whoever_comes_next(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.receive(a_proof())

    die_at(shop, monkeypatch, entry=0)
    with pytest.raises(DeathError):
        shop.withdraw(REFUND)
    monkeypatch.undo()
    assert [row.may_be_sent for row in shop.rows()] == [True]
    assert shop.withdraw(replace(REFUND, source_id="call-9")) == [WithdrawalResult.ALREADY]
    assert states(shop.rows()) == [STOPPED]


def test_a_repetition_after_a_crash_has_the_result_of_the_first(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two requests, of which the first was stopped before the end came."""
    shop.receive(a_proof(brand_delay_days=1, product_delay_days=9))
    die_at(shop, monkeypatch, entry=1)
    with pytest.raises(DeathError):
        shop.withdraw(REFUND)
    monkeypatch.undo()
    assert shop.withdraw(REFUND, hours=5) == [WithdrawalResult.WITHDRAWN]
    assert states(shop.rows()) == [STOPPED, STOPPED]
    assert len(shop.journal.kept) == 2


def test_a_row_that_never_stands_still_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.domain.errors import VersionConflictError

    shop.receive(a_proof())
    monkeypatch.setattr(apply_operation, "ATTEMPTS", 0)
    with pytest.raises(VersionConflictError):
        shop.withdraw(REFUND)
