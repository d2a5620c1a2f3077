"""Replanning: a row stands where the new settings would have put it, and what settings do not decide stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import explanation, reasons
from chalicelib.domain.collection import Cap, Collection, Reminder
from chalicelib.domain.delays import Delay, DelayRule
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.operations import reschedule, send_now
from chalicelib.domain.planning import plan
from chalicelib.domain.proof import Channel, Proof, ReviewType, TransmissionMethod
from chalicelib.domain.replanning import ReplanResult, needs_proof, replan, replanned
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import claim, record_sent, skip_reminder
from chalicelib.domain.send_window import SendWindow
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, a_customer, a_product, a_proof, a_rules
from tests.fakes import FakeHolidays, FakeReviewRequests
from tests.generated_settings import UNHURRIED, collections

HOLIDAYS = FakeHolidays(FR={date(2026, 12, 25)}, BE={date(2026, 12, 25), date(2026, 12, 28)})
DAYS = st.none() | st.integers(0, 60)


def received(proof: Proof, rules: Rules, *, at: datetime = NOW) -> list[ReviewRequest]:
    """The rows of a proof, as every door makes them."""
    store = FakeReviewRequests()
    receive_proofs(store, IDENTITIES, rules, [proof], now=at)
    return sorted(store.rows.values(), key=lambda row: row.review_type)


def received_one(proof: Proof, rules: Rules) -> ReviewRequest:
    (row,) = received(proof, rules)
    return row


def sent(row: ReviewRequest, rules: Rules, *, at: datetime) -> ReviewRequest:
    """The row after its e-mail left."""
    claimed = claim(row, step=row.step, now=at)
    assert claimed is not None
    return record_sent(claimed, step=row.step, at=at, rules=rules)


PROOFS = st.builds(
    a_proof,
    brand_delay_days=DAYS,
    product_delay_days=DAYS,
    products=st.lists(st.builds(a_product, delay_days=DAYS), max_size=2).map(tuple),
    shop_id=st.sampled_from([None, "a", "b"]),
    channel=st.sampled_from(Channel),
    customer=st.sampled_from([None, "FR", "BE", "GP"]).map(lambda country: a_customer(country=country)),
)


@UNHURRIED
@given(collections(), collections(), PROOFS)
def test_a_row_goes_where_the_new_settings_would_have_put_it(old: Collection, new: Collection, proof: Proof) -> None:
    """Whatever came with the proof, and although the row alone is looked at unless it asks for its proof."""
    rules = Rules(replace(new, version=old.version + 1), HOLIDAYS)
    for row in (row for row in received(proof, Rules(old, HOLIDAYS)) if row.may_be_sent):
        known = proof if needs_proof(row, rules) else None
        result = replan(row, known, rules=rules, now=NOW)
        asked = row.review_type.asked[0]
        planned = plan(replace(proof, review_types=frozenset({asked})), rules, received_at=NOW)
        if result.result is ReplanResult.NOT_COLLECTED:
            assert result.row is row
            assert len(planned) < len(row.review_type.asked) or not (new.collects_brand and new.collects_product)
            continue
        assert result.row.due_at == result.row.planned_at == planned[0].due_at
        assert (result.row is row) == (planned[0].due_at == row.due_at)
        assert result.refused == planned[0].refused
        assert replace(result.row, due_at=row.due_at, planned_at=row.planned_at, explanation=row.explanation) == row


@UNHURRIED
@given(collections(), collections(), PROOFS, st.integers(0, 90))
def test_no_email_is_moved_into_the_past_or_out_of_the_window(
    old: Collection, new: Collection, proof: Proof, days: int
) -> None:
    rules, now = Rules(new, HOLIDAYS), NOW + timedelta(days=days, minutes=7)
    for row in (row for row in received(proof, Rules(old, HOLIDAYS)) if row.may_be_sent):
        after = replanned(row, proof, rules=rules, now=now)
        if after is not None:
            assert after.due_at is not None
            assert after.due_at >= now
            assert rules.opening(after.due_at, country=row.country) == after.due_at


@UNHURRIED
@given(collections(), collections(), PROOFS)
def test_replanning_again_and_going_back_change_nothing_more(old: Collection, new: Collection, proof: Proof) -> None:
    before, rules = Rules(old, HOLIDAYS), Rules(new, HOLIDAYS)
    for row in (row for row in received(proof, before) if row.may_be_sent):
        after = replanned(row, proof, rules=rules, now=NOW)
        if after is not None:
            assert replanned(after, proof, rules=rules, now=NOW) is None
            back = replanned(after, proof, rules=before, now=NOW) or after
            collected = set(row.review_type.asked) <= {
                *([ReviewType.BRAND] if old.collects_brand else []),
                *([ReviewType.PRODUCT] if old.collects_product else []),
            }
            assert back.due_at == row.due_at or not collected


def test_the_row_tells_the_version_and_the_date_before() -> None:
    row = received_one(a_proof(products=()), a_rules(brand_delay=Delay(3)))
    rules = a_rules(brand_delay=Delay(5), version=4)
    after = replanned(row, None, rules=rules, now=NOW)
    assert after is not None
    assert after.due_at == after.planned_at == NOW + timedelta(days=5)
    assert after.explanation == (
        Because(explanation.ACCOUNT_DELAY, ("P5DT0H",)),
        Because(explanation.REPLANNED, ("4", "2026-11-26T10:00:00Z")),
    )
    again = replanned(after, None, rules=a_rules(brand_delay=Delay(6), version=5), now=NOW)
    assert again is not None
    assert [one.code for one in again.explanation] == [explanation.ACCOUNT_DELAY, explanation.REPLANNED]
    assert again.explanation[-1].values[0] == "5"


def test_a_delay_of_the_feed_outranks_new_settings_but_the_window_holds() -> None:
    row = received_one(a_proof(products=(), brand_delay_days=5), a_rules())
    assert replan(row, None, rules=a_rules(brand_delay=Delay(9)), now=NOW).result is ReplanResult.UNCHANGED
    saturday_in_paris = SendWindow(weekdays=(1,), opens=9 * 60, closes=18 * 60)
    after = replanned(row, None, rules=a_rules(brand_delay=Delay(9), send_window=saturday_in_paris), now=NOW)
    assert after is not None
    assert after.due_at == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert after.explanation[0] == Because(explanation.FEED_DELAY, ("P5DT0H",))


def test_the_rule_of_the_shop_is_found_again() -> None:
    row = received_one(a_proof(products=(), shop_id="PARIS", channel=Channel.OFFLINE), a_rules())
    delay_rules = (
        DelayRule(ReviewType.BRAND, Delay(2), channel=Channel.OFFLINE),
        DelayRule(ReviewType.BRAND, Delay(4, 6), shop_id="PARIS"),
        DelayRule(ReviewType.PRODUCT, Delay(8), shop_id="PARIS"),
    )
    after = replanned(row, None, rules=a_rules(delay_rules=delay_rules), now=NOW)
    assert after is not None
    assert after.due_at == NOW + timedelta(days=4, hours=6)


def test_the_proof_is_asked_for_only_when_the_row_cannot_tell() -> None:
    old = a_rules(product_delay=Delay(10))
    brand, product = received(a_proof(brand_delay_days=3), old)
    fed = received(a_proof(product_delay_days=20), old)[1]
    with_products = received(a_proof(products=(a_product(delay_days=30),)), old)[1]
    with_brand = a_rules()
    own = a_rules(product_delay=Delay(12))

    assert [needs_proof(row, with_brand) for row in (brand, product, fed, with_products)] == [False, True, False, False]
    assert [needs_proof(row, own) for row in (brand, product, fed, with_products)] == [False] * 4
    assert needs_proof(replace(brand, explanation=()), own)
    assert not needs_proof(replace(brand, explanation=(), send_state=SendState.SENT), own)
    after = replanned(product, a_proof(brand_delay_days=3), rules=with_brand, now=NOW)
    assert after is not None
    assert after.due_at == NOW + timedelta(days=3)


def test_a_date_given_by_an_operator_stays() -> None:
    row, rules = received_one(a_proof(products=()), a_rules(brand_delay=Delay(3))), a_rules(brand_delay=Delay(9))
    for moved in (reschedule(row, at=NOW + timedelta(days=1), now=NOW), send_now(row, now=NOW)):
        assert isinstance(moved, ReviewRequest)
        assert replan(moved, None, rules=rules, now=NOW).result is ReplanResult.OPERATORS_DATE
        assert replanned(moved, None, rules=rules, now=NOW) is None


@pytest.mark.parametrize("change", [{"collects_brand": False}, {"collects_product": False}])
def test_what_is_no_longer_collected_is_told_and_stays(change: dict[str, bool]) -> None:
    row = received_one(a_proof(), a_rules())
    assert row.review_type is ReviewType.BRAND_AND_PRODUCT
    result = replan(row, None, rules=a_rules(brand_delay=Delay(9), **change), now=NOW)
    assert (result.result, result.row) == (ReplanResult.NOT_COLLECTED, row)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"max_age_days": 10}, reasons.TOO_OLD), ({"forbidden_domains": ("example.com",)}, reasons.FORBIDDEN_DOMAIN)],
)
def test_what_would_be_refused_when_due_is_told_and_lives_until_then(change: dict[str, Any], reason: str) -> None:
    row = received_one(a_proof(products=()), a_rules())
    result = replan(row, None, rules=a_rules(brand_delay=Delay(9), **change), now=NOW)
    assert (result.result, result.refused) == (ReplanResult.MOVED, reason)
    assert result.row.may_be_sent


def test_an_email_that_waits_for_its_turn_already_stays_where_it_stands() -> None:
    """Overdue rows of a backlog would all be written for nothing."""
    row = received_one(a_proof(products=()), a_rules(brand_delay=Delay(3)))
    late = NOW + timedelta(days=4)
    assert replan(row, None, rules=a_rules(brand_delay=Delay(1)), now=late).result is ReplanResult.UNCHANGED


def test_an_email_whose_new_date_is_over_leaves_at_the_next_opening() -> None:
    row = received_one(a_proof(products=()), a_rules(brand_delay=Delay(10)))
    thursday_evening = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    office_hours = SendWindow(weekdays=(1, 2, 3, 4, 5), opens=9 * 60, closes=18 * 60)
    for window, due_at in ((None, thursday_evening), (office_hours, datetime(2026, 11, 27, 8, 0, tzinfo=UTC))):
        rules = a_rules(brand_delay=Delay(1), send_window=window)
        after = replanned(row, None, rules=rules, now=thursday_evening)
        assert after is not None
        assert after.due_at == after.planned_at == due_at


@pytest.mark.parametrize("state", [SendState.SENDING, SendState.SENT, SendState.UNCONFIRMED, SendState.FAILED])
def test_what_is_not_planned_is_left_alone(state: SendState) -> None:
    row = replace(received_one(a_proof(products=()), a_rules()), send_state=state)
    assert replan(row, None, rules=a_rules(brand_delay=Delay(9)), now=NOW).result is ReplanResult.NOTHING_PLANNED
    cancelled = replace(row, send_state=SendState.PLANNED).learning(Fact(NOW, FactKind.OPTED_OUT))
    assert replan(cancelled, None, rules=a_rules(brand_delay=Delay(9)), now=NOW).result is ReplanResult.NOTHING_PLANNED


HELD_UNTIL = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("code", "change", "due_at"),
    [
        (explanation.CAPPED, {"cap": Cap(30)}, HELD_UNTIL),
        (explanation.CAPPED, {"cap": None}, NOW + timedelta(days=9)),
        (explanation.ONE_A_DAY, {"one_email_a_day": True}, HELD_UNTIL),
        (explanation.ONE_A_DAY, {"one_email_a_day": False}, NOW + timedelta(days=9)),
    ],
)
def test_what_a_limit_holds_is_not_freed_before_its_time(code: str, change: dict[str, Any], due_at: datetime) -> None:
    row = received_one(a_proof(products=()), a_rules())
    held = replace(row, due_at=HELD_UNTIL, explanation=(*row.explanation, Because(code, ("2026-11-20T00:00:00Z",))))
    after = replanned(held, None, rules=a_rules(brand_delay=Delay(9), **change), now=NOW) or held
    assert after.due_at == due_at


REMINDED = a_rules(reminders=(Reminder(Delay(7)), Reminder(Delay(10))))


def a_reminded_row() -> ReviewRequest:
    """Sent at NOW; its first reminder is planned."""
    return sent(received_one(a_proof(products=()), REMINDED), REMINDED, at=NOW)


def test_a_reminder_counts_anew_from_the_email_before_it() -> None:
    row = a_reminded_row()
    assert row.due_at == NOW + timedelta(days=7)
    rules = a_rules(reminders=(Reminder(Delay(3)), Reminder(Delay(10))), version=2)
    after = replanned(row, None, rules=rules, now=NOW + timedelta(days=1))
    assert after is not None
    assert (after.due_at, after.planned_at) == (NOW + timedelta(days=3), row.planned_at)
    assert [one.code for one in after.explanation] == ["account", "reminder", "replanned"]
    assert after.explanation[1].values == ("1", "P3DT0H")
    late = replanned(row, None, rules=rules, now=NOW + timedelta(days=5))
    assert late is not None
    assert late.due_at == NOW + timedelta(days=5)
    second = sent(row, REMINDED, at=NOW + timedelta(days=8))
    assert second.reminder == 2
    moved = replanned(second, None, rules=a_rules(reminders=(Reminder(Delay(1)), Reminder(Delay(4)))), now=NOW)
    assert moved is not None
    assert moved.due_at == NOW + timedelta(days=8 + 4)


def test_a_reminder_after_a_skipped_one_counts_both_delays() -> None:
    row = skip_reminder(a_reminded_row(), step=1, now=NOW + timedelta(days=7), rules=REMINDED)
    assert row is not None
    assert (row.reminder, row.due_at) == (2, NOW + timedelta(days=17))
    assert replan(row, None, rules=REMINDED, now=NOW + timedelta(days=8)).result is ReplanResult.UNCHANGED
    rules = a_rules(reminders=(Reminder(Delay(7)), Reminder(Delay(20))))
    after = replanned(row, None, rules=rules, now=NOW + timedelta(days=8))
    assert after is not None
    assert after.due_at == NOW + timedelta(days=27)


def test_a_reminder_that_is_switched_off_ends_and_what_was_sent_stays() -> None:
    row = a_reminded_row()
    result = replan(row, None, rules=a_rules(reminders=(), version=3), now=NOW)
    assert result.result is ReplanResult.REMINDERS_ENDED
    assert (result.row.send_state, result.row.due_at) == (SendState.SENT, None)
    assert result.row.current == row.current
    assert result.row.explanation[-1].values[0] == "3"
    second = sent(row, REMINDED, at=NOW + timedelta(days=8))
    kept = a_rules(reminders=(Reminder(Delay(7)),))
    assert replan(second, None, rules=kept, now=NOW).result is ReplanResult.REMINDERS_ENDED
    assert replan(row, None, rules=kept, now=NOW).result is ReplanResult.UNCHANGED


@pytest.mark.parametrize(
    ("method", "change", "result"),
    [
        (TransmissionMethod.API, {"product_request_blocks_reminders": True}, ReplanResult.REMINDERS_ENDED),
        (TransmissionMethod.API, {"product_request_blocks_reminders": False}, ReplanResult.UNCHANGED),
        (TransmissionMethod.SFTP, {"sftp_reminders_unblocked": True}, ReplanResult.UNCHANGED),
        (TransmissionMethod.SFTP, {"sftp_reminders_unblocked": False}, ReplanResult.REMINDERS_ENDED),
    ],
)
def test_a_deferred_product_request_ends_reminders_as_the_new_settings_say(
    method: TransmissionMethod, change: dict[str, Any], result: ReplanResult
) -> None:
    row = replace(a_reminded_row(), has_deferred_product=True, transmission_method=method)
    rules = a_rules(reminders=REMINDED.collection.reminders, **change)
    assert replan(row, None, rules=rules, now=NOW).result is result


def test_a_reminder_after_an_unconfirmed_email_counts_from_its_claim() -> None:
    row = a_reminded_row()
    facts = type(row.facts).of(
        Fact(NOW, FactKind.CREATED), Fact(NOW + timedelta(hours=30), FactKind.UNCONFIRMED, 0, reasons.UNCONFIRMED)
    )
    after = replanned(replace(row, facts=facts), None, rules=a_rules(reminders=(Reminder(Delay(3)),)), now=NOW)
    assert after is not None
    assert after.due_at == NOW + timedelta(days=3, hours=6)


def test_reminders_switched_on_later_do_not_wake_what_is_over() -> None:
    over = sent(received_one(a_proof(products=()), a_rules(reminders=())), a_rules(reminders=()), at=NOW)
    assert replan(over, None, rules=REMINDED, now=NOW).result is ReplanResult.NOTHING_PLANNED
