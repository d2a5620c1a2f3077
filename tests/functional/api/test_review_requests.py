"""The tracking table over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import Channel
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_customer, a_product, a_proof, a_rules
from tests.functional.wired import PERSON_TOKEN, Suivi

LIST = f"/v1/websites/{WEBSITE_ID}/review-requests"


def accept(suivi: Suivi, count: int = 1, **proof: Any) -> list[str]:
    """Each of another customer: one customer gets one e-mail a day."""
    proofs = [
        a_proof(**{"experience_reference": f"R{i:02}", "experience_at": NOW - timedelta(days=i + 1)} | of(i) | proof)
        for i in range(count)
    ]
    outcomes = receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)
    return [outcome.review_request_ids[0] for outcome in outcomes]


def of(number: int) -> dict[str, Any]:
    email = "camille.durand@example.com" if number == 0 else f"customer-{number}@example.com"
    return {"customer": a_customer(email=email)}


def references(answer: Any) -> list[str]:
    return [item["experience_reference"] for item in answer.json_body["items"]]


def test_a_row_has_what_the_table_shows(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    (item,) = suivi.get(LIST, suivi.token()).json_body["items"]
    assert item == {
        "review_request_id": review_request_id,
        "experience_reference": "R00",
        "customer_email": "camille.durand@example.com",
        "experience_date": "2026-11-22T11:00:00+01:00",
        "review_type": "brand_and_product",
        "status": "scheduled",
        "status_at": "2026-11-23T10:00:00Z",
        "reason": None,
        "transmission_method": "api",
        "channel": "online",
        "shop_id": None,
        "language": "fr",
        "next_step": {"kind": "first_email", "step": 0, "reminder": 0, "at": "2026-11-23T10:00:00Z"},
        "next_email_at": "2026-11-23T10:00:00Z",
        "explanation": [
            {"code": "account", "fr": "Délai de vos réglages : aucun.", "en": "Delay of your settings: none."},
            {
                "code": "with_brand",
                "fr": "Aucun délai propre aux produits : le délai de l'avis marque vaut aussi pour eux.",
                "en": "No delay of their own for products: the brand review's delay holds for them too.",
            },
        ],
    }


@pytest.mark.parametrize(("order", "step"), [("", 1), ("&order=newest", 1), ("&order=oldest", -1)])
def test_pages_show_every_row_once_in_the_order_asked_for(suivi: Suivi, order: str, step: int) -> None:
    accept(suivi, 24)
    seen: list[str] = []
    path = f"{LIST}?page_size=10{order}"
    while path:
        answer = suivi.get(path, suivi.token())
        assert answer.json_body["complete"] is True
        seen += references(answer)
        token = answer.json_body["next_page_token"]
        path = f"{LIST}?page_size=10{order}&page_token={token}" if token else ""
    assert seen == [f"R{i:02}" for i in range(24)][::step]


def test_filters_combine(suivi: Suivi) -> None:
    ids = accept(suivi, 4)
    suivi.send(ids[1])
    suivi.send(ids[2])
    token = suivi.token()
    assert references(suivi.get(f"{LIST}?status=sent", token)) == ["R01", "R02"]
    assert len(references(suivi.get(f"{LIST}?status=sent&status=scheduled", token))) == 4
    assert references(suivi.get(f"{LIST}?status=sent&experience_to=2026-11-20", token)) == ["R02"]
    assert references(suivi.get(f"{LIST}?experience_from=2026-11-21", token)) == ["R00", "R01"]
    assert len(references(suivi.get(f"{LIST}?review_type=brand", token))) == 4
    assert references(suivi.get(f"{LIST}?status=opened", token)) == []


def test_every_part_of_the_filter_is_understood(suivi: Suivi) -> None:
    (first, _) = accept(suivi, 2)
    accept(suivi, experience_reference="SHOP", channel=Channel.OFFLINE, shop_id="LYON-2")
    suivi.send(first)
    token = suivi.token()

    def found(query: str) -> list[str]:
        return references(suivi.get(f"{LIST}?{query}", token))

    assert found("channel=offline") == found("shop_id=LYON-2&shop_id=PARIS") == ["SHOP"]
    assert len(found("transmission_method=api&language=fr&channel=online")) == 2
    assert found("transmission_method=sftp") == found("language=de") == found("reason=withdrawn") == []
    assert found("sent_from=2026-11-23&sent_to=2026-11-23") == found("reached=sent") == ["R00"]
    assert found("sent_from=2026-11-24") == found("sent_to=2026-11-22") == found("reached=opened") == []
    assert len(found("reached=received")) == 3


def test_a_cancelled_request_is_found_by_its_reason(suivi: Suivi) -> None:
    (first, _) = accept(suivi, 2)
    suivi.post_json(f"{LIST}/{first}/cancel", {}, suivi.token())
    assert references(suivi.get(f"{LIST}?reason=withdrawn&reason=capped", suivi.token())) == ["R00"]
    assert references(suivi.get(f"{LIST}?reason=withdrawn&status=error", suivi.token())) == []


def test_who_may_not_read_customers_sees_addresses_masked(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    (item,) = suivi.get(LIST, PERSON_TOKEN).json_body["items"]
    assert item["customer_email"] == "c•••@example.com"
    assert suivi.get(f"{LIST}/{review_request_id}", PERSON_TOKEN).json_body["customer_email"] == "c•••@example.com"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("status=nope", "status"),
        ("review_type=site", "review_type"),
        ("experience_from=04/03/2026", "experience_from"),
        ("experience_from=2026-03-05&experience_to=2026-03-04", "experience_from"),
        ("page_size=9", "page_size"),
        ("page_size=0", "page_size"),
        ("reason=because", "reason"),
        ("channel=web", "channel"),
        ("language=xx", "language"),
        ("reached=moon", "reached"),
        ("reached=sent&reached=opened", "reached"),
        ("order=up", "order"),
        ("sent_from=2026-03-05&sent_to=2026-03-04", "sent_from"),
        ("shop_id=" + "x" * 201, "shop_id"),
        ("&".join(f"shop_id={n}" for n in range(51)), "shop_id"),
        ("page_size=101", "page_size"),
        ("page_size=ten", "page_size"),
        ("page_token=forged", "page_token"),
        ("statut=sent", "statut"),
        ("page_size=50&page_size=60", "page_size"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(suivi: Suivi, query: str, field: str) -> None:
    answer = suivi.get(f"{LIST}?{query}", suivi.token())
    assert answer.status_code == 400
    assert answer.json_body["errors"][0]["field"] == field


def test_a_page_token_is_worth_nothing_elsewhere(suivi: Suivi) -> None:
    accept(suivi, 11)
    token = suivi.get(f"{LIST}?page_size=10", suivi.token()).json_body["next_page_token"]
    for other in ("status=sent", "shop_id=PARIS", "order=oldest", "reached=received", "sent_to=2027-01-01"):
        assert suivi.get(f"{LIST}?page_size=10&{other}&page_token={token}", suivi.token()).status_code == 400
    assert references(suivi.get(f"{LIST}?page_size=50&order=newest&page_token={token}", suivi.token())) == ["R10"]
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/review-requests?page_size=10&page_token={token}"
    assert suivi.get(foreign, suivi.token(suivi.other)).status_code == 400


def test_details_tell_everything(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi, customer=a_customer(country="FR"), products=(a_product(),))
    suivi.send(review_request_id)
    suivi.told(review_request_id, Fact(NOW + timedelta(minutes=1), FactKind.OPENED, 0))
    found = suivi.get(f"{LIST}/{review_request_id}", suivi.token()).json_body
    assert (found["status"], found["status_at"]) == ("opened", "2026-11-23T10:01:00Z")
    assert found["customer"]["first_name"] == "Camille"
    assert [product["name"] for product in found["products"]] == ["Cafetière à piston"]
    assert [(entry["fact"], entry["at"]) for entry in found["history"]] == [
        ("created", "2026-11-23T10:00:00Z"),
        ("planned", "2026-11-23T10:00:00Z"),
        ("sent", "2026-11-23T10:00:00Z"),
        ("opened", "2026-11-23T10:01:00Z"),
    ]
    rules = found["next_step"].pop("rules")
    assert found["next_step"] == {"kind": "reminder", "step": 1, "reminder": 1, "at": "2026-11-30T10:00:00Z"}
    assert [rule["code"] for rule in rules] == ["reminder"]
    assert [entry["actor"]["kind"] for entry in found["history"]] == ["merchant", "suivi", "suivi", "customer"]
    assert [[rule["code"] for rule in entry["rules"]] for entry in found["history"]] == [
        *([], ["account", "with_brand"], [], []),
    ]
    assert [(one["step"], one["sent_at"]) for one in found["emails"]] == [(0, "2026-11-23T10:00:00Z")]


def test_foreign_and_unknown_requests_are_not_found(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/review-requests"
    assert suivi.get(f"{foreign}/{review_request_id}", suivi.token(suivi.other)).status_code == 404
    assert suivi.get(f"{foreign}/{review_request_id}", suivi.token()).status_code == 404
    assert suivi.get(foreign, suivi.token()).status_code == 404
    for unknown in ("0" * 25, "nonsense", review_request_id[:-1]):
        assert suivi.get(f"{LIST}/{unknown}", suivi.token()).status_code == 404


def test_a_cancelled_request_never_leaves_and_says_why(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    for _ in range(2):
        answer = suivi.post_json(f"{LIST}/{review_request_id}/cancel", {}, suivi.token())
        assert (answer.json_body["status"], answer.json_body["reason"]) == ("cancelled", "withdrawn")
    suivi.send(review_request_id)
    assert suivi.mailer.mails == []
    assert suivi.post_json(f"{LIST}/{review_request_id}/cancel", {}, PERSON_TOKEN).status_code == 404
    assert suivi.post_json(f"{LIST}/{'0' * 25}/cancel", {}, suivi.token()).status_code == 404


def test_a_signed_in_person_sees_their_websites(suivi: Suivi) -> None:
    accept(suivi)
    me = suivi.get("/v1/me", PERSON_TOKEN)
    assert [(one["website_id"], one["permissions"]) for one in me.json_body["websites"]] == [
        (WEBSITE_ID, ["requests:read"])
    ]
    assert references(suivi.get(LIST, PERSON_TOKEN)) == ["R00"]


def test_the_page_is_told_where_to_sign_in_without_any_credential(suivi: Suivi) -> None:
    config = suivi.get("/v1/config").json_body
    assert config["oidc"]["client_id"] == "page"


@pytest.mark.parametrize("path", ["/v1/me", LIST, f"{LIST}/{'0' * 25}"])
def test_no_credential_no_answer(suivi: Suivi, path: str) -> None:
    assert suivi.get(path).status_code == 401


def test_answers_carry_the_security_headers(suivi: Suivi) -> None:
    for path, token in (("/v1/config", None), (LIST, suivi.token()), (f"{LIST}/x", suivi.token())):
        headers = suivi.get(path, token).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
