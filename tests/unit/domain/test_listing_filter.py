"""The list's filter: extreme days, fingerprints, and what reasons and milestones rule out."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chalicelib.adapters.filter_documents import filter_from
from chalicelib.api.filter_parameters import FILTER_FIELDS, filter_from_json, filter_json
from chalicelib.api.openapi_list import FILTER_PROPERTIES
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.listing import STATUSES_WITH_REASON, ListOrder, ReviewRequestFilter
from chalicelib.domain.milestones import Milestone, furthest
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.status import Status, current_status
from tests.builders import NOW, a_review_request

PARIS = ZoneInfo("Europe/Paris")
FULL: dict[str, Any] = {
    "first_day": date(2026, 1, 2),
    "last_day": date(2026, 3, 4),
    "statuses": frozenset({Status.ERROR, Status.SENT}),
    "review_types": frozenset({ReviewType.BRAND}),
    "reasons": frozenset({"withdrawn"}),
    "channels": frozenset({Channel.OFFLINE}),
    "shop_ids": frozenset({"LYON-2", "PARIS"}),
    "transmission_methods": frozenset({TransmissionMethod.SFTP}),
    "languages": frozenset({"fr"}),
    "templates": frozenset({"standard"}),
    "sent_first_day": date(2026, 1, 5),
    "sent_last_day": date(2026, 1, 6),
    "reached": Milestone.OPENED,
    "after_reminder": Milestone.SENT,
    "received_first_day": date(2026, 1, 3),
    "received_last_day": date(2026, 1, 4),
}


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_no_experience_can_have_are_as_good_as_none(zone: str) -> None:
    row = a_review_request()
    for wanted in (
        ReviewRequestFilter(first_day=date.min, last_day=date.max),
        ReviewRequestFilter(first_day=date(1901, 1, 1)),
    ):
        assert wanted.matches(row, ZoneInfo(zone))
        start, end = wanted.bounds(ZoneInfo(zone))
        assert start.timestamp() > 0
        assert end.timestamp() < 2**40


def test_every_field_has_its_parameter_its_schema_and_its_document() -> None:
    attributes = [field.attribute for field in FILTER_FIELDS.values()]
    assert sorted(attributes) == sorted(field.name for field in fields(ReviewRequestFilter)) == sorted(FULL)
    assert FILTER_FIELDS.keys() == FILTER_PROPERTIES.keys()


def test_a_filter_comes_back_as_it_was_written() -> None:
    whole = ReviewRequestFilter(**FULL)
    for wanted in (whole, ReviewRequestFilter()):
        assert filter_from_json(filter_json(wanted)) == wanted
    document = {
        name: sorted(value) if isinstance(value, frozenset) else value and str(value) for name, value in FULL.items()
    }
    assert filter_from(document) == whole
    assert filter_from({"statuses": ["sent"]}) == ReviewRequestFilter(statuses=frozenset({Status.SENT}))


def test_fingerprints_differ_with_every_field_and_with_the_order() -> None:
    none = ReviewRequestFilter()
    lists = [(replace(none, **{name: value}), order) for name, value in FULL.items() for order in ListOrder]
    prints = {wanted.fingerprint(order) for wanted, order in [*lists, *((none, order) for order in ListOrder)]}
    assert len(prints) == 2 * (len(FULL) + 1)
    tricky = [frozenset({"a", "b"}), frozenset({"a1:b"}), frozenset({"a,b"})]
    assert len({ReviewRequestFilter(shop_ids=ids).fingerprint() for ids in tricky}) == 3


def test_what_a_filter_rules_out_no_row_has() -> None:
    """Reasons and the last milestone narrow the statuses that are read; they must never narrow too far."""
    kinds = [kind for kind in FactKind if kind is not FactKind.CREATED]
    places = list(product(kinds, (0, 1)))
    for pair in combinations(places, 2):
        told = [Fact(NOW + timedelta(hours=n), kind, step, "x") for n, (kind, step) in enumerate(pair)]
        facts = Facts.of(Fact(NOW, FactKind.CREATED), *told)
        current = current_status(facts)
        assert current.reason is None or current.status in STATUSES_WITH_REASON
        assert (furthest(facts) is Milestone.REVIEW_SUBMITTED) == (current.status is Status.REVIEW_SUBMITTED)


def test_reasons_and_milestones_say_which_statuses_are_possible() -> None:
    def possible(**values: Any) -> frozenset[Status] | None:
        return ReviewRequestFilter(**values).possible_statuses

    assert possible() is None
    assert possible(reached=Milestone.OPENED) is None
    assert possible(reasons=frozenset({"capped"})) == STATUSES_WITH_REASON
    assert possible(reasons=frozenset({"capped"}), statuses=frozenset({Status.ERROR, Status.SENT})) == frozenset(
        {Status.ERROR}
    )
    assert possible(reached=Milestone.REVIEW_SUBMITTED, statuses=frozenset({Status.SENT})) == frozenset()


@pytest.mark.parametrize(
    ("first", "last", "is_found"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), True),
        (date(2026, 11, 23), date(2026, 11, 23), False),
        (None, date(2026, 11, 23), False),
        (date(2026, 11, 25), None, False),
        (date.min, date.max, True),
    ],
)
def test_the_day_of_reception_is_that_of_the_websites_zone(
    first: date | None, last: date | None, is_found: bool
) -> None:
    made_at = NOW.replace(hour=23, minute=30)
    row = a_review_request(facts=Facts.of(Fact(made_at, FactKind.CREATED)))
    wanted = ReviewRequestFilter(received_first_day=first, received_last_day=last)
    assert wanted.matches(row, PARIS) is is_found


def test_no_experience_lies_behind_the_day_of_its_reception() -> None:
    """So the list begins to read there."""
    _, end = ReviewRequestFilter(received_last_day=date(2026, 11, 24)).bounds(PARIS)
    assert end.date() == date(2026, 11, 25)
    _, end = ReviewRequestFilter(last_day=date(2026, 11, 1), received_last_day=date(2026, 11, 24)).bounds(PARIS)
    assert end.date() == date(2026, 11, 1)
