"""Statistics over HTTP, and the rows their figures lead to."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_statistics import count_statistics
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of
from tests.functional.wired import PERSON_TOKEN, Suivi

STATISTICS = f"/v1/websites/{WEBSITE_ID}/statistics"
LIST = f"/v1/websites/{WEBSITE_ID}/review-requests"
SENT_AT = NOW - timedelta(days=3)


def keep(suivi: Suivi, number: int, *facts: Fact, **values: Any) -> ReviewRequest:
    """A row of the table, counted as the stream would."""
    proof = a_proof(experience_reference=f"R{number}")
    row = a_review_request(proof=proof, **values)
    for fact in facts:
        row = row.learning(fact)
    suivi.store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    change = RowChange(WEBSITE_ID, row.review_request_id, f"{number:040d}", None, row)
    assert not count_statistics(wiring.statistics_store, wiring.counting, [change])
    return row


@pytest.fixture
def filled(suivi: Suivi) -> Suivi:
    """Three requests sent, one of them after a reminder reviewed; one planned, one sent long ago."""
    sent, reminded = Fact(SENT_AT, FactKind.SENT), Fact(SENT_AT + timedelta(days=1), FactKind.SENT, 1)
    reviewed = Fact(SENT_AT + timedelta(days=2), FactKind.REVIEW_SUBMITTED)
    keep(suivi, 1, sent)
    keep(suivi, 2, sent, Fact(SENT_AT, FactKind.OPENED), channel=Channel.OFFLINE, shop_id="LYON")
    keep(suivi, 3, sent, reminded, reviewed, review_type=ReviewType.BRAND_AND_PRODUCT, language="de")
    keep(suivi, 4, planned_at=NOW)
    keep(suivi, 5, Fact(NOW - timedelta(days=200), FactKind.SENT))
    return suivi


def asked(suivi: Suivi, query: str = "", token: str = PERSON_TOKEN) -> Any:
    return suivi.get(f"{STATISTICS}{query}", token).json_body


def test_the_funnel_of_the_last_thirty_days(filled: Suivi) -> None:
    shown = asked(filled)
    assert shown["period"] == {"sent_from": "2026-10-25", "sent_to": "2026-11-23", "time_zone": "Europe/Paris"}
    assert [tuple(stage.values()) for stage in shown["funnel"]] == [
        ("received", 4, None, None),
        ("sent", 3, 1.0, 0.75),
        ("delivered", 2, 0.6667, 0.6667),
        ("opened", 2, 0.6667, 1.0),
        ("form_opened", 1, 0.3333, 0.5),
        ("review_submitted", 1, 0.3333, 1.0),
    ]
    assert shown["counted"] is True
    assert shown["reminders"] == {
        "sent": 1,
        "form_opened_after": 1,
        "review_submitted_after": 1,
        "share_of_reviews": 1.0,
    }


def test_every_day_is_told_and_groups_come_largest_first(filled: Suivi) -> None:
    shown = asked(filled)
    days = {day["day"]: (day["received"], day["sent"], day["review_submitted"]) for day in shown["days"]}
    assert len(days) == 30
    assert {day: counts for day, counts in days.items() if any(counts)} == {
        "2026-11-20": (3, 3, 1),
        "2026-11-23": (1, 0, 0),
    }
    groups = {group["dimension"]: [(one["value"], one["sent"]) for one in group["values"]] for group in shown["groups"]}
    assert groups == {
        "review_type": [("brand", 3), ("product", 1)],
        "channel": [("online", 2), ("offline", 1)],
        "shop_id": [("LYON", 1)],
        "language": [("fr", 2), ("de", 1)],
        "template": [],
    }


@pytest.mark.parametrize(
    "query",
    [
        {"review_type": "product"},
        {"channel": "offline"},
        {"shop_id": "LYON"},
        {"language": ["de", "en"]},
        {"sent_from": "2026-11-21"},
        {"sent_to": "2026-11-20"},
        {"template": "standard"},
    ],
)
def test_every_figure_equals_the_rows_its_link_leads_to(filled: Suivi, query: dict[str, Any]) -> None:
    shown = asked(filled, "?" + urlencode(query, doseq=True))
    period = {name: shown["period"][name] for name in ("sent_from", "sent_to")}
    for stage in shown["funnel"]:
        assert stage["count"] == len(rows(filled, {**query, **period, "reached": stage["milestone"]}))
    for group in shown["groups"]:
        for one in group["values"]:
            link = {**query, **period, group["dimension"]: one["value"], "reached": "sent"}
            assert one["sent"] == len(rows(filled, link))
    assert shown["reminders"]["sent"] == len(rows(filled, {**query, **period, "after_reminder": "sent"}))


def rows(suivi: Suivi, query: dict[str, Any]) -> list[Any]:
    answer = suivi.get(f"{LIST}?{urlencode(query, doseq=True)}", PERSON_TOKEN).json_body
    assert answer["next_page_token"] is None
    return list(answer["items"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("sent_from=2024-11-22", "sent_from"),
        ("sent_to=2027-11-25", "sent_to"),
        ("sent_to=0001-01-05", "sent_to"),
        ("sent_from=2026-11-24&sent_to=2026-11-23", "sent_from"),
        ("sent_from=tomorrow", "sent_from"),
        ("channel=moon", "channel"),
        ("language=xx", "language"),
        ("status=sent", "status"),
    ],
)
def test_what_cannot_be_asked_is_named(suivi: Suivi, query: str, field: str) -> None:
    answer = suivi.get(f"{STATISTICS}?{query}", PERSON_TOKEN)
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, field)


def test_the_period_goes_back_24_months_and_ahead_one_year(suivi: Suivi) -> None:
    shown = asked(suivi, "?sent_from=2024-11-23&sent_to=2027-11-24")
    assert len(shown["days"]) == 365 * 3 + 2
    assert asked(suivi, "?sent_from=2026-11-30")["period"]["sent_to"] == "2026-11-30"
    assert asked(suivi, "?sent_to=2026-11-01")["period"]["sent_from"] == "2026-10-03"


def test_figures_that_are_being_made_anew_are_not_told(filled: Suivi) -> None:
    wiring.counted_zones.use(WEBSITE_ID, "Europe/London")
    shown = asked(filled)
    assert (shown["counted"], shown["funnel"], shown["reminders"], shown["days"]) == (False, [], None, [])


def test_openings_that_are_only_counted_are_told_beside_the_funnel(filled: Suivi) -> None:
    assert asked(filled)["open_tracking"] == {"mode": "individual", "aggregated_opens": 0}
    for day in (SENT_AT.date(), SENT_AT.date(), NOW.date() - timedelta(days=40)):
        wiring.open_counts.add_open(WEBSITE_ID, day)
    assert asked(filled)["open_tracking"]["aggregated_opens"] == 2


def test_a_foreign_website_is_not_there(suivi: Suivi) -> None:
    foreign = suivi.get(f"/v1/websites/{OTHER_WEBSITE_ID}/statistics", PERSON_TOKEN)
    assert (foreign.status_code, foreign.json_body["code"]) == (404, "website_not_found")
