"""What a shop typically transmits, and what SES typically tells."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from chalicelib.domain.proof import Product, Proof, Source, TransmissionMethod
from chalicelib.usecases.ports import DueRow
from tests.builders import a_customer, a_proof

EVENTS = Path(__file__).resolve().parents[1] / "events"

FILE_NAME = "commandes-2026-11-20.csv"
SOURCE_ID = "import-f06h1ahtak008dokvpa3lgnour"
"""As usecases/import_desk.py names an import: the longest of all doors."""

_SHOP = "https://www.maison-durand.example"
_PRODUCTS = (
    ("LAMPE-LED-01", "Lampe de bureau LED à variateur", ("Lumina", "Luminaires"), "49.90", "3012345678900"),
    ("PLAID-31", "Plaid en laine mérinos 130 × 180", ("Tissage d'Oc", "Textile"), "69.90", "3019876500123"),
    ("CARAFE-61", "Carafe en verre soufflé 1 l", ("Terre & Feu", "Table"), "29.50", "3012233445566"),
)


def a_typical_proof(number: int, *, products: int = 3, **overrides: Any) -> Proof:
    """A purchase of three products at most, with everything a shop's module sends; customers differ."""
    customer = a_customer(email=f"camille.durand{number}@example.com", country="FR")
    return a_proof(
        experience_reference=f"CMD-2026-{number:06}",
        transmission_method=TransmissionMethod.SFTP,
        source=Source(SOURCE_ID, FILE_NAME, number + 2),
        lines=(number + 2,),
        customer=customer,
        price=Decimal("149.30"),
        products=tuple(_product(*one) for one in _PRODUCTS[:products]),
        **overrides,
    )


def _product(ref: str, name: str, made: tuple[str, str], price: str, ean: str) -> Product:
    address = f"{_SHOP}/{ref.lower()}"
    identifiers = {"ean": ean, "sku": ref}
    return Product(ref, name, *made, Decimal(price), identifiers, address, f"{address}.jpg")


def ses_event(kind: str, due: DueRow, *, sent_at: datetime, at: datetime) -> dict[str, str]:
    """The body of an SQS message: `tests/events/ses_<kind>.json` about this e-mail, in its SNS envelope."""
    event = json.loads((EVENTS / f"ses_{kind}.json").read_text("utf-8"))
    event["mail"]["timestamp"] = sent_at.isoformat()
    event["mail"]["tags"].update(wid=[due.website_id], rid=[due.review_request_id], step=[str(due.step)])
    detail = event.get(event["eventType"].lower(), {})
    if "timestamp" in detail:
        detail["timestamp"] = at.isoformat()
    return {"Type": "Notification", "Message": json.dumps(event)}
