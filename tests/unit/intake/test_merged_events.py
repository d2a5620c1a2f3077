"""Events of one reference in one body are one purchase, as the rows of a file are."""

import pytest

from chalicelib.domain.proof import ReviewType
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import event, read_events


def product(reference: str) -> dict[str, object]:
    return {"product_ref": {"reference": reference}, "name": reference}


def test_identical_events_collapse_and_keep_their_places() -> None:
    parsed = read_events([event(), event(purchase_reference="B"), event()])
    [first, other] = parsed.proofs
    assert (first.lines, other.lines) == ((1, 3), (2,))
    assert parsed.entries == (first, other, first)


def test_products_and_wishes_of_events_are_merged() -> None:
    brand = event(products=[product("1")], solicitation_parameters={"purchase_event_type": "PURCHASE_ONLY"})
    both = event(products=[product("2"), product("1")], solicitation_parameters={"purchase_event_type": "PRODUCT_ONLY"})
    [proof] = read_events([brand, both]).proofs
    assert [one.product_ref for one in proof.products] == ["1", "2"]
    assert proof.review_types == frozenset({ReviewType.BRAND, ReviewType.PRODUCT})


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"consumer": {"email": "b@example.com"}}, "consumer.email", "b@example.com"),
        ({"purchase_date": "2024-03-05"}, "purchase_date", "2024-03-05"),
        ({"solicitation_parameters": {"delay": 3}}, "solicitation_parameters.delay", "3"),
    ],
)
def test_contradictory_events_are_all_refused_and_name_each_other(
    changes: dict[str, object], field: str, value: str
) -> None:
    parsed = read_events([event(), event(), event(**changes), event(purchase_reference="B")])
    assert [(one.line, one.code, one.field, one.detail) for one in parsed.rejects] == [
        (1, RejectCode.CONFLICTING_ROWS, field, "3"),
        (2, RejectCode.CONFLICTING_ROWS, field, "3"),
        (3, RejectCode.CONFLICTING_ROWS, field, "1"),
    ]
    assert parsed.rejects[2].value == value
    assert [proof.experience_reference for proof in parsed.proofs] == ["B"]


def test_a_refused_event_does_not_hold_back_the_others_of_its_reference() -> None:
    parsed = read_events([event(), event(consumer={"email": "x"})])
    assert [proof.lines for proof in parsed.proofs] == [(1,)]
    assert [(reject.line, reject.code) for reject in parsed.rejects] == [(2, RejectCode.INVALID_EMAIL)]
