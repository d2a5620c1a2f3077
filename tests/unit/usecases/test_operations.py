"""Operations from start to end: counted first, undone in time, done once to every row whatever breaks in between."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.collection import Collection
from chalicelib.domain.delays import Delay
from chalicelib.domain.errors import (
    BusyError,
    InvalidParameterError,
    OperationBegunError,
    OperationNotFoundError,
    ReviewRequestNotFoundError,
    VersionConflictError,
)
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.operation_record import Operation, OperationKind, OperationState, Order, Selection
from chalicelib.domain.review_request import SendState
from chalicelib.usecases import run_operation as running
from chalicelib.usecases.cancel_review_request import cancel_review_request
from chalicelib.usecases.preview_operation import preview_operation
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.run_operation import give_up_operation, run_operation
from chalicelib.usecases.undo_operation import undo_operation
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof, a_rules
from tests.fakes import FakeWebsites
from tests.unit.usecases.desk import SCHEDULED, SENT, FakeDesk

SOON = NOW + timedelta(minutes=1)
NO_UNDO = timedelta()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """Small pages, so that few rows make many of them."""
    monkeypatch.setattr(running, "PAGE_SIZE", 3)
    return FakeDesk()


def run(office: FakeDesk, operation: Operation, has_time: Callable[[], bool] = lambda: True) -> Operation:
    return run_operation(office.desk, WEBSITE_ID, operation.operation_id, now=SOON, has_time=has_time)


def test_every_row_of_a_filter_is_done_and_counted(office: FakeDesk) -> None:
    rows = [office.add(n) for n in range(8)]
    office.add(100, sent=True)
    operation = office.start(OperationKind.CANCEL, wanted=SCHEDULED, reason="Recalled product")
    assert office.queue.messages == [(WEBSITE_ID, operation.operation_id, timedelta(seconds=30))]
    done = run(office, operation)
    assert (done.state, done.counts.matching, done.counts.done, done.counts.not_applicable) == (
        OperationState.DONE,
        8,
        8,
        {},
    )
    assert {office.row(row).current.status.value for row in rows} == {"cancelled"}
    entries = office.journal.entries(WEBSITE_ID, rows[0].proof_id)
    assert [(one.by, one.reason, one.kind.value, one.at) for one in entries] == [
        ("person", "Recalled product", "cancel", SOON)
    ]


def test_what_does_not_apply_is_counted_with_its_code(office: FakeDesk) -> None:
    planned, sent = office.add(1), office.add(2, sent=True)
    ids = (planned.review_request_id, sent.review_request_id, "0" * 25, "nonsense")
    done = run(office, office.start(OperationKind.SEND_NOW, *ids))
    assert done.counts.not_applicable == {"nothing_planned": 1, "not_found": 2}
    assert (done.counts.matching, done.counts.done) == (4, 1)
    assert office.journal.entries(WEBSITE_ID, sent.proof_id) == []


def test_counting_first_changes_nothing(office: FakeDesk) -> None:
    for n in range(5):
        office.add(n, sent=n % 2 == 0)
    order = Order(WEBSITE_ID, OperationKind.RESEND, Selection(wanted=replace(SENT, statuses=frozenset())), "why", "x")
    before = dict(office.store.rows)
    preview = preview_operation(office.desk, order, now=NOW, undo=timedelta(seconds=30), has_time=lambda: True)
    assert (preview.counts.matching, preview.counts.done, preview.counts.not_applicable, preview.complete) == (
        5,
        3,
        {"email_planned": 2},
        True,
    )
    assert (office.store.rows, office.operations.kept, office.queue.messages) == (before, {}, [])


def test_a_count_that_takes_too_long_says_that_it_is_not_complete(
    office: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.usecases.preview_operation.PAGE_SIZE", 2)
    for n in range(5):
        office.add(n)
    order = Order(WEBSITE_ID, OperationKind.CANCEL, Selection(wanted=SCHEDULED), "why", "x")
    preview = preview_operation(office.desk, order, now=NOW, undo=timedelta(seconds=30), has_time=lambda: False)
    assert (preview.counts.matching, preview.complete) == (2, False)


def test_a_request_that_came_in_later_is_left_alone(office: FakeDesk) -> None:
    old, new = office.add(1), office.add(2, created_at=SOON)
    done = run(office, office.start(OperationKind.CANCEL, wanted=SCHEDULED))
    assert done.counts.matching == 1
    assert office.row(old).due_at is None
    assert office.row(new).due_at is not None


def test_undone_in_time_nothing_happens(office: FakeDesk) -> None:
    row = office.add(1)
    operation = office.start(OperationKind.CANCEL, wanted=SCHEDULED)
    for _ in range(2):
        undone = undo_operation(office.operations, WEBSITE_ID, operation.operation_id, now=SOON)
        assert undone.state is OperationState.UNDONE
    assert run(office, operation).state is OperationState.UNDONE
    assert office.row(row).due_at is not None


def test_begun_it_cannot_be_undone(office: FakeDesk) -> None:
    operation = office.start(OperationKind.CANCEL, wanted=SCHEDULED)
    run(office, operation)
    with pytest.raises(OperationBegunError):
        undo_operation(office.operations, WEBSITE_ID, operation.operation_id, now=SOON)
    with pytest.raises(OperationNotFoundError):
        undo_operation(office.operations, WEBSITE_ID, "nothing", now=SOON)


def test_one_request_at_once_needs_no_message(office: FakeDesk) -> None:
    row = office.add(1)
    done = office.start(OperationKind.SEND_NOW, row.review_request_id, undo=NO_UNDO)
    assert (done.state, done.counts.done, office.queue.messages) == (OperationState.DONE, 1, [])
    assert office.row(row).urgent


@pytest.mark.parametrize(
    ("ids", "more", "field"),
    [
        ((), {}, "selection"),
        (("a",), {"wanted": SCHEDULED}, "selection"),
        (tuple(str(n) for n in range(101)), {}, "selection"),
        (("a",), {"reason": "  "}, "reason"),
        (("a",), {"reason": "x" * 301}, "reason"),
        (("a", "b"), {"undo": NO_UNDO}, "undo_seconds"),
        ((), {"wanted": SCHEDULED, "undo": NO_UNDO}, "undo_seconds"),
        (("a",), {"undo": timedelta(seconds=901)}, "undo_seconds"),
        (("a",), {"at": SOON}, "at"),
        (("a",), {"email": "x@example.com"}, "email"),
    ],
)
def test_an_order_that_does_not_fit_is_refused(
    office: FakeDesk, ids: tuple[str, ...], more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidParameterError) as raised:
        office.start(OperationKind.CANCEL, *ids, **more)
    assert raised.value.field == field
    assert office.operations.kept == {}


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_new_date_lies_within_a_year(office: FakeDesk, days: int) -> None:
    with pytest.raises(InvalidParameterError):
        office.start(OperationKind.RESCHEDULE, "a", at=NOW + timedelta(days=days))


def test_a_queue_that_refuses_leaves_nothing_waiting(office: FakeDesk) -> None:
    office.queue.refusal = BusyError("full")
    with pytest.raises(BusyError):
        office.start(OperationKind.CANCEL, wanted=SCHEDULED)
    (operation,) = office.operations.kept.values()
    assert operation.state is OperationState.UNDONE


def test_the_same_message_twice_resends_once(office: FakeDesk) -> None:
    rows = [office.add(n, sent=True) for n in range(4)]
    operation = office.start(OperationKind.RESEND, wanted=SENT)
    first = run(office, operation)
    assert run(office, operation) == first
    assert first.counts.done == 4
    assert {office.row(row).step for row in rows} == {1}


def test_when_time_runs_out_another_message_goes_on(office: FakeDesk) -> None:
    for n in range(8):
        office.add(n, sent=True)
    operation = office.start(OperationKind.RESEND, wanted=SENT)
    messages = 0
    stopped = run(office, operation, has_time=lambda: False)
    assert stopped.state is OperationState.RUNNING
    while not stopped.is_over:
        messages += 1
        stopped = run(office, operation, has_time=iter([True, False]).__next__)
    assert (stopped.counts.matching, stopped.counts.done, messages) == (8, 8, 3)
    assert len(office.queue.messages) == 1 + 3
    assert {row.step for row in office.store.rows.values()} == {1}


class CrashError(Exception):
    """The process dies here."""


class Crashing:
    """Any port of which the n-th call dies, before or after it did its work."""

    def __init__(self, port: object, names: tuple[str, ...], *, at: int, after: bool) -> None:
        self._port, self._names, self._left, self._after = port, names, at, after

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        return self._counted(method) if name in self._names else method

    def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left == 0 and not self._after:
                raise CrashError
            result = method(*args, **kwargs)
            if self._left == 0:
                raise CrashError
            return result

        return call


@pytest.mark.parametrize("kind", [OperationKind.RESEND, OperationKind.CANCEL])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("port", "name"), [("journal", "add"), ("operations", "save"), ("store", "page")])
@pytest.mark.parametrize("at", range(1, 9))
def test_a_crash_anywhere_changes_nothing_in_the_end(  # noqa: PLR0917 -- each is one side of the table
    office: FakeDesk, kind: OperationKind, port: str, name: str, at: int, after: bool
) -> None:
    """The journal stands with the row, the count with the page: whatever dies, every row is done and counted once."""
    resend = kind is OperationKind.RESEND
    rows = [office.add(n, sent=resend) for n in range(7)]
    operation = office.start(kind, wanted=SENT if resend else SCHEDULED)
    sound = office.desk
    crashing: dict[str, Any] = {port: Crashing(getattr(sound, port), (name,), at=at, after=after)}
    office.desk = replace(sound, **crashing)
    try:
        run(office, operation)
    except CrashError:
        office.desk = sound
    ended = run(office, operation)
    assert (ended.state, ended.counts.matching, ended.counts.done) == (OperationState.DONE, 7, 7)
    assert {office.row(row).step for row in rows} == ({1} if resend else {0})
    assert Counter(one.review_request_id for one in office.journal.kept.values()) == Counter(
        {row.review_request_id: 1 for row in rows}
    )


def test_a_row_that_moved_on_after_a_crash_is_not_sent_once_more(office: FakeDesk) -> None:
    """Resent, then sent and settled by others before the operation runs again: it looks resendable, but is done."""
    row = office.add(1, sent=True)
    operation = office.start(OperationKind.RESEND, wanted=SENT)
    sound = office.desk
    office.desk = replace(sound, operations=Crashing(sound.operations, ("save",), at=2, after=False))
    with pytest.raises(CrashError):
        run(office, operation)
    assert office.row(row).step == 1
    sent = office.row(row).learning(Fact(SOON, FactKind.SENT, 1, "resent"))
    office.change(row, send_state=SendState.SENT, due_at=None, facts=sent.facts)
    office.desk = sound
    assert run(office, operation).counts.done == 1
    assert office.row(row).step == 1


def test_two_runners_at_once_do_it_once_and_one_of_them_tries_again(office: FakeDesk) -> None:
    rows = [office.add(n, sent=True) for n in range(2)]
    operation = office.start(OperationKind.RESEND, wanted=SENT)
    sound = office.desk

    class Overtaken(Crashing):
        def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                office.desk = sound
                run(office, operation)
                return method(*args, **kwargs)

            return call

    office.desk = replace(sound, journal=Overtaken(sound.journal, ("add",), at=1, after=False))
    with pytest.raises(VersionConflictError):
        run(office, operation)
    assert run(office, operation).counts.done == 2
    assert {office.row(row).step for row in rows} == {1}


def test_a_stale_row_of_the_page_refuses_nothing(office: FakeDesk) -> None:
    """Pages may lag behind: a row that looks sent while its reminder is already planned, or the other way round."""
    row = office.add(1)
    stale = replace(office.row(row), send_state=SendState.CANCELLED, due_at=None)
    sound_page = office.store.page

    class Lagging(Crashing):
        def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
            return lambda *args, **kwargs: replace(sound_page(*args, **kwargs), rows=(stale,))

    office.desk = replace(office.desk, store=Lagging(office.store, ("page",), at=1, after=False))
    assert run(office, office.start(OperationKind.CANCEL, wanted=SCHEDULED)).counts.done == 1


def test_given_up_it_says_so_and_goes_on_when_delivered_again(office: FakeDesk) -> None:
    office.add(1)
    operation = office.start(OperationKind.CANCEL, wanted=SCHEDULED)
    give_up_operation(office.desk, WEBSITE_ID, operation.operation_id, now=SOON)
    assert office.operations.kept[WEBSITE_ID, operation.operation_id].state is OperationState.FAILED
    assert run(office, operation).counts.done == 1


def test_a_cancelled_request_has_a_journal_entry_once(office: FakeDesk) -> None:
    row = office.add(1)
    for _ in range(2):
        after = cancel_review_request(
            office.desk, website_id=WEBSITE_ID, review_request_id=row.review_request_id, by="shop.api", now=NOW
        )
        assert after.current.status.value == "cancelled"
    assert [one.by for one in office.journal.kept.values()] == ["shop.api"]
    with pytest.raises(ReviewRequestNotFoundError):
        cancel_review_request(office.desk, website_id=WEBSITE_ID, review_request_id="0" * 25, by="x", now=NOW)


def test_new_settings_are_carried_to_what_is_scheduled_but_for_an_operators_date(office: FakeDesk) -> None:
    """The settings read are never older than those the operation was started for."""
    rules = a_rules(brand_delay=Delay(days=1))
    proofs = [a_proof(experience_reference=f"R{n}") for n in range(3)]
    outcomes = receive_proofs(office.store, IDENTITIES, rules, proofs, now=NOW)
    first, moved, _ = (outcome.review_request_ids[0] for outcome in outcomes)
    office.start(OperationKind.RESCHEDULE, first, at=NOW + timedelta(days=2), undo=NO_UNDO)
    old, new = a_collection(brand_delay=Delay(days=1)), a_collection(brand_delay=Delay(days=4), version=1)

    class Late(FakeWebsites):
        def collection(self, website_id: str) -> Collection:
            return old

    office.desk = replace(office.desk, websites=Late(new))
    done = run(office, office.start(OperationKind.REPLAN, wanted=SCHEDULED, settings_version=1))
    assert (done.counts.done, done.counts.not_applicable) == (2, {"operators_date": 1})
    row = office.store.get(WEBSITE_ID, moved)
    assert row is not None
    assert row.due_at == NOW + timedelta(days=4)
    assert run(office, office.start(OperationKind.REPLAN, wanted=SCHEDULED, settings_version=1)).counts.done == 0


def test_a_store_that_asks_to_slow_down_is_given_half_a_minute(office: FakeDesk) -> None:
    for n in range(4):
        office.add(n)
    operation = office.start(OperationKind.CANCEL, wanted=SCHEDULED)
    sound = office.desk

    class Busy(Crashing):
        def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                self._left -= 1
                if self._left < 0:
                    raise BusyError("slow down")
                return method(*args, **kwargs)

            return call

    office.desk = replace(sound, journal=Busy(sound.journal, ("add",), at=2, after=False))
    assert run(office, operation).state is OperationState.RUNNING
    assert office.queue.messages[-1] == (WEBSITE_ID, operation.operation_id, timedelta(seconds=30))
    office.desk = sound
    assert run(office, operation).counts.done == 4
