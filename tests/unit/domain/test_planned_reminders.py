"""Which reminder a sent e-mail plans, when, and what the row says of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain import explanation
from chalicelib.domain.explanation import Because
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import claim, explained, record_sent
from chalicelib.domain.send_window import SendWindow
from tests.builders import a_review_request, a_rules

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def planned(**changes: Any) -> ReviewRequest:
    return a_review_request(due_at=NOW, planned_at=NOW, **changes)


def claimed(**changes: Any) -> ReviewRequest:
    row = claim(planned(**changes), step=0, now=NOW)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("method", "settings", "reminded"),
    [
        (TransmissionMethod.API, {}, False),
        (TransmissionMethod.SFTP, {}, True),
        (TransmissionMethod.SFTP, {"sftp_reminders_unblocked": False}, False),
        (TransmissionMethod.API, {"product_request_blocks_reminders": False}, True),
    ],
)
def test_a_deferred_product_request_blocks_the_reminder_except_after_sftp(
    method: TransmissionMethod, settings: dict[str, Any], reminded: bool
) -> None:
    row = record_sent(
        claimed(has_deferred_product=True, transmission_method=method), step=0, at=NOW, rules=a_rules(**settings)
    )
    assert (row.next_email_at is not None) is reminded
    assert (explanation.REMINDER_BLOCKED in [because.code for because in row.explanation]) is not reminded


def test_a_reminder_is_planned_inside_the_window_and_says_so() -> None:
    window = SendWindow(opens=14 * 60, closes=18 * 60)
    row = record_sent(claimed(), step=0, at=NOW, rules=a_rules(send_window=window))
    assert row.due_at == datetime(2026, 3, 11, 13, 0, tzinfo=UTC)
    assert [because.code for because in row.explanation] == [explanation.REMINDER, explanation.WINDOW]


def test_the_rules_told_first_stay_however_many_follow() -> None:
    row = explained(planned(), *(Because(str(number)) for number in range(20)))
    assert [because.code for because in row.explanation] == ["0", "1", "16", "17", "18", "19"]
