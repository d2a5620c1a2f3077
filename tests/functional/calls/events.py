"""Purchase events as a shop's own system sends them."""

from typing import Any

from tests.builders import WEBSITE_ID

_PRODUCTS = (
    ("LAMPE-LED-01", "Lampe de bureau LED à variateur", "Lumina", "49.90", "3012345678900"),
    ("PLAID-31", "Plaid en laine mérinos 130 × 180", "Tissage d'Oc", "69.90", "3019876500123"),
    ("CARAFE-61", "Carafe en verre soufflé 1 l", "Terre & Feu", "29.50", "3012233445566"),
)


def a_typical_event(number: int, **changes: Any) -> dict[str, Any]:
    """A purchase of three products, asked about in one e-mail."""
    consumer = {"first_name": "Camille", "last_name": "Durand", "email": f"camille.durand{number}@example.com"}
    return {
        "purchase_reference": f"CMD-2026-{number:06}",
        "purchase_date": "2026-11-20T09:30:00Z",
        "price": "149.30",
        "consumer": {**consumer, "language": "fr", "country": "FR"},
        "sales_channel": {"channel": "online", "website_id": WEBSITE_ID},
        "products": [_product(*one) for one in _PRODUCTS],
        **changes,
    }


def _product(reference: str, name: str, brand: str, price: str, ean: str) -> dict[str, Any]:
    address = f"https://www.maison-durand.example/{reference.lower()}"
    return {
        "product_ref": {"reference": reference, "ean": ean, "sku": reference},
        "name": name,
        "brand": brand,
        "price": price,
        "product_url": address,
        "image_url": f"{address}.jpg",
    }
