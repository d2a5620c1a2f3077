"""Counts per status over HTTP."""

from datetime import date

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.counting import Move, fold
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import CounterPlace
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

COUNTS = f"/v1/websites/{WEBSITE_ID}/review-requests/counts"
NONE = dict.fromkeys((status.value for status in Status), 0)


def count(day: int, review_type: ReviewType, status: Status, times: int = 1, *, shard: int = 0) -> None:
    place = CounterPlace(WEBSITE_ID, "Europe/Paris", date(2026, 11, day), "202611", shard)
    number = int(wiring.counter_store.watermark(place) or 0) + 1
    moves = [Move(f"{number + n:040d}", f"{number + n}", None, (review_type, status)) for n in range(times)]
    assert wiring.counter_store.add(place, fold(moves))


@pytest.fixture
def _counted(suivi: Suivi) -> None:
    count(20, ReviewType.BRAND, Status.SENT, 3)
    count(20, ReviewType.BRAND, Status.SENT, 1, shard=7)
    count(20, ReviewType.BRAND_AND_PRODUCT, Status.ERROR)
    count(21, ReviewType.PRODUCT, Status.SENT, 5)
    count(22, ReviewType.PRODUCT, Status.SCHEDULED, 2)


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"sent": 9, "error": 1, "scheduled": 2}),
        ("?experience_from=2026-11-21", {"sent": 5, "scheduled": 2}),
        ("?experience_from=2026-11-21&experience_to=2026-11-21", {"sent": 5}),
        ("?experience_to=2026-11-19", {}),
        ("?review_type=brand", {"sent": 4, "error": 1}),
        ("?review_type=product", {"sent": 5, "error": 1, "scheduled": 2}),
        ("?review_type=brand&review_type=product", {"sent": 9, "error": 1, "scheduled": 2}),
        ("?review_type=brand_and_product", {"sent": 9, "error": 1, "scheduled": 2}),
    ],
)
def test_counts_follow_range_and_type_as_the_list_does(suivi: Suivi, query: str, expected: dict[str, int]) -> None:
    answer = suivi.get(COUNTS + query, suivi.token())

    assert answer.status_code == 200
    assert answer.json_body == {"counted": True, "statuses": NONE | expected, "total": sum(expected.values())}


def test_a_website_without_requests_has_every_status_at_nought(suivi: Suivi) -> None:
    assert suivi.get(COUNTS, suivi.token()).json_body == {"counted": True, "statuses": NONE, "total": 0}


def test_a_count_is_never_below_nought_even_where_the_stream_lost_a_change(suivi: Suivi) -> None:
    place = CounterPlace(WEBSITE_ID, "Europe/Paris", date(2026, 11, 20), "202611", 0)
    scheduled, sent = (ReviewType.BRAND, Status.SCHEDULED), (ReviewType.BRAND, Status.SENT)
    wiring.counter_store.add(place, fold([Move(f"{1:040d}", "its creation was lost", scheduled, sent)]))

    assert suivi.get(COUNTS, suivi.token()).json_body == {"counted": True, "statuses": NONE | {"sent": 1}, "total": 1}


@pytest.mark.usefixtures("_counted")
def test_counts_being_made_anew_are_said_to_be(suivi: Suivi) -> None:
    wiring.counted_zones.use(WEBSITE_ID, "Asia/Tokyo")

    assert suivi.get(COUNTS, suivi.token()).json_body == {"counted": False, "statuses": NONE, "total": 0}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("status=sent", "status"),
        ("page_size=10", "page_size"),
        ("experience_from=yesterday", "experience_from"),
        ("experience_from=2026-11-21&experience_to=2026-11-20", "experience_from"),
        ("review_type=both", "review_type"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(suivi: Suivi, query: str, field: str) -> None:
    answer = suivi.get(f"{COUNTS}?{query}", suivi.token())

    assert answer.status_code == 400
    assert answer.json_body["errors"][0]["field"] == field


def test_who_may_see_the_list_may_see_its_counts_and_nobody_else(suivi: Suivi) -> None:
    assert suivi.get(COUNTS, PERSON_TOKEN).status_code == 200
    assert suivi.get(COUNTS).status_code == 401
    for website_id in (OTHER_WEBSITE_ID, "11111111-2222-4333-8444-555555555555", "x"):
        path = COUNTS.replace(WEBSITE_ID, website_id)
        assert suivi.get(path, suivi.token()).status_code == 404
