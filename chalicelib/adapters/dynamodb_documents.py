"""The cold parts as JSON documents, and back: proofs, reviews, clients, members, opt-outs.

A field missing from a stored document has its default: fields may be added, never renamed.
"""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.adapters.json_text import instant_from, json_text
from chalicelib.domain.access import ApiClient, Membership, Permission, Role
from chalicelib.domain.call_rate import USUAL_RATE, CallRate
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import Channel, Customer, Product, Proof, ReviewType, Source, TransmissionMethod
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.usecases.ports import StoredProof

Document = dict[str, Any]


def to_text(value: Any) -> str:
    """A dataclass of the domain as JSON, without the fields that hold None; sets in a stable order."""
    present = {name: held for name, held in vars(value).items() if held is not None}
    return json_text(present)


def stored_proof_from(text: str) -> StoredProof:
    """A proof and when it was received."""
    document: Document = json.loads(text)
    return StoredProof(
        website_id=document["website_id"],
        proof_id=document["proof_id"],
        proof=_proof(document["proof"]),
        received_at=datetime.fromisoformat(document["received_at"]),
    )


def _proof(document: Document) -> Proof:
    types = document.get("review_types")
    return Proof(
        **document
        | {
            "experience_at": datetime.fromisoformat(document["experience_at"]),
            "customer": Customer(**document["customer"]),
            "transmission_method": TransmissionMethod(document["transmission_method"]),
            "source": Source(**document["source"]),
            "channel": Channel(document["channel"]),
            "price": _decimal(document.get("price")),
            "products": tuple(_product(product) for product in document["products"]),
            "review_types": None if types is None else frozenset(ReviewType(one) for one in types),
            "lines": tuple(document["lines"]),
        }
    )


def _product(document: Document) -> Product:
    return Product(**document | {"price": _decimal(document.get("price"))})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def review_from(text: str) -> Review:
    """One answer."""
    document: Document = json.loads(text)
    answer = document.get("answer")
    return Review(
        product_ref=document.get("product_ref"),
        answer=None if answer is None else ReviewAnswer(**answer),
        initials_only=document["initials_only"],
        submitted_at=datetime.fromisoformat(document["submitted_at"]),
    )


def client_from(text: str) -> ApiClient:
    """An API client."""
    document: Document = json.loads(text)
    return ApiClient(
        **document
        | {
            "permissions": frozenset(Permission(one) for one in document["permissions"]),
            "created_at": instant_from(document.get("created_at")),
            "call_rate": CallRate(**document["call_rate"]) if "call_rate" in document else USUAL_RATE,
            "rotated_at": instant_from(document.get("rotated_at")),
        }
    )


def membership_from(text: str) -> Membership:
    """A person's role on a website."""
    document: Document = json.loads(text)
    return Membership(**document | {"role": Role(document["role"])})


def opt_out_from(text: str) -> OptOut:
    """A customer's wish."""
    document: Document = json.loads(text)
    wish = document["wish"]
    at = datetime.fromisoformat(wish["at"])
    return OptOut(**document | {"wish": OptOutWish(OptOutScope(wish["scope"]), OptOutOrigin(wish["origin"]), at)})
