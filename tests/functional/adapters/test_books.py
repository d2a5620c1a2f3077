"""The books of the stream, what checks found, and statuses of many requests: the fake and the adapter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.books import (
    BooksPlace,
    CheckPlace,
    DayCheck,
    DoorCheck,
    KnownStatuses,
    Recounted,
    TransmissionSource,
)
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books
from chalicelib.usecases.books_ports import BooksChecks, BooksDelta, BooksStore, CellFigures, RequestStatuses
from tests.builders import (
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.fakes import FakeBooks, FakeBooksChecks, FakeRequestStatuses, FakeReviewRequests

DAY = date(2026, 11, 23)
PLACE = BooksPlace(WEBSITE_ID, DAY, TransmissionMethod.SFTP, TransmissionSource())
SOME = Books(10, 6, 2, 1, 1, 1, 7)
FOUND = Recounted(SOME, {Status.SCHEDULED: 6, Status.CANCELLED: 1}, 1)


@pytest.fixture(params=["fake", "dynamodb"])
def books(request: pytest.FixtureRequest) -> BooksStore:
    """Nothing is counted yet."""
    if request.param == "fake":
        return FakeBooks()
    from chalicelib.adapters.dynamodb_books import DynamoDBBooks

    return DynamoDBBooks(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def checks(request: pytest.FixtureRequest) -> BooksChecks:
    """Nothing was checked yet."""
    if request.param == "fake":
        return FakeBooksChecks()
    from chalicelib.adapters.dynamodb_books_checks import DynamoDBBooksChecks

    return DynamoDBBooksChecks(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def statuses(request: pytest.FixtureRequest) -> tuple[RequestStatuses, list[ReviewRequest]]:
    """A hundred and twenty requests, one of them sent."""
    rows = [a_review_request(proof=a_proof(experience_reference=str(n))) for n in range(120)]
    rows[0] = rows[0].learning(Fact(NOW, FactKind.SENT))
    if request.param == "fake":
        fake = FakeReviewRequests()
        fake.rows |= {(WEBSITE_ID, row.review_request_id): row for row in rows}
        return FakeRequestStatuses(fake), rows
    from chalicelib.adapters.dynamodb_request_statuses import DynamoDBRequestStatuses
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    name = request.getfixturevalue("table_name")
    store = DynamoDBReviewRequests(name)
    for row in rows:
        proof = a_proof(experience_reference=row.experience_reference)
        store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return DynamoDBRequestStatuses(name), rows


def delta(first: int, last: int, difference: Books) -> BooksDelta:
    return BooksDelta(f"{first:040d}", f"{last:040d}", difference)


# ---- cells -----------------------------------------------------------------------------------------------------------
def test_every_figure_is_added_once_under_its_watermark(books: BooksStore) -> None:
    assert books.watermark(PLACE) == ""
    assert books.add(PLACE, delta(1, 5, SOME))
    assert not books.add(PLACE, delta(5, 6, SOME))
    assert books.add(PLACE, delta(6, 7, Books() - replace(SOME, accepted=0)))
    assert books.cells(WEBSITE_ID, first=DAY, last=DAY) == {PLACE: CellFigures(Books(accepted=6), f"{7:040d}")}
    assert books.watermark(PLACE) == f"{7:040d}"


def test_cells_of_some_days_come_apart_by_door_and_partition(books: BooksStore) -> None:
    others = [
        replace(PLACE, method=TransmissionMethod.CSV),
        replace(PLACE, method=TransmissionMethod.API, source=TransmissionSource(DAY)),
        replace(PLACE, method=TransmissionMethod.API, source=TransmissionSource(DAY - timedelta(days=1))),
        replace(PLACE, day=DAY + timedelta(days=1)),
    ]
    outside = [
        replace(PLACE, day=DAY - timedelta(days=1)),
        replace(PLACE, day=DAY + timedelta(days=2)),
        replace(PLACE, website_id=OTHER_WEBSITE_ID),
    ]
    for number, place in enumerate((PLACE, *others, *outside), start=1):
        assert books.add(place, delta(number, number, Books(received=number)))
    found = books.cells(WEBSITE_ID, first=DAY, last=DAY + timedelta(days=1))
    assert {place: figures.books.received for place, figures in found.items()} == dict(
        zip((PLACE, *others), range(1, 6), strict=True)
    )


def test_a_correction_replaces_everything_unless_something_was_counted_meanwhile(books: BooksStore) -> None:
    right = CellFigures(Books(received=1), f"{9:040d}")
    books.add(PLACE, delta(1, 2, SOME))
    assert not books.correct(PLACE, CellFigures(SOME, f"{1:040d}"), right)
    assert books.correct(PLACE, CellFigures(SOME, f"{2:040d}"), right)
    assert books.cells(WEBSITE_ID, first=DAY, last=DAY) == {PLACE: right}
    assert not books.add(PLACE, delta(9, 9, SOME))
    never = replace(PLACE, day=DAY + timedelta(days=1))
    assert books.correct(never, CellFigures(), right)
    assert not books.correct(never, CellFigures(), right)


def test_the_adapter_refuses_what_is_no_website(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_books import DynamoDBBooks

    with pytest.raises(WebsiteNotFoundError):
        DynamoDBBooks(table_name).add(replace(PLACE, website_id="x#F"), delta(1, 1, SOME))


# ---- checks ----------------------------------------------------------------------------------------------------------
def test_a_check_is_kept_whole_the_last_one_of_a_day(checks: BooksChecks) -> None:
    under_way = DayCheck(WEBSITE_ID, DAY, place=CheckPlace("f06h0fm9100ta0ovt4e0e1g4sq", 3, FOUND))
    checks.save(under_way)
    assert checks.check(WEBSITE_ID, DAY) == under_way
    doors = {TransmissionMethod.SFTP: DoorCheck(FOUND, 1, 1, 1, ("f06h0fm9100ta0ovt4e0e1g4sq",))}
    done = DayCheck(WEBSITE_ID, DAY, doors, 2, 1, NOW)
    checks.save(done)
    assert checks.check(WEBSITE_ID, DAY) == done
    assert checks.check(OTHER_WEBSITE_ID, DAY) is None


def test_checks_of_some_days_come_without_other_things(checks: BooksChecks) -> None:
    days = [DayCheck(WEBSITE_ID, DAY + timedelta(days=n), checked_at=NOW) for n in range(4)]
    for check in days:
        checks.save(check)
    checks.save_statuses(WEBSITE_ID, "f06h0fm9100ta0ovt4e0e1g4sq", KnownStatuses({}, NOW))
    assert [*checks.checks(WEBSITE_ID, first=days[1].day, last=days[2].day)] == days[1:3]


def test_statuses_of_a_large_transmission_are_kept(checks: BooksChecks) -> None:
    known = KnownStatuses({Status.SENT: 4_000}, NOW, 2)
    assert checks.statuses(WEBSITE_ID, "f06h0fm9100ta0ovt4e0e1g4sq") is None
    checks.save_statuses(WEBSITE_ID, "f06h0fm9100ta0ovt4e0e1g4sq", known)
    assert checks.statuses(WEBSITE_ID, "f06h0fm9100ta0ovt4e0e1g4sq") == known
    assert checks.statuses(OTHER_WEBSITE_ID, "f06h0fm9100ta0ovt4e0e1g4sq") is None


def test_when_websites_were_looked_at_is_known(checks: BooksChecks) -> None:
    checks.looked_at(WEBSITE_ID, DAY)
    checks.looked_at(OTHER_WEBSITE_ID, DAY)
    checks.looked_at(WEBSITE_ID, DAY + timedelta(days=1))
    assert checks.websites() == {WEBSITE_ID: DAY + timedelta(days=1), OTHER_WEBSITE_ID: DAY}


# ---- statuses --------------------------------------------------------------------------------------------------------
def test_statuses_of_many_requests_are_read_together(statuses: tuple[RequestStatuses, list[ReviewRequest]]) -> None:
    reader, rows = statuses
    ids = [row.review_request_id for row in rows]
    missing = a_review_request(proof=a_proof(experience_reference="never")).review_request_id
    found = reader.statuses_of(WEBSITE_ID, [*ids, missing, ids[0]])
    assert found == dict.fromkeys(ids, Status.SCHEDULED) | {ids[0]: Status.SENT}
    assert reader.statuses_of(OTHER_WEBSITE_ID, ids) == {}
