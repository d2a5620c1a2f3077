"""The same purchase, a hundred times at once through the JSON door: one request per type, and books that say so."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.domain.transmission import Books
from tests.builders import WEBSITE_ID
from tests.functional.calls.conftest import Door
from tests.functional.calls.events import a_typical_event

TIMES = 100
POSTPONED = {"solicitation_parameters": {"delay": 3, "delay_product": 10}}


def at_once(door: Door, times: int, body: object, **headers: str) -> list[Any]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda _: door.post("bulk_sync_insert", body, **headers), range(times)))


def books_of(door: Door, answers: list[Any]) -> list[Books]:
    transmissions = door.installation.wiring.transmissions
    found = [transmissions.get(WEBSITE_ID, answer.headers["Suivi-Transmission"]) for answer in answers]
    return [one.books for one in found if one is not None]


@pytest.mark.usefixtures("many_at_once")
def test_a_hundred_calls_at_once_make_one_request_per_type(door: Door) -> None:
    answers = at_once(door, TIMES, [a_typical_event(1, **POSTPONED)])

    told = [answer.json_body[0] for answer in answers]
    assert Counter(one["result"] for one in told) == {"accepted": 1, "duplicate": TIMES - 1}
    (ids,) = {tuple(sorted(one["review_request_ids"])) for one in told}
    rows = [door.installation.row(review_request_id) for review_request_id in ids]
    assert sorted(row.review_type.value for row in rows) == ["brand", "product"]
    books = books_of(door, answers)
    assert len(books) == TIMES
    assert all(one.close for one in books)
    assert sum(books, Books()) == Books(TIMES, accepted=1, duplicate=TIMES - 1, requests=2)


@pytest.mark.usefixtures("many_at_once")
def test_one_call_sent_many_times_at_once_is_one_call(door: Door) -> None:
    body = [a_typical_event(number) for number in range(3)]
    answers = at_once(door, 20, body, Idempotency_Key="order-run-7")

    assert {answer.status_code for answer in answers} == {200}
    assert {one["result"] for answer in answers for one in answer.json_body} == {"accepted"}
    assert len({answer.headers["Suivi-Transmission"] for answer in answers}) == 1
    assert set(books_of(door, answers)) == {Books(3, accepted=3, requests=3)}
