"""Items as they lie in the table: small, and found by the keys that policies and people rely on."""

from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.adapters.dynamodb_rows import facts_from_text, facts_to_text, from_milliseconds, to_milliseconds
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import PER_STEP, Fact, FactKind, Facts
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.sent_mail import SentMail, mail_digest
from tests.builders import NOW, WEBSITE_ID, a_customer, a_proof, a_review_request, a_stored_proof, locks_of

FULL_LIFE = Facts.of(
    *(Fact(NOW + timedelta(milliseconds=n), kind) for n, kind in enumerate(FactKind)),
    *(Fact(NOW + timedelta(days=7), kind, 1) for kind in sorted(PER_STEP)),
    Fact(NOW - timedelta(days=1), FactKind.CANCELLED, reason="withdrawn"),
)


def items(table_name: str) -> dict[str, dict[str, Any]]:
    found = boto3.client("dynamodb").scan(TableName=table_name)["Items"]
    return {f"{item['pk']['S']} {item['sk']['S']}": item for item in found}


def size_of(item: dict[str, Any]) -> int:
    """Bytes as DynamoDB counts them, numbers taken at their longest."""
    return sum(len(name) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


def test_every_fact_of_every_step_comes_back() -> None:
    assert facts_from_text(facts_to_text(FULL_LIFE)) == FULL_LIFE


def test_what_stands_in_the_table_can_be_read_by_a_person() -> None:
    facts = Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.SENT, 1), Fact(NOW, FactKind.FAILED, 0, "why"))

    assert facts_to_text(facts) == (
        '{"created":[1795428000000],"failed":[[0,1795428000000,"why"]],"sent":[[1,1795428000000]]}'
    )


def test_milliseconds_are_exact_and_finer_parts_are_cut() -> None:
    assert from_milliseconds(to_milliseconds(NOW + timedelta(microseconds=7999))) == NOW + timedelta(milliseconds=7)


def told_of(step: int) -> tuple[Fact, ...]:
    """What is usually known of an e-mail a while after it left."""
    kinds = (FactKind.SENT, FactKind.DELIVERED, FactKind.OPENED, FactKind.MACHINE_OPENED)
    return tuple(Fact(NOW, kind, step) for kind in kinds)


def mail(step: int) -> SentMail:
    return SentMail(step, step, 12, "own-a1b2c3", mail_digest(str(step)))


WAITING: dict[str, Any] = {
    "facts": Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.FORM_OPENED), *told_of(0)),
    "mails": (mail(0),),
    "due_at": NOW,
}
ENDED: dict[str, Any] = {
    "facts": WAITING["facts"].adding(Fact(NOW, FactKind.REVIEW_SUBMITTED)),
    "mails": (mail(0), mail(1)),
    "due_at": None,
}
for fact in told_of(1):
    ENDED["facts"] = ENDED["facts"].adding(fact)


@pytest.mark.parametrize("life", [WAITING, ENDED], ids=["waiting for its reminder", "with its review"])
def test_a_request_stays_below_a_kilobyte(table_name: str, life: dict[str, Any]) -> None:
    proof = a_proof(experience_reference="2026-FR-0001234567", customer=a_customer(email="a" * 30 + "@example.com"))
    told = (
        Because("feed", ("P7DT0H",)),
        Because("window", ("2026-11-23T10:00:00Z",)),
        Because("reminder", ("1", "P7DT0H")),
    )
    row = a_review_request(
        proof=proof, shop_id="PARIS-11", country="FR", explanation=told, reminder=1, claimed_at=NOW, **life
    )
    DynamoDBReviewRequests(table_name).add(a_stored_proof(proof), [row], locks_of(proof, row))

    request = next(item for key, item in items(table_name).items() if "#M#" in key)
    assert size_of(request) < 1024
    assert request["tp"] == {"S": "own-a1b2c3"}


def test_keys_are_the_documented_ones(table_name: str) -> None:
    proof = a_proof()
    facts = Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.BOUNCED))
    row = a_review_request(proof=proof, review_type=ReviewType.BRAND_AND_PRODUCT, facts=facts)
    DynamoDBReviewRequests(table_name).add(a_stored_proof(proof), [row], locks_of(proof, row))
    found = items(table_name)
    website, row_id = f"W#{WEBSITE_ID}", row.review_request_id

    assert set(found) == {
        f"{website}#M#202611#0 {row_id}",
        f"{website}#P#{row.proof_id} B",
        f"{website}#S MONTH#202611",
        "S#DUE DAY#20261124",
    }
    request = {name: value.get("S") for name, value in found[f"{website}#M#202611#0 {row_id}"].items()}
    assert request["due_pk"][:13] == "DUE#20261124#"
    assert request["due_sk"] == f"001795514400#{WEBSITE_ID}#{row_id}#0#{row.proof_id}"
    assert (request["email_pk"], request["email_sk"]) == (
        f"{website}#E#cam",
        f"camille.durand@example.com#{9999999999 - int(row.experience_at.timestamp()):010d}#{row_id}",
    )
    assert (request["rare_pk"], request["rare_sk"]) == (f"{website}#X#error#202611", row_id)
    assert (request["st"], request["rs"]) == ("error", "hard_bounce")


def test_a_row_that_nobody_looks_for_stands_in_no_sparse_index(table_name: str) -> None:
    proof = a_proof()
    row = a_review_request(proof=proof, due_at=None)
    DynamoDBReviewRequests(table_name).add(a_stored_proof(proof), [row], locks_of(proof, row))

    request = next(item for key, item in items(table_name).items() if "#M#" in key)
    assert {"due_pk", "due_sk", "rare_pk", "rare_sk"} & set(request) == set()


def test_a_model_without_a_table_refuses_to_work() -> None:
    with pytest.raises(AttributeError, match="table_name"):
        RequestItem.get("pk", "sk")
