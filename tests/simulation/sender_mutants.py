"""Senders with a known mistake, patched into the real use cases: what the simulations must find."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from chalicelib.domain import send_protocol as real
from chalicelib.domain.errors import SendUnknownError
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.usecases import send_claimed, send_review_request
from chalicelib.usecases.contact_ports import Admission, Asking
from chalicelib.usecases.ports import Mail, Released
from chalicelib.usecases.sender import Sender, SendResult
from tests.fakes import FakeReviewRequests
from tests.simulation.cloud import SESTwin

LEASE = timedelta(seconds=300)
_real_claim_and_send = send_review_request._claim_and_send
_real_hand_over = SESTwin.hand_over


def _lease(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """A claim that expires."""
    expired = row.claimed_at is not None and row.claimed_at + LEASE <= now
    again = row.send_state is SendState.SENDING and expired
    return real.claim(replace(row, send_state=SendState.PLANNED) if again else row, step=step, now=now)


def _no_claim(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """Look whether it may be sent, then send."""
    claimed = real.claim(row, step=step, now=now)
    return replace(claimed, send_state=SendState.PLANNED) if claimed else None


def _resend(row: ReviewRequest, *, now: datetime, rules: Rules) -> ReviewRequest | None:
    """Silence taken for a refusal."""
    settled = real.settle_overdue_claim(row, now=now, rules=rules)
    if settled is None or settled.is_stopped or settled.send_state is not SendState.UNCONFIRMED:
        return settled
    return replace(settled, send_state=SendState.PLANNED, due_at=now)


def _ack_before_record(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """What is taken is crossed off the list of what is due before anybody knows how it ended."""
    claimed = real.claim(row, step=step, now=now)
    return replace(claimed, due_at=None) if claimed else None


class _AskedBefore:
    """Contacts that repeat what they said before the claim."""

    def __init__(self, said: Admission) -> None:
        self._said = said

    def admit(self, _asking: Asking) -> Admission:
        return self._said


def _check_first(sender: Sender, released: Released, rules: Rules, *, now: datetime, started: float) -> SendResult:
    """The contact is asked before the claim."""
    row = released.row
    assert row is not None
    mail = Mail(row.customer_email, "", "", "", (), {}, "")
    said = sender.contacts.admit(send_claimed._asking(sender, send_claimed.Claimed(row, mail, rules, now, 0.0)))
    contacts: Any = _AskedBefore(said)
    return _real_claim_and_send(replace(sender, contacts=contacts), released, rules, now=now, started=started)


def _hand_over_until_answered(self: SESTwin, mail: Mail) -> str:
    """An SDK that repeats a call whose answer was lost."""
    try:
        return _real_hand_over(self, mail)
    except SendUnknownError:
        return _real_hand_over(self, mail)


def _release_unknown(row: ReviewRequest, *, attempt: int, claimed_at: datetime) -> ReviewRequest | None:
    """A lost answer taken for a refusal."""
    return real.release_claim(row, attempt=attempt, retry_at=claimed_at + timedelta(minutes=2))


def _write_anyway(self: FakeReviewRequests, _read: ReviewRequest, written: ReviewRequest) -> bool:
    """A write that does not look whether somebody wrote in between."""
    self._put(written)
    return True


def _patched(module: object, name: str, mutant: Callable[..., Any]) -> Callable[[], AbstractContextManager[object]]:
    return lambda: patch.object(module, name, mutant)


MUTANTS: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "naive: no claim": _patched(send_review_request, "claim", _no_claim),
    "lease: a claim that expires": _patched(send_review_request, "claim", _lease),
    "re-send on silence": _patched(send_review_request, "settle_overdue_claim", _resend),
    "check first": _patched(send_review_request, "_claim_and_send", _check_first),
    "ack before record": _patched(send_review_request, "claim", _ack_before_record),
    "SDK retry > 1": _patched(SESTwin, "hand_over", _hand_over_until_answered),
    "claim without compare-and-swap": _patched(FakeReviewRequests, "_put_over", _write_anyway),
    "a lost answer taken for a refusal": _patched(send_claimed, "record_unknown", _release_unknown),
}
