"""Exports: every row once whatever dies on the way, and what may be asked for."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.counting import Tally
from chalicelib.domain.errors import (
    BusyError,
    ExportNotFoundError,
    ExportNotReadyError,
    TooManyExportsError,
    VersionConflictError,
)
from chalicelib.domain.export_record import Export, ExportFailure, ExportFormat, ExportState
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases import export_rows
from chalicelib.usecases import run_export as running
from chalicelib.usecases.cancel_export import cancel_export
from chalicelib.usecases.counter_ports import Counter, CounterPlace
from chalicelib.usecases.run_export import give_up_export, run_export
from chalicelib.usecases.start_export import start_export
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.unit.usecases.exporting import Exporting, an_order


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of 3 rows, stretches of 2 pages, parts of about 10 rows."""
    monkeypatch.setattr(export_rows, "PAGE_SIZE", 3)
    monkeypatch.setattr(export_rows, "PAGES", 2)
    monkeypatch.setattr(running, "SMALLEST_PART", 6_000)


def run(scene: Exporting, export: Export, has_time: Any = lambda _: True) -> Export:
    return run_export(scene.desk, WEBSITE_ID, export.export_id, now=NOW, has_time=has_time)


def references(scene: Exporting, export: Export) -> list[str]:
    return [json.loads(line)["experience_reference"] for line in scene.files.files[export.export_id].splitlines()]


class DeathError(Exception):
    """The worker is gone."""


@pytest.mark.usefixtures("small_steps")
def test_every_row_comes_once_in_the_order_of_the_list() -> None:
    scene = Exporting(40)
    done = run(scene, start_export(scene.desk, an_order(), now=NOW))
    assert (done.state, done.rows, done.is_read) == (ExportState.DONE, 40, True)
    assert references(scene, done) == [f"R{n:05}" for n in range(40)]
    assert len(done.parts) > 2
    assert all(len(scene.files.parts[place]) >= running.SMALLEST_PART for place in done.parts[:-1])
    assert done.size == len(scene.files.files[done.export_id])
    assert done.file_name == "review-requests-2026-11-23.jsonl"


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("method", ["write_part", "read_part", "join"])
@pytest.mark.parametrize("call", [1, 2, 3, 4])
def test_whatever_dies_on_the_way_no_row_is_lost_or_repeated(
    method: str, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Exporting(25)
    export = start_export(scene.desk, an_order(), now=NOW)
    real, calls = getattr(scene.files, method), 0

    def dying(*given: Any) -> Any:
        nonlocal calls
        calls += 1
        done = real(*given)
        if calls == call:
            raise DeathError
        return done

    monkeypatch.setattr(scene.files, method, dying)
    for _ in range(3):
        try:
            run(scene, export)
        except DeathError:
            continue
    assert references(scene, export) == [f"R{n:05}" for n in range(25)]


@pytest.mark.usefixtures("small_steps")
def test_a_row_whose_status_changes_between_two_messages_is_neither_lost_nor_repeated() -> None:
    scene = Exporting(20)
    export = start_export(scene.desk, an_order(), now=NOW)
    turns = 0

    def one_stretch(_: bool) -> bool:
        nonlocal turns
        turns += 1
        return turns % 2 == 1

    while not run(scene, export, one_stretch).is_over:
        for row in list(scene.store.rows.values())[turns : turns + 5]:
            scene.learn(row, Fact(NOW, FactKind.OPENED, turns))
    assert references(scene, export) == [f"R{n:05}" for n in range(20)]
    assert len(scene.queue.messages) > 3


@pytest.mark.usefixtures("small_steps")
def test_two_workers_at_once_make_one_file_and_the_slower_one_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Exporting(25)
    export = start_export(scene.desk, an_order(), now=NOW)
    real, nested = scene.files.write_part, False

    def meanwhile(website_id: str, export_id: str, content: bytes) -> str:
        nonlocal nested
        if not nested:
            nested = True
            run_export(scene.desk, website_id, export_id, now=NOW, has_time=lambda is_file: not is_file)
        return real(website_id, export_id, content)

    monkeypatch.setattr(scene.files, "write_part", meanwhile)
    with pytest.raises(VersionConflictError):
        run(scene, export)
    assert run(scene, export).state is ExportState.DONE
    assert references(scene, export) == [f"R{n:05}" for n in range(25)]


@pytest.mark.parametrize("kind", [ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.JSONL])
def test_nothing_matches_gives_a_file_all_the_same(kind: ExportFormat) -> None:
    scene = Exporting(0)
    done = run(scene, start_export(scene.desk, an_order(kind), now=NOW))
    assert (done.state, done.rows) == (ExportState.DONE, 0)
    assert (len(scene.files.files[done.export_id]) > 0) is (kind is ExportFormat.CSV)


def test_the_filter_is_the_lists() -> None:
    scene = Exporting(5)
    none = an_order(wanted=ReviewRequestFilter(first_day=NOW.date()))
    assert run(scene, start_export(scene.desk, none, now=NOW)).rows == 0
    some = an_order(wanted=ReviewRequestFilter(last_day=NOW.date()))
    assert run(scene, start_export(scene.desk, some, now=NOW)).rows == 5


@pytest.mark.usefixtures("small_steps")
def test_a_workbook_too_long_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOST_XLSX_ROWS", 7)
    scene = Exporting(8)
    failed = run(scene, start_export(scene.desk, an_order(ExportFormat.XLSX), now=NOW))
    assert (failed.state, failed.failure) == (ExportState.FAILED, ExportFailure.TOO_MANY_ROWS)
    assert run(scene, failed) == failed
    assert run(scene, start_export(scene.desk, an_order(ExportFormat.CSV), now=NOW)).rows == 8


def test_three_at_once_and_no_more() -> None:
    scene = Exporting(1)
    first, *_ = (start_export(scene.desk, an_order(), now=NOW + timedelta(seconds=n)) for n in range(3))
    with pytest.raises(TooManyExportsError):
        start_export(scene.desk, an_order(), now=NOW)
    run(scene, first)
    assert start_export(scene.desk, an_order(), now=NOW).state is ExportState.WAITING


def test_one_that_cannot_be_started_takes_no_place() -> None:
    scene = Exporting(1)
    scene.queue.refusal = BusyError("later")
    for _ in range(4):
        with pytest.raises(BusyError):
            start_export(scene.desk, an_order(), now=NOW)


def test_a_cancelled_export_is_left_alone() -> None:
    scene = Exporting(3)
    export = start_export(scene.desk, an_order(), now=NOW)
    for _ in range(2):
        assert cancel_export(scene.exports, WEBSITE_ID, export.export_id, now=NOW).state is ExportState.CANCELLED
    assert run(scene, export).state is ExportState.CANCELLED
    assert scene.files.parts == {}


def test_one_cancelled_while_it_runs_stops_without_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Exporting(3)
    export = start_export(scene.desk, an_order(), now=NOW)
    real = scene.files.write_part

    def cancelling(*given: Any) -> str:
        cancel_export(scene.exports, WEBSITE_ID, export.export_id, now=NOW)
        return real(*given)

    monkeypatch.setattr(scene.files, "write_part", cancelling)
    assert run(scene, export).state is ExportState.CANCELLED
    assert scene.files.files == {}


def test_what_is_done_or_not_there_is_not_cancelled() -> None:
    scene = Exporting(1)
    done = run(scene, start_export(scene.desk, an_order(), now=NOW))
    with pytest.raises(ExportNotReadyError):
        cancel_export(scene.exports, WEBSITE_ID, done.export_id, now=NOW)
    with pytest.raises(ExportNotFoundError):
        cancel_export(scene.exports, OTHER_WEBSITE_ID, done.export_id, now=NOW)
    with pytest.raises(ExportNotFoundError):
        run_export(scene.desk, WEBSITE_ID, "0" * 23, now=NOW, has_time=lambda _: True)


def test_what_was_given_up_goes_on_when_it_is_delivered_again() -> None:
    scene = Exporting(2)
    export = start_export(scene.desk, an_order(), now=NOW)
    give_up_export(scene.desk, WEBSITE_ID, export.export_id, now=NOW)
    failed = scene.exports.get(WEBSITE_ID, export.export_id)
    assert failed is not None
    assert (failed.state, failed.failure) == (ExportState.FAILED, ExportFailure.INTERNAL)
    done = run(scene, export)
    assert (done.state, done.failure, done.rows) == (ExportState.DONE, None, 2)
    give_up_export(scene.desk, WEBSITE_ID, export.export_id, now=NOW)
    assert scene.exports.get(WEBSITE_ID, export.export_id) == done


def test_a_busy_store_is_asked_again_half_a_minute_later(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Exporting(2)
    export = start_export(scene.desk, an_order(), now=NOW)

    def busy(*_: Any, **__: Any) -> Any:
        raise BusyError("slow down")

    with monkeypatch.context() as patch:
        patch.setattr(scene.store, "page", busy)
        assert not run(scene, export).is_over
    assert scene.queue.messages[-1] == (WEBSITE_ID, export.export_id, timedelta(seconds=30))
    assert run(scene, export).rows == 2


def test_a_file_is_gone_after_seven_days() -> None:
    scene = Exporting(0)
    done = run(scene, start_export(scene.desk, an_order(), now=NOW))
    assert done.state_at(NOW + timedelta(days=7, seconds=-1)) is ExportState.DONE
    assert done.state_at(NOW + timedelta(days=7)) is ExportState.EXPIRED
    assert replace(done, state=ExportState.FAILED).expires_at is None


# ---- how many there will be ------------------------------------------------------------------------------------------
DAY = NOW.date() - timedelta(days=1)


def counted(scene: Exporting, **counts: int) -> None:
    """Rows of one day by `<type>__<status>`."""
    names = {name: name.split("__") for name in counts}
    tally = Tally({(ReviewType(kind), Status(status)): counts[name] for name, (kind, status) in names.items()})
    place = CounterPlace(WEBSITE_ID, "Europe/Paris", DAY, "202611", 0)
    scene.counters.kept[place] = Counter(tally, "1")
    scene.zones.begin(WEBSITE_ID, "Europe/Paris")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ReviewRequestFilter(), 111),
        (ReviewRequestFilter(first_day=DAY + timedelta(days=1)), 0),
        (ReviewRequestFilter(statuses=frozenset({Status.SENT})), 11),
        (ReviewRequestFilter(review_types=frozenset({ReviewType.BRAND})), 110),
        (ReviewRequestFilter(languages=frozenset({"fr"})), None),
    ],
)
def test_the_counters_tell_how_many_rows_there_will_be_where_they_can(
    wanted: ReviewRequestFilter, expected: int | None
) -> None:
    scene = Exporting(0)
    counted(scene, product__sent=1, brand_and_product__sent=10, brand__error=100)
    assert start_export(scene.desk, an_order(wanted=wanted), now=NOW).expected == expected


def test_counts_that_are_being_made_tell_nothing() -> None:
    assert start_export(Exporting(2).desk, an_order(), now=NOW).expected is None
