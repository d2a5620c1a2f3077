"""Domain objects with sensible contents: name only what the test is about."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.identity import Identities
from chalicelib.domain.proof import Customer, Product, Proof, ReviewType, Source, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.transmission import Transmission, TransmissionKind, new_transmission_id
from chalicelib.usecases.ports import ReferenceLock, StoredProof

WEBSITE_ID = "5f0c1a52-3d84-4c1e-9a57-0d7f4a3c2b10"
OTHER_WEBSITE_ID = "8b7e6d5c-4a39-4281-b706-f5e4d3c2b1a0"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
EXPERIENCE_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
IDENTITIES = Identities(b"a key for tests alone")


def a_customer(**overrides: Any) -> Customer:
    values: dict[str, Any] = {
        "email": "camille.durand@example.com",
        "first_name": "Camille",
        "last_name": "Durand",
        "language": "fr",
    }
    return Customer(**values | overrides)


def a_product(**overrides: Any) -> Product:
    values: dict[str, Any] = {
        "product_ref": "SKU-42",
        "name": "Cafetière à piston",
        "price": Decimal("24.90"),
        "identifiers": {"ean": "3254567890128"},
        "product_url": "https://shop.example/cafetiere",
    }
    return Product(**values | overrides)


def a_proof(**overrides: Any) -> Proof:
    values: dict[str, Any] = {
        "experience_reference": "ORDER-1001",
        "experience_at": EXPERIENCE_AT,
        "customer": a_customer(),
        "transmission_method": TransmissionMethod.API,
        "source": Source("call-1"),
        "products": (a_product(),),
    }
    values |= overrides
    return Proof(**{"experience_day": values["experience_at"].date().isoformat()} | values)


def a_collection(**overrides: Any) -> Collection:
    values: dict[str, Any] = {"website_id": WEBSITE_ID, "name": "Maison Durand"}
    return Collection(**values | overrides)


def no_holidays(_country: str, _day: date) -> bool:
    return False


def a_rules(**overrides: Any) -> Rules:
    """The rules of `a_collection(...)`, in a year without public holidays."""
    return Rules(a_collection(**overrides), no_holidays)


def a_review_request(*, proof: Proof | None = None, shards: int = 1, **overrides: Any) -> ReviewRequest:
    """The request planned at NOW for one day later; identifiers follow from the website, the type and `proof`."""
    proof = proof or a_proof()
    website_id = overrides.get("website_id", WEBSITE_ID)
    review_type = overrides.get("review_type", ReviewType.BRAND)
    due_at = NOW + timedelta(days=1)
    values: dict[str, Any] = {
        "website_id": website_id,
        "review_request_id": IDENTITIES.review_request_id(website_id, proof, review_type, shards),
        "proof_id": IDENTITIES.proof_id(website_id, proof),
        "experience_reference": proof.experience_reference,
        "experience_at": proof.experience_at,
        "customer_email": proof.customer.email,
        "language": proof.customer.language or "en",
        "review_type": review_type,
        "transmission_method": proof.transmission_method,
        "planned_at": due_at,
        "due_at": due_at,
        "facts": Facts.of(Fact(NOW, FactKind.CREATED)),
    }
    return ReviewRequest(**values | overrides)


def a_stored_proof(proof: Proof | None = None, *, website_id: str = WEBSITE_ID) -> StoredProof:
    proof = proof or a_proof()
    return StoredProof(website_id, IDENTITIES.proof_id(website_id, proof), proof, NOW)


def locks_of(proof: Proof, *rows: ReviewRequest) -> list[ReferenceLock]:
    """The locks that go with rows planned for a proof."""
    mark = IDENTITIES.source_mark(proof.source.source_id)
    return [
        ReferenceLock(single, row.review_request_id, IDENTITIES.fingerprint(proof), mark)
        for row in rows
        for single in row.review_type.asked
    ]


def a_transmission(
    kind: TransmissionKind = TransmissionKind.FILE, *, distinct: str = "orders.csv@1", **overrides: Any
) -> Transmission:
    """A file dropped at NOW, or a call; its identifier follows from `received_at` and `distinct`."""
    received_at = overrides.get("received_at", NOW)
    is_file = kind is TransmissionKind.FILE
    values: dict[str, Any] = {
        "website_id": WEBSITE_ID,
        "transmission_id": new_transmission_id(kind, received_at, distinct),
        "method": TransmissionMethod.SFTP if is_file else TransmissionMethod.API,
        "received_at": received_at,
        "day": received_at.date(),
        "source_id": distinct,
        "name": "orders.csv" if is_file else None,
        "size": 1200,
    }
    return Transmission(**values | overrides)
