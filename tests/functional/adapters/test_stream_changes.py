"""Records of the table's stream: what they tell of rows, and what they pass over."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.adapters import counter_keys, keys
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import RequestItem, TransmissionItem
from chalicelib.adapters.stream_changes import TableStream
from chalicelib.adapters.transmission_documents import transmission_item
from chalicelib.domain.books import TransmissionSource, source_of
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books, Transmission, TransmissionKind
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.recount_ports import Checkpoint
from tests.builders import NOW, WEBSITE_ID, a_review_request, a_transmission

BEFORE = a_review_request()
AFTER = replace(BEFORE.learning(Fact(NOW, FactKind.SENT)), version=1)
STREAM = TableStream()


def image(row: ReviewRequest, **attributes: Any) -> dict[str, Any]:
    return {**to_item(RequestItem, row).serialize(), **attributes}


def record(
    old: dict[str, Any] | None, new: dict[str, Any] | None, *, number: str = "4421584500000000017450439091"
) -> dict[str, Any]:
    """As Lambda hands it over: JSON, each value with the letter of its type."""
    there = new or old or {}
    told: dict[str, Any] = {"Keys": {"pk": there["pk"], "sk": there["sk"]}, "SequenceNumber": number}
    images = {"OldImage": old, "NewImage": new}
    return {"eventID": "e", "dynamodb": told | {name: it for name, it in images.items() if it}}


def test_a_change_holds_the_row_before_and_after() -> None:
    change = STREAM.change(record(image(BEFORE), image(AFTER)))

    assert change is not None
    assert (change.website_id, change.review_request_id) == (WEBSITE_ID, BEFORE.review_request_id)
    assert (change.before, change.after) == (BEFORE, AFTER)
    assert (change.status_before, change.status_after) == (Status.SCHEDULED, Status.SENT)


def test_a_new_row_has_no_before_and_a_removed_one_no_after() -> None:
    new, removed = STREAM.change(record(None, image(BEFORE))), STREAM.change(record(image(BEFORE), None))

    assert new
    assert (new.before, new.status_before, new.after) == (None, None, BEFORE)
    assert removed
    assert (removed.before, removed.after, removed.status_after) == (BEFORE, None, None)


def test_the_status_is_the_one_written_even_if_the_rules_say_another_one_today() -> None:
    change = STREAM.change(record(image(BEFORE, st={"S": "cancelled"}), image(AFTER, st={"S": "error"})))

    assert change
    assert (change.status_before, change.status_after) == (Status.CANCELLED, Status.ERROR)
    assert change.after
    assert change.after.current.status is Status.SENT


def test_sequence_numbers_compare_as_text_whatever_their_length() -> None:
    numbers = ["99", "100", "4421584500000000017450439091", "44215845000000000174504390910"]
    padded = [STREAM.sequence_number(record(None, image(BEFORE), number=number)) for number in numbers]

    assert padded == sorted(padded)
    assert {len(number) for number in padded} == {40}


@pytest.mark.parametrize(
    ("pk", "sk"),
    [
        (keys.proof(WEBSITE_ID, "p").pk, keys.PROOF_SK),
        (keys.website_settings(WEBSITE_ID), "COLLECTION"),
        (f"W#{WEBSITE_ID}#M#202611#0", "~"),
        ("S#DUE", "DAY#20261120"),
        ("G#CONTACT#hash", "O"),
    ],
)
def test_other_items_are_passed_over(pk: str, sk: str) -> None:
    assert STREAM.change(record(None, {"pk": {"S": pk}, "sk": {"S": sk}})) is None


def test_a_row_of_a_later_version_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="a status of tomorrow"):
        STREAM.change(record(None, image(BEFORE, st={"S": "a status of tomorrow"})))


# ---- transmissions ---------------------------------------------------------------------------------------------------
CALL = a_transmission(TransmissionKind.CALL, distinct="call-1", books=Books(2, 1, rejected=1, requests=1))
FILE = a_transmission(books=Books(9, 9))


def transmission_image(one: Transmission) -> dict[str, Any]:
    return {**transmission_item(TransmissionItem, one).serialize(), "li": {"B": "eJwDAAAAAAE="}}


@pytest.mark.parametrize("after", [CALL, FILE], ids=["call", "file"])
def test_a_change_holds_the_transmission_before_and_after(after: Transmission) -> None:
    before = replace(after, books=Books())
    told = record(transmission_image(before), transmission_image(after))
    assert STREAM.transmission_change(told) == TransmissionChange(STREAM.sequence_number(told), before, after)
    assert STREAM.change(told) is None
    assert STREAM.transmission_change(record(None, image(BEFORE))) is None


def test_what_stands_beside_transmissions_is_none() -> None:
    for pk, sk in (("F", "~"), ("F#CONTENT", "d" * 64), (f"F#{FILE.transmission_id}", "C#000001"), ("F#BOOKS", "~")):
        item = {"pk": {"S": f"W#{WEBSITE_ID}#{pk}"}, "sk": {"S": sk}}
        assert STREAM.transmission_change(record(None, item)) is None


@pytest.mark.parametrize("source", [source_of(CALL.transmission_id), source_of(FILE.transmission_id)])
def test_a_checkpoint_among_transmissions_names_their_partition(source: TransmissionSource) -> None:
    key = counter_keys.checkpoint(WEBSITE_ID, source)
    told = record(None, {"pk": {"S": key.pk}, "sk": {"S": key.sk}, "ck": {"S": "token"}})
    assert STREAM.checkpoint(told) == Checkpoint(WEBSITE_ID, source, "token", STREAM.sequence_number(told))
