"""Every route that reads: whatever it is asked it answers as documented, changes nothing, and keeps to its website."""

from collections import deque
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.parameters import RecordList
from chalicelib.bootstrap import wiring
from chalicelib.domain.transmission import TransmissionKind, TransmissionState, books_of
from chalicelib.domain.transmission_lines import lines_of_proof
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import (
    IDENTITIES,
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_customer,
    a_proof,
    a_rules,
    a_transmission,
)
from tests.functional.api.schema_cases import DOCUMENT, assert_as_documented
from tests.functional.wired import SIGNER, Suivi

SEARCH = "/v1/websites/{website_id}/review-requests/search"
READS = sorted(
    (path, method)
    for path, item in DOCUMENT["paths"].items()
    for method in item
    if path.startswith("/v1/websites/") and (method == "get" or (path, method) == (SEARCH, "post"))
)
EXAMPLES = 20
CALL = a_transmission(TransmissionKind.CALL, distinct="call-1", state=TransmissionState.DONE, ended_at=NOW)
each_read = pytest.mark.parametrize(("path", "method"), READS, ids=[f"{method} {path}" for path, method in READS])


@pytest.fixture
def filled(suivi: Suivi) -> Suivi:
    """Some rows; one was sent."""
    proofs = [
        a_proof(experience_reference=f"R{n}", customer=a_customer(email=f"customer-{n}@example.com")) for n in range(12)
    ]
    outcomes = receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)
    suivi.send(outcomes[0].review_request_ids[0])
    lines = [line for outcome in outcomes for line in lines_of_proof(outcome)]
    wiring.transmissions.add(replace(CALL, books=books_of(lines)), lines)
    return suivi


def known_ids(suivi: Suivi) -> dict[str, str]:
    row = next(row for row in suivi.store.rows.values() if row.mails)
    return {
        "website_id": WEBSITE_ID,
        "review_request_id": row.review_request_id,
        "transmission_id": CALL.transmission_id,
        "step": "0",
    }


@each_read
def test_whatever_is_asked_the_answer_is_as_documented(filled: Suivi, path: str, method: str) -> None:
    assert_as_documented(filled, path, method, known_ids(filled), EXAMPLES)


def asked(suivi: Suivi, path: str, method: str, token: str) -> Any:
    if method == "post":
        return suivi.post_json(path, {"experience_reference": "R0"}, token)
    return suivi.get(path, token)


def filled_in(path: str, ids: dict[str, str]) -> str:
    unknown = dict.fromkeys(("operation_id", "export_id", "webhook_id"), "0" * 23)
    return path.format_map(unknown | ids)


@each_read
def test_nothing_is_read_of_a_foreign_website(filled: Suivi, path: str, method: str) -> None:
    ids = known_ids(filled)
    foreign = filled_in(path, ids | {"website_id": OTHER_WEBSITE_ID})
    unknown = filled_in(path, ids | {"website_id": "0" * 8 + WEBSITE_ID[8:]})
    for place in (foreign, unknown):
        assert asked(filled, place, method, filled.token()).status_code == 404, "not theirs"
    own = asked(filled, foreign, method, filled.token(filled.other))
    if "{review_request_id}" in path or "{transmission_id}" in path:
        assert own.status_code == 404, "another website's identifier"
    assert ids["review_request_id"] not in str(own.json_body)
    assert asked(filled, filled_in(path, ids), method, "").status_code == 401


@each_read
def test_reading_changes_nothing(filled: Suivi, path: str, method: str) -> None:
    place, token = filled_in(path, known_ids(filled)), filled.token()
    before = everything_kept()
    assert asked(filled, place, method, token).status_code in (200, 404)
    assert everything_kept() == before


def everything_kept() -> dict[str, Any]:
    """All that the fakes of the wiring hold, one level of containers copied: what stands inside is immutable."""
    fakes = {name: part for name, part in vars(wiring).items() if type(part).__module__.startswith("tests.fakes")}
    return {
        f"{name}.{attribute}": _copied(value) for name, part in fakes.items() for attribute, value in vars(part).items()
    }


def _copied(value: Any) -> Any:
    """A fake may make an empty place where it looks: that is nothing."""
    if isinstance(value, dict):
        return {key: held for key, inner in value.items() if (held := _copied(inner)) != {}}
    return list(value) if isinstance(value, list | set | deque) else value


def test_the_list_is_among_what_is_read() -> None:
    """The matrix follows the document; this keeps it from becoming empty."""
    assert ("/v1/websites/{website_id}/review-requests", "get") in READS
    assert (SEARCH, "post") in READS


@pytest.mark.parametrize("query", ["", "&status=scheduled", "&order=oldest", "&sent_from=2026-11-23"])
def test_a_page_token_of_another_website_leads_nowhere(filled: Suivi, query: str) -> None:
    own = f"/v1/websites/{WEBSITE_ID}/review-requests?page_size=10"
    token = filled.get(own, filled.token()).json_body["next_page_token"]
    foreign = own.replace(WEBSITE_ID, OTHER_WEBSITE_ID)
    assert filled.get(f"{foreign}{query}&page_token={token}", filled.token(filled.other)).status_code == 400
    assert filled.get(f"{own}{query}&page_token={token[:-2]}", filled.token()).status_code == 400


@pytest.mark.parametrize("name", ["operations", "exports", "opt-outs"])
def test_a_token_of_records_is_good_for_their_list_of_their_website(filled: Suivi, name: str) -> None:
    token = RecordList(WEBSITE_ID, name).token("0" * 23, SIGNER)
    path = f"/v1/websites/{WEBSITE_ID}/{name}?page_token="
    assert filled.get(f"{path}{token}", filled.token()).status_code == 200
    foreign = path.replace(WEBSITE_ID, OTHER_WEBSITE_ID)
    assert filled.get(f"{foreign}{token}", filled.token(filled.other)).status_code == 400
    other_list = RecordList(WEBSITE_ID, "another").token("0" * 23, SIGNER)
    for made_up in (other_list, "0" * 23, f"{token}x"):
        assert filled.get(f"{path}{made_up}", filled.token()).status_code == 400
