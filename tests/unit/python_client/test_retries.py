"""When the client calls again, how long it waits, and what it raises in the end."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from suivi_client import (
    InvalidCallError,
    NoAnswerError,
    NotAuthenticatedError,
    NotFoundError,
    PartlySentError,
    Patience,
    ProblemError,
    StateConflictError,
    TooManyCallsError,
    UnavailableError,
    UnexpectedAnswerError,
)
from suivi_client.waiting import seconds_of
from tests.unit.python_client.scripted import Script, accepted, client

EVENT = {"purchase_reference": "A-1"}
OK = httpx.Response(200, json=[{"purchase_reference": "A-1", "result": "accepted"}])


def problem(status: int, code: str = "some_code", **more: object) -> httpx.Response:
    return httpx.Response(status, json={"status": status, "code": code, "detail": "What to do.", "errors": [], **more})


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_with_the_same_key(status: int) -> None:
    script = Script(problem(status), httpx.ConnectError("no"), OK)
    waits: list[float] = []
    (result,) = client(script, waits).send([EVENT])
    assert result.kept
    assert len(script.calls) == 3
    assert len(set(script.header("Idempotency-Key"))) == 1
    assert [0.25 <= waits[0] <= 0.5, 0.5 <= waits[1] <= 1.0] == [True, True]


def test_it_waits_as_long_as_it_is_asked_to() -> None:
    waits: list[float] = []
    limited = httpx.Response(429, headers={"Retry-After": "7"}, json={})
    client(Script(limited, limited, OK), waits).send([EVENT])
    assert waits == [7.0, 7.0]


def test_a_wait_beyond_its_patience_ends_the_call() -> None:
    waits: list[float] = []
    limited = httpx.Response(429, headers={"Retry-After": "3600"}, json={"code": "too_many_calls", "detail": "Later."})
    with pytest.raises(TooManyCallsError) as refused:
        client(Script(limited), waits).send([EVENT])
    assert (waits, refused.value.retry_after, refused.value.code) == ([], 3600.0, "too_many_calls")


def test_it_gives_up_after_so_many_attempts() -> None:
    script = Script(problem(503))
    with pytest.raises(UnavailableError):
        client(script, attempts=4).send([EVENT])
    assert len(script.calls) == 4
    broken = Script(httpx.ReadTimeout("late"))
    with pytest.raises(NoAnswerError, match="2 attempts: ReadTimeout"):
        client(broken, attempts=2).send([EVENT])


def test_waits_grow_and_stay_within_bounds() -> None:
    waits: list[float] = []
    patience = Patience(attempts=12, first_wait=1.0, longest_wait=30.0, sleep=waits.append)
    assert [patience.wait(attempt, None) for attempt in range(1, 13)] == [True] * 11 + [False]
    longest = [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30]
    assert all(limit / 2 <= waited <= limit for waited, limit in zip(waits, longest, strict=True))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidCallError),
        (401, NotAuthenticatedError),
        (404, NotFoundError),
        (409, StateConflictError),
        (410, NotFoundError),
        (413, InvalidCallError),
        (418, InvalidCallError),
        (422, InvalidCallError),
    ],
)
def test_what_will_not_pass_is_told_at_once(status: int, kind: type[ProblemError]) -> None:
    field = {"field": "purchase_date", "detail": "This date is in the future.", "remedy": "Correct it.", "row": 3}
    waits: list[float] = []
    with pytest.raises(kind) as refused:
        client(Script(problem(status, errors=[field], current_version=7)), waits).send([EVENT])
    told = refused.value.problem
    assert (told.status, told.code, told.detail) == (status, "some_code", "What to do.")
    assert (told.errors[0].field, told.errors[0].row, told.errors[0].remedy) == ("purchase_date", 3, "Correct it.")
    assert told.extensions == {"current_version": 7}
    assert "purchase_date" in str(refused.value)
    assert waits == []


def test_what_others_answer_in_their_own_way_is_an_error_as_well() -> None:
    with pytest.raises(ProblemError) as refused:
        client(Script(httpx.Response(403, text="<html>Forbidden</html>"))).send([EVENT])
    assert (refused.value.status, refused.value.code) == (403, "unknown")
    with pytest.raises(UnexpectedAnswerError):
        client(Script(httpx.Response(200, text="<html>Welcome</html>"))).send([EVENT])


def test_what_was_done_before_a_failure_is_not_lost() -> None:
    events = [{"purchase_reference": str(number)} for number in range(120)]
    script = Script(accepted, accepted, problem(400))
    with pytest.raises(PartlySentError) as stopped:
        client(script).send(events)
    assert [one.position for one in stopped.value.results] == list(range(100))
    assert isinstance(stopped.value.__cause__, InvalidCallError)


def test_what_retry_after_says() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    assert 290 < (seconds_of(soon) or 0) <= 300
    past = format_datetime(datetime.now(UTC) - timedelta(minutes=5), usegmt=True)
    assert [seconds_of(text) for text in (None, "2", "-1", past, "soon")] == [None, 2.0, 0.0, 0.0, None]
