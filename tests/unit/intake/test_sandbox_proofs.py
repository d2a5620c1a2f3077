"""What comes with a sandbox credential, whatever its shape, stays in the sandbox."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.sandbox import is_sandbox, is_simulated
from chalicelib.domain.transmission import TransmissionFormat, TransmissionKind
from chalicelib.intake.file_reading import FileReading
from chalicelib.intake.json_proofs import ParsedEvents, parse_events
from chalicelib.intake.rejects import RejectCode
from tests.builders import a_collection, a_transmission
from tests.unit.intake.doors import ARRIVAL, HEADER, WEBSITE_ID, parse_csv, row

SANDBOX = replace(ARRIVAL, sandbox=True)
SIMULATED = "success+1@simulator.amazonses.com"


def event(email: object = SIMULATED, reference: object = "CMD-1", **changes: Any) -> dict[str, Any]:
    consumer = {"first_name": "Marie", "last_name": "Durand", "email": email}
    return {"purchase_reference": reference, "purchase_date": "2024-03-04", "consumer": consumer, **changes}


def read(*events: object, sandbox: bool = True) -> ParsedEvents:
    return parse_events(list(events), SANDBOX if sandbox else ARRIVAL, website_id=WEBSITE_ID)


def test_the_reference_is_marked_once() -> None:
    parsed = read(event(), event(reference="sandbox:CMD-2"), event(reference=7))
    assert [proof.experience_reference for proof in parsed.proofs] == ["sandbox:CMD-1", "sandbox:CMD-2", "sandbox:7"]


def test_another_address_is_refused_and_the_right_ones_are_named() -> None:
    (reject,) = read(event("marie@example.com")).rejects
    assert (reject.code, reject.field, reject.value) == (
        RejectCode.SANDBOX_ADDRESS,
        "consumer.email",
        "marie@example.com",
    )
    assert reject.experience_reference == "CMD-1"
    for language in ("fr", "en"):
        assert "suppressionlist@simulator.amazonses.com" in reject.remedy(language)


def test_a_real_credential_writes_to_whom_it_likes_but_not_under_the_sandboxes_name() -> None:
    parsed = read(event("a@example.com"), event("b@example.com", "sandbox:1"), event(SIMULATED, "2"), sandbox=False)
    assert [proof.experience_reference for proof in parsed.proofs] == ["CMD-1", "2"]
    assert [reject.code for reject in parsed.rejects] == [RejectCode.SANDBOX_ADDRESS]


@pytest.mark.parametrize("email", ["marie@example.com", SIMULATED])
def test_a_file_follows_the_same_rule(email: str) -> None:
    parsed = parse_csv(f"{HEADER}\n{row(email=email)}\n{row(email=email)}\n".encode(), SANDBOX)
    assert [proof.experience_reference for proof in parsed.proofs] == (["sandbox:A-1"] if email == SIMULATED else [])


def test_a_body_worked_through_later_follows_it_too() -> None:
    whole = a_transmission(TransmissionKind.CALL, format=TransmissionFormat.JSON, sandbox=True)
    body = json.dumps([event("marie@example.com"), event()]).encode()
    piece = FileReading().read(BytesIO(body), whole, a_collection())
    assert [proof.experience_reference for proof in piece.proofs] == ["sandbox:CMD-1"]
    assert [line.code for line in piece.refused] == ["sandbox_address"]


ADDRESSES = st.sampled_from(
    (
        SIMULATED,
        "marie@example.com",
        "BOUNCE@SIMULATOR.AMAZONSES.COM",
        "success@simulator.amazonses.com, marie@example.com",
        "marie@example.com <success@simulator.amazonses.com>",
        "success@simulator.amazonses.com@example.com",
        "success@simulator.amazonses.com\nBcc: marie@example.com",
        "success@ｓimulator.amazonses.com",
        "success@simulator.amazonses.com.",
        '"success@simulator.amazonses.com"@example.com',
    )
)
LOOSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | ADDRESSES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("email", "orderData", "a")), inner),
    max_leaves=6,
)


@st.composite
def shapes(draw: st.DrawFn) -> object:
    """Events with addresses and references of every kind, in every place, perhaps wrapped, perhaps beside decoys."""
    made = event(draw(ADDRESSES | LOOSE), draw(st.sampled_from(("CMD-1", " sandbox:1 ", "Sandbox:1", "", 7)) | LOOSE))
    for decoy in draw(st.lists(st.sampled_from(("email", "consumer_email", "to", "sandbox", "products")), max_size=3)):
        made[decoy] = draw(ADDRESSES | LOOSE)
    if draw(st.booleans()):
        made = {"orderData": made, "consumer": {"email": draw(ADDRESSES)}, "sandbox": False}
    return draw(st.sampled_from((made, [made], {"orderData": [made]}))) if draw(st.booleans()) else made


@given(st.lists(shapes() | LOOSE, max_size=4))
def test_no_shape_of_a_body_gives_another_address(body: list[object]) -> None:
    for proof in read(*body).proofs:
        assert is_sandbox(proof.experience_reference)
        assert is_simulated(proof.customer.email)
