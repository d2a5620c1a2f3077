"""Searches over HTTP."""

from typing import Any

import pytest

from chalicelib.domain.access import Membership, Role
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_customer, a_proof, a_rules
from tests.functional.wired import PERSON_TOKEN, Suivi

SEARCH = f"/v1/websites/{WEBSITE_ID}/review-requests/search"


def accept(suivi: Suivi, email: str, *references: str) -> None:
    proofs = [a_proof(experience_reference=one, customer=a_customer(email=email)) for one in references]
    receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)


def references(answer: Any) -> list[str]:
    return [item["experience_reference"] for item in answer.json_body["items"]]


def test_a_reference_is_found_however_it_is_spaced_and_nothing_else(suivi: Suivi) -> None:
    accept(suivi, "marie@example.com", "CMD 1", "CMD 10")
    answer = suivi.post_json(SEARCH, {"experience_reference": "  CMD  1"}, suivi.token())
    assert references(answer) == ["CMD 1"]
    assert (answer.json_body["next_page_token"], answer.json_body["complete"]) == (None, True)
    assert references(suivi.post_json(SEARCH, {"experience_reference": "cmd 1"}, suivi.token())) == []


def test_an_address_and_a_beginning_are_found(suivi: Suivi) -> None:
    accept(suivi, "marie@example.com", "A")
    accept(suivi, "marie.durand@example.com", "B")
    assert references(suivi.post_json(SEARCH, {"email": "Marie@Example.com"}, suivi.token())) == ["A"]
    assert references(suivi.post_json(SEARCH, {"email_prefix": "MARIE"}, suivi.token())) == ["B", "A"]


def test_pages_go_on_by_tokens_of_the_same_search_alone(suivi: Suivi) -> None:
    accept(suivi, "marie@example.com", *(f"R{n:02}" for n in range(23)))
    seen: list[str] = []
    body: dict[str, Any] = {"email": "marie@example.com", "page_size": 10}
    tokens: list[str] = []
    while True:
        answer = suivi.post_json(SEARCH, body, suivi.token())
        seen += references(answer)
        token = answer.json_body["next_page_token"]
        if token is None:
            break
        tokens.append(token)
        body["page_token"] = token
    assert sorted(seen) == [f"R{n:02}" for n in range(23)]
    assert len(tokens) == 2
    assert "marie" not in str(tokens)

    for other in ({"email_prefix": "marie@example.com"}, {"email": "paul@example.com"}):
        refused = suivi.post_json(SEARCH, {**other, "page_token": tokens[0]}, suivi.token())
        assert (refused.status_code, refused.json_body["errors"][0]["field"]) == (400, "page_token")
    listed = f"/v1/websites/{WEBSITE_ID}/review-requests?page_size=10"
    assert suivi.get(f"{listed}&page_token={tokens[0]}", suivi.token()).status_code == 400
    foreign = SEARCH.replace(WEBSITE_ID, OTHER_WEBSITE_ID)
    assert suivi.post_json(foreign, body | {"page_token": tokens[0]}, suivi.token(suivi.other)).status_code == 400


def test_who_may_not_read_customers_finds_by_exact_address_and_sees_it_masked(suivi: Suivi) -> None:
    accept(suivi, "marie@example.com", "A")
    (item,) = suivi.post_json(SEARCH, {"email": "marie@example.com"}, PERSON_TOKEN).json_body["items"]
    assert item["customer_email"] == "m•••@example.com"
    assert suivi.post_json(SEARCH, {"email_prefix": "mar"}, PERSON_TOKEN).status_code == 404
    suivi.websites.add_membership(Membership(WEBSITE_ID, "person", Role.AGENT))
    (item,) = suivi.post_json(SEARCH, {"email_prefix": "mar"}, PERSON_TOKEN).json_body["items"]
    assert item["customer_email"] == "marie@example.com"


def test_another_website_finds_nothing(suivi: Suivi) -> None:
    accept(suivi, "marie@example.com", "A")
    foreign = SEARCH.replace(WEBSITE_ID, OTHER_WEBSITE_ID)
    for body in ({"experience_reference": "A"}, {"email": "marie@example.com"}, {"email_prefix": "mar"}):
        assert references(suivi.post_json(foreign, body, suivi.token(suivi.other))) == []
        assert suivi.post_json(foreign, body, suivi.token()).status_code == 404
    assert suivi.post_json(SEARCH, {"email": "marie@example.com"}).status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body"),
        ([], "body"),
        ("marie", "body"),
        ({"email": "a@example.com", "email_prefix": "a@e"}, "body"),
        ({"email": "marie"}, "email"),
        ({"email": 3}, "email"),
        ({"email_prefix": " ma "}, "email_prefix"),
        ({"email_prefix": "mar\u0000"}, "email_prefix"),
        ({"email_prefix": "mar\ud800"}, "body"),
        ({"email_prefix": "é" * 5}, "email_prefix"),
        ({"email_prefix": "m" * 255}, "email_prefix"),
        ({"experience_reference": ""}, "experience_reference"),
        ({"experience_reference": "r" * 201}, "experience_reference"),
        ({"experience_reference": "R", "page_size": 9}, "page_size"),
        ({"experience_reference": "R", "page_size": "50"}, "page_size"),
        ({"email": "a@example.com", "page_token": "forged"}, "page_token"),
        ({"email": "a@example.com", "name": "a"}, "name"),
    ],
)
def test_a_body_that_cannot_be_understood_is_refused_by_name(suivi: Suivi, body: object, field: str) -> None:
    answer = suivi.post_json(SEARCH, body, suivi.token())
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, field)
