"""The books behind the functions: the stream's records count, the hour tells what does not close, an operator looks."""

import json
from typing import Any

import pytest

import app as suivi_app
from chalicelib.adapters.dynamodb_tables import TransmissionItem
from chalicelib.adapters.stream_changes import TableStream
from chalicelib.adapters.transmission_documents import transmission_item
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError
from chalicelib.domain.transmission import Books, Line, LineResult, Transmission, TransmissionKind, TransmissionState
from tests.builders import NOW, WEBSITE_ID, a_transmission
from tests.functional.triggers.test_counting import FIRST, TICK, Context, told, unreadable
from tests.functional.wired import Suivi

DAY = NOW.date()
LINES = [Line(1, LineResult.ACCEPTED), Line(2, LineResult.REJECTED, code="invalid_email")]
DONE: dict[str, Any] = {"state": TransmissionState.DONE, "ended_at": NOW}
CALL = a_transmission(TransmissionKind.CALL, distinct="call-1", books=Books(2, 1, rejected=1), **DONE)


@pytest.fixture(autouse=True)
def _reads_streams(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(wiring.__dict__, "change_reader", TableStream())


def record(number: int, before: Transmission | None, after: Transmission) -> dict[str, Any]:
    images = {"OldImage": before, "NewImage": after}
    told = {name: transmission_item(TransmissionItem, one).serialize() for name, one in images.items() if one}
    keys = {"pk": told["NewImage"]["pk"], "sk": told["NewImage"]["sk"]}
    return {"eventID": str(number), "dynamodb": {"Keys": keys, "SequenceNumber": str(number), **told}}


def counted() -> Books:
    cells = wiring.books.cells(WEBSITE_ID, first=DAY, last=DAY).values()
    return sum((figures.books for figures in cells), Books())


def test_figures_are_counted_and_what_is_told_twice_is_not(suivi: Suivi) -> None:
    received = a_transmission()
    done = a_transmission(books=Books(5, 4, 1, requests=4), **DONE)
    batch = [record(FIRST, None, CALL), record(FIRST + 1, None, received), record(FIRST + 2, received, done)]
    assert told(*batch) == []
    assert told(*batch[1:]) == []
    assert counted() == Books(7, 5, 1, rejected=1, requests=4)


def test_a_cell_that_cannot_be_written_is_told_by_its_oldest_change(
    suivi: Suivi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(place: Any, delta: Any) -> bool:
        raise BusyError("slow down")

    monkeypatch.setattr(wiring.books, "add", busy)
    none = record(FIRST, None, a_transmission())
    assert told(none, record(FIRST + 1, None, CALL), unreadable(FIRST + 2)) == [str(FIRST + 1)]


def metric(lines: list[str], name: str) -> int:
    return sum(sum(json.loads(line)[name]) for line in lines if f'"{name}":[' in line.replace(" ", ""))


def test_the_hour_tells_what_does_not_close(
    suivi: Suivi, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    wiring.transmissions.add(CALL, LINES[:1])
    told(record(FIRST, None, CALL))
    suivi.clock.forward(days=1)
    capsys.readouterr()
    assert suivi_app.check_books(TICK, Context()) == {"days": 14, "open": 1}
    lines = capsys.readouterr().out.splitlines()
    assert (metric(lines, "BooksOpen"), metric(lines, "BooksDrift")) == (1, 0)
    (warning,) = [vars(one) for one in caplog.records if one.message == "Books open"]
    assert (warning["day"], warning["broken"]) == (DAY.isoformat(), 1)
    assert warning["transmission_ids"] == [CALL.transmission_id]
    assert suivi_app.check_books(TICK, Context()) == {"days": 0, "open": 0}


def test_an_operator_has_the_books_of_a_website_checked(suivi: Suivi) -> None:
    wiring.transmissions.add(CALL, LINES)
    told(record(FIRST, None, CALL))
    suivi.clock.forward(days=1)
    answer = suivi_app.recount_website({"website_id": WEBSITE_ID}, Context())
    assert answer["books"] == {"open_days": [], "corrected": 0, "finished": True}
    check = wiring.books_checks.check(WEBSITE_ID, DAY)
    assert check
    assert check.closes
