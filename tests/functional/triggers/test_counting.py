"""The function behind the table's stream: counts, and the answer that tells Lambda where to begin again."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import app as suivi_app
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.adapters.stream_changes import TableStream
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError, WebsiteNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.triggers.table_stream import StreamBatchError
from chalicelib.usecases.recount_ports import CountedSource
from tests.builders import EXPERIENCE_AT, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_review_request
from tests.fakes import FakeCheckpoints, FakeCounters
from tests.functional.wired import Suivi

DAY = date(2026, 11, 20)
SCHEDULED, SENT = (ReviewType.BRAND, Status.SCHEDULED), (ReviewType.BRAND, Status.SENT)
FIRST = 4421584500000000017450439091
"""Sequence numbers as DynamoDB gives them: no leading zeros."""

TICK = json.loads((Path(__file__).resolve().parents[2] / "events" / "eventbridge_tick.json").read_text("utf-8"))


class Context:
    """What Lambda passes as context, as far as it is read."""

    function_name = "suivi"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:suivi"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 900_000


@pytest.fixture(autouse=True)
def _reads_streams(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(wiring.__dict__, "change_reader", TableStream())


def image(row: ReviewRequest | None) -> dict[str, Any]:
    return to_item(RequestItem, row).serialize() if row else {}


def record(number: int, before: ReviewRequest | None, after: ReviewRequest | None) -> dict[str, Any]:
    images = {"OldImage": image(before), "NewImage": image(after)}
    told = {name: it for name, it in images.items() if it}
    there = told.get("NewImage") or told["OldImage"]
    keys = {"pk": there["pk"], "sk": there["sk"]}
    return {"eventID": str(number), "dynamodb": {"Keys": keys, "SequenceNumber": str(number), **told}}


def told(*records: dict[str, Any]) -> list[str]:
    answer = suivi_app.count_changes({"Records": list(records)}, Context())
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def row(reference: str, **overrides: Any) -> ReviewRequest:
    return a_review_request(proof=a_proof(experience_reference=reference, **overrides))


def counted() -> dict[date, dict[tuple[ReviewType, Status], int]]:
    return {day: dict(found) for day, found in (_days() or {}).items()}


def _days() -> Any:
    return wiring.counters.days(WEBSITE_ID, "Europe/Paris", first=None, last=None)


def unreadable(number: int) -> dict[str, Any]:
    broken = record(number, None, row("broken"))
    broken["dynamodb"]["NewImage"]["st"] = {"S": "a status of tomorrow"}
    return broken


def test_rows_written_are_counted_and_what_is_told_twice_is_not(suivi: Suivi) -> None:
    first, second = row("R1"), row("R2")
    sent = replace(first.learning(Fact(NOW, FactKind.SENT)), version=1)
    batch = [record(FIRST, None, first), record(FIRST + 1, None, second), record(FIRST + 2, first, sent)]

    assert told(*batch) == []
    assert told(*batch[1:]) == []
    assert counted() == {DAY: {SCHEDULED: 1, SENT: 1}}


def test_a_row_that_cannot_be_read_is_told_again_with_all_behind_it(suivi: Suivi) -> None:
    assert told(record(FIRST, None, row("R1")), unreadable(FIRST + 1), record(FIRST + 2, None, row("R2"))) == [
        str(FIRST + 1)
    ]
    assert counted() == {DAY: {SCHEDULED: 1}}


def test_a_batch_that_begins_with_what_fails_is_halved(suivi: Suivi) -> None:
    """Lambda halves a batch on an error alone: so the record ends up alone, and in the dead letters."""
    with pytest.raises(StreamBatchError, match=str(FIRST)):
        told(unreadable(FIRST), record(FIRST + 1, None, row("R1")))
    assert counted() == {}


def test_a_day_that_cannot_be_written_is_told_by_its_oldest_change(
    suivi: Suivi, monkeypatch: pytest.MonkeyPatch
) -> None:
    counters = wiring.counter_store
    assert isinstance(counters, FakeCounters)
    write = counters.add
    next_day = EXPERIENCE_AT.replace(day=21)

    def busy_on_the_next_day(place: Any, delta: Any) -> bool:
        if place.day != DAY:
            raise BusyError("slow down")
        return write(place, delta)

    monkeypatch.setattr(counters, "add", busy_on_the_next_day)
    batch = [record(FIRST + n, None, row(f"R{n}", experience_at=at)) for n, at in enumerate((EXPERIENCE_AT, next_day))]
    batch.append(record(FIRST + 2, None, row("R2")))
    assert told(*batch) == [str(FIRST + 1)]

    monkeypatch.setattr(counters, "add", write)
    assert told(*batch[1:]) == []
    assert counted() == {DAY: {SCHEDULED: 2}, date(2026, 11, 21): {SCHEDULED: 1}}


def test_other_items_of_the_table_are_passed_over(suivi: Suivi) -> None:
    proof = {"pk": {"S": f"W#{WEBSITE_ID}#P#abc"}, "sk": {"S": "B"}}
    assert told({"eventID": "1", "dynamodb": {"Keys": proof, "SequenceNumber": "1", "NewImage": proof}}) == []


# ---- the check -------------------------------------------------------------------------------------------------------
NOVEMBER = Location("202611", 0)


def checkpoint(number: int, token: str) -> dict[str, Any]:
    place = {"pk": {"S": f"W#{WEBSITE_ID}#M#202611#0"}, "sk": {"S": "~"}}
    told = {"Keys": place, "SequenceNumber": str(number), "NewImage": {**place, "ck": {"S": token}}}
    return {"eventID": str(number), "dynamodb": told}


def test_a_checkpoint_is_noted_once_all_before_it_is_counted(suivi: Suivi) -> None:
    assert told(record(FIRST, None, row("R1")), checkpoint(FIRST + 1, "one")) == []
    assert wiring.checkpoints.passed(WEBSITE_ID, NOVEMBER, "one") == f"{FIRST + 1:040d}"

    told(record(FIRST + 2, None, row("R2")), unreadable(FIRST + 3), checkpoint(FIRST + 4, "two"))
    assert wiring.checkpoints.passed(WEBSITE_ID, NOVEMBER, "two") is None


def test_a_checkpoint_behind_a_day_that_cannot_be_written_is_not_noted(
    suivi: Suivi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(place: Any, delta: Any) -> bool:
        raise BusyError("slow down")

    monkeypatch.setattr(wiring.counter_store, "add", busy)
    assert told(checkpoint(FIRST, "none"), record(FIRST + 1, None, row("R1")), checkpoint(FIRST + 2, "one")) == [
        str(FIRST + 1)
    ]
    assert wiring.checkpoints.passed(WEBSITE_ID, NOVEMBER, "one") is None


@pytest.fixture
def _streaming(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that the stream lost, and a stream that comes to every checkpoint at once."""
    lost = row("lost")
    suivi.store.rows[WEBSITE_ID, lost.review_request_id] = lost
    fake = FakeCheckpoints()
    write = fake.write

    def write_and_tell(website_id: str, source: CountedSource) -> str:
        token = write(website_id, source)
        told(checkpoint(FIRST, token))
        return token

    monkeypatch.setattr(fake, "write", write_and_tell)
    monkeypatch.setitem(wiring.__dict__, "checkpoints", fake)


@pytest.mark.usefixtures("_streaming")
def test_the_hour_finds_what_the_stream_lost_and_tells_it_to_the_alarm(
    suivi: Suivi, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suivi_app.check_counters(TICK, Context()) == {"websites": 2, "drifted": 2}

    assert counted() == {DAY: {SCHEDULED: 1}}
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "CounterDrift" in line]
    assert sum(sum(line["CounterDrift"]) for line in lines) == 2
    assert suivi_app.check_counters(TICK, Context()) == {"websites": 0, "drifted": 0}


@pytest.mark.usefixtures("_streaming")
def test_an_operator_has_a_website_counted_anew(suivi: Suivi) -> None:
    answer = suivi_app.recount_website({"website_id": WEBSITE_ID}, Context())

    done = {"exact": 0, "corrected": 1, "refigured": 1, "unsettled": 0, "finished": True}
    books = {"open_days": [], "corrected": 0, "finished": True}
    assert answer == {"website_id": WEBSITE_ID, **done, "books": books}
    assert counted() == {DAY: {SCHEDULED: 1}}
    for wrong, error in (({"website_id": OTHER_WEBSITE_ID[::-1]}, WebsiteNotFoundError), ({}, KeyError)):
        with pytest.raises(error):
            suivi_app.recount_website(wrong, Context())
