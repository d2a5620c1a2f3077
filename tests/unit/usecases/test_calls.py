"""Calls: the same call sent again is the same call, its books are written once, and nothing acknowledged is lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.call import Call
from chalicelib.domain.call_errors import IdempotencyKeyReusedError
from chalicelib.domain.errors import BusyError, InvalidParameterError
from chalicelib.domain.idempotency import KEPT, IdempotencyKey
from chalicelib.domain.proof import Proof, Source, TransmissionMethod
from chalicelib.domain.rules import Rules
from chalicelib.domain.transmission import (
    Books,
    Line,
    LineResult,
    TransmissionFormat,
    TransmissionKind,
    TransmissionState,
    new_transmission_id,
)
from chalicelib.usecases.identify_call import Identified, identify_call
from chalicelib.usecases.receive_call import CallIntake, receive_call
from chalicelib.usecases.take_in_call import CallTaking, take_in_call
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof
from tests.fakes import (
    FakeHolidays,
    FakeIdempotencyKeys,
    FakeIntakeFiles,
    FakeIntakeQueue,
    FakeReviewRequests,
    FakeTransmissions,
)

KEY = IdempotencyKey(WEBSITE_ID, "client", "bulk_insert", "order-1042")
PARIS = ZoneInfo("Europe/Paris")
RULES = Rules(a_collection(), FakeHolidays())


def a_call(distinct: str = "1", **changes: Any) -> Call:
    received_at = changes.pop("received_at", NOW)
    transmission_id = new_transmission_id(TransmissionKind.CALL, received_at, distinct)
    return Call(WEBSITE_ID, transmission_id, received_at, TransmissionMethod.API, "client", 200, **changes)


def from_call(call: Call, **changes: Any) -> Proof:
    return a_proof(source=Source(call.source_id, line=1), lines=(1,), **changes)


def identify(keys: FakeIdempotencyKeys, key: IdempotencyKey | None, body: bytes = b"[1]", later: int = 0) -> Identified:
    return identify_call(keys, TransmissionKind.CALL, key, body, now=NOW + timedelta(seconds=later))


def test_without_a_key_every_call_is_a_new_one_and_nothing_is_written() -> None:
    keys = FakeIdempotencyKeys()
    assert identify(keys, None).transmission_id != identify(keys, None).transmission_id
    assert keys.kept == {}


def test_with_a_key_the_same_call_is_found_again_for_a_day() -> None:
    keys = FakeIdempotencyKeys()
    first = identify(keys, KEY)
    assert identify(keys, KEY, later=3600) == first
    assert identify(keys, KEY, later=int(KEPT.total_seconds())) != first


@pytest.mark.parametrize("change", [{"client_id": "other"}, {"route": "withdrawals"}, {"text": "order-1043"}])
def test_a_key_is_the_clients_own_on_one_route(change: dict[str, str]) -> None:
    keys = FakeIdempotencyKeys()
    assert identify(keys, replace(KEY, **change)) != identify(keys, KEY)


def test_a_key_with_another_body_is_refused() -> None:
    keys = FakeIdempotencyKeys()
    first = identify(keys, KEY)
    with pytest.raises(IdempotencyKeyReusedError):
        identify(keys, KEY, b"[2]")
    assert identify(keys, KEY) == first


@pytest.mark.parametrize("text", ["", "a b", "é", "x" * 256, "a\n", "\x7f"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameterError) as refused:
        replace(KEY, text=text)
    assert refused.value.field == "Idempotency-Key"


def test_a_key_may_hold_every_visible_character() -> None:
    assert replace(KEY, text="".join(map(chr, range(0x21, 0x7F)))).text


def test_a_call_is_written_down_once_with_its_lines() -> None:
    intake = CallIntake(FakeReviewRequests(), IDENTITIES, FakeTransmissions())
    call = a_call(received_at=NOW.replace(hour=23, minute=30))
    refused = Line(2, LineResult.REJECTED, "B", "invalid_email", "consumer.email", "b(at)example.com")

    lines = receive_call(intake, call, RULES, [from_call(call), refused], now=NOW)

    kept = intake.transmissions.get(WEBSITE_ID, call.transmission_id)
    assert kept is not None
    assert [line.result for line in lines] == [LineResult.ACCEPTED, LineResult.REJECTED]
    assert intake.transmissions.lines(WEBSITE_ID, call.transmission_id) == lines
    assert (kept.books, kept.state) == (Books(2, accepted=1, rejected=1, requests=1), TransmissionState.DONE)
    assert kept.books.close
    assert (kept.by, kept.size, kept.format) == ("client", 200, TransmissionFormat.JSON)
    assert kept.day == date(2026, 11, 24), "the website's day, not UTC's"


def test_no_events_leave_no_transmission() -> None:
    intake = CallIntake(FakeReviewRequests(), IDENTITIES, FakeTransmissions())
    assert receive_call(intake, a_call(), RULES, [], now=NOW) == ()
    assert intake.transmissions.kept == {}  # type: ignore[attr-defined]  # the fake's own


def test_the_same_call_again_is_answered_as_the_first_time() -> None:
    intake, call = CallIntake(FakeReviewRequests(), IDENTITIES, FakeTransmissions()), a_call()
    first = receive_call(intake, call, RULES, [from_call(call)], now=NOW)
    refused_by_now = Line(1, LineResult.REJECTED, "ORDER-1001", "unknown_shop")
    for entry in (from_call(call), refused_by_now):
        assert receive_call(intake, call, RULES, [entry], now=NOW) == first
    other = a_call("2")
    (line,) = receive_call(intake, other, RULES, [from_call(other)], now=NOW)
    assert line.result is LineResult.DUPLICATE


def test_after_a_crash_before_the_books_the_same_call_comes_to_the_same_outcome() -> None:
    store = FakeReviewRequests()
    call = a_call()
    first = receive_call(CallIntake(store, IDENTITIES, FakeTransmissions()), call, RULES, [from_call(call)], now=NOW)
    fresh = CallIntake(store, IDENTITIES, FakeTransmissions())  # the transmission was never written
    assert receive_call(fresh, call, RULES, [from_call(call)], now=NOW) == first
    assert len(store.rows) == 1


class CrashError(Exception):
    """The function dies."""


class Steps:
    """Counts what is called on any port; the step of a given number dies, before or after it did its work."""

    def __init__(self, die_at: int, *, after: bool) -> None:
        self.die_at, self.after, self.number = die_at, after, 0

    def wrap(self, port: Any, *names: str) -> Any:
        for name in names:
            setattr(port, name, self._step(getattr(port, name)))
        return port

    def _step(self, work: Any) -> Any:
        def step(*args: Any, **kwargs: Any) -> Any:
            self.number += 1
            dies = self.number == self.die_at
            if dies and not self.after:
                raise CrashError
            result = work(*args, **kwargs)
            if dies:
                raise CrashError
            return result

        return step


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("die_at", [1, 2, 3])
def test_a_crash_anywhere_loses_nothing_when_the_call_is_sent_again(die_at: int, after: bool) -> None:
    files, transmissions, queue = FakeIntakeFiles(), FakeTransmissions(), FakeIntakeQueue()
    steps = Steps(die_at, after=after)
    taking = CallTaking(
        steps.wrap(files, "write"), steps.wrap(transmissions, "add"), steps.wrap(queue, "put_transmission")
    )
    with pytest.raises(CrashError):
        take_in_call(taking, a_call(), b"[1]", PARIS)
    taken = take_in_call(taking, a_call(), b"[1]", PARIS)

    assert files.kept == {taken.place: b"[1]"}
    assert transmissions.kept == {(WEBSITE_ID, taken.transmission_id): taken}
    assert set(queue.transmissions) == {(WEBSITE_ID, taken.transmission_id)}
    assert (taken.state, taken.format) == (TransmissionState.RECEIVED, TransmissionFormat.JSON)


def test_work_is_started_when_all_it_needs_stands_there() -> None:
    files, transmissions = FakeIntakeFiles(), FakeTransmissions()

    class Eager(FakeIntakeQueue):
        def put_transmission(self, website_id: str, transmission_id: str, *, delay: timedelta = timedelta()) -> None:
            kept = transmissions.get(website_id, transmission_id)
            assert kept is not None
            assert files.read(kept.place) == b"[1]"
            super().put_transmission(website_id, transmission_id, delay=delay)

    queue = Eager()
    take_in_call(CallTaking(files, transmissions, queue), a_call(), b"[1]", PARIS)
    assert len(queue.transmissions) == 1


def test_what_is_done_already_is_not_started_again() -> None:
    transmissions, queue = FakeTransmissions(), FakeIntakeQueue()
    taking = CallTaking(FakeIntakeFiles(), transmissions, queue)
    first = take_in_call(taking, a_call(), b"[1]", PARIS)
    transmissions.end(replace(first, state=TransmissionState.DONE, ended_at=NOW))
    assert take_in_call(taking, a_call(), b"[1]", PARIS).state is TransmissionState.DONE
    assert len(queue.transmissions) == 1


def test_a_queue_that_is_full_is_told() -> None:
    class Full(FakeIntakeQueue):
        def put_transmission(self, website_id: str, transmission_id: str, *, delay: timedelta = timedelta()) -> None:
            raise BusyError("full")

    with pytest.raises(BusyError):
        take_in_call(CallTaking(FakeIntakeFiles(), FakeTransmissions(), Full()), a_call(), b"[1]", PARIS)
