"""Proofs of purchase or service as Python values, and as the purchase events of the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

Event = dict[str, Any]
Amount = Decimal | int | float | str

_CONSUMER = ("first_name", "last_name", "email", "language", "country", "phone")
_IDENTIFIERS = ("ean", "sku", "upc", "isbn", "jan", "mpn")
_PRODUCT = ("name", "brand", "category", "product_url", "image_url", "delay")


class Asked(StrEnum):
    """What the customer is to be asked for."""

    BRAND = "PURCHASE_ONLY"
    PRODUCT = "PRODUCT_ONLY"
    BRAND_AND_PRODUCT = "BRAND_AND_PRODUCT"


@dataclass(frozen=True, kw_only=True)
class Customer:
    """The buyer. `language` has two letters, `country` is ISO 3166-1 alpha-2."""

    email: str
    first_name: str
    last_name: str
    language: str | None = None
    country: str | None = None
    phone: str | None = None
    hide_personal_data: bool = False


@dataclass(frozen=True, kw_only=True)
class Product:
    """One bought product. `delay`: whole days from reception to the product request."""

    product_ref: str
    name: str
    brand: str | None = None
    category: str | None = None
    price: Amount | None = None
    ean: str | None = None
    sku: str | None = None
    upc: str | None = None
    isbn: str | None = None
    jan: str | None = None
    mpn: str | None = None
    product_url: str | None = None
    image_url: str | None = None
    not_received: bool = False
    delay: int | None = None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One purchase or service of one customer.

    Attributes:
        reference: your own; one per purchase.
        date: when it took place; without zone it is read on the website's clock.
        shop_id: the shop's key, for what was bought in a store; it is online otherwise.
        asked: None = as the website's settings and the products say.
        delay, delay_product: whole days from reception; None = the website's settings.
    """

    reference: str
    date: date | str
    customer: Customer
    products: tuple[Product, ...] = ()
    shop_id: str | None = None
    price: Amount | None = None
    asked: Asked | None = None
    delay: int | None = None
    delay_product: int | None = None


def event_of(proof: Proof | Mapping[str, Any]) -> Event:
    """The purchase event that the API takes; a mapping is taken as one already."""
    if not isinstance(proof, Proof):
        return dict(proof)
    parameters = {
        "delay": proof.delay,
        "delay_product": proof.delay_product,
        "purchase_event_type": proof.asked.value if proof.asked else None,
    }
    channel = {"channel": "offline" if proof.shop_id else "online", "shop_id": proof.shop_id}
    return _present(
        {
            "purchase_reference": proof.reference,
            "purchase_date": _date(proof.date),
            "price": _amount(proof.price),
            "consumer": _consumer(proof.customer),
            "products": [_product(product) for product in proof.products],
            "sales_channel": _present(channel),
            "solicitation_parameters": _present(parameters),
        }
    )


def _consumer(customer: Customer) -> Event:
    told = {name: getattr(customer, name) for name in _CONSUMER}
    return _present(told) | {"hide_personal_data": customer.hide_personal_data}


def _product(product: Product) -> Event:
    identifiers = {name: getattr(product, name) for name in _IDENTIFIERS}
    told = {name: getattr(product, name) for name in _PRODUCT}
    return _present({**told, "price": _amount(product.price)}) | {
        "product_ref": {"reference": product.product_ref, **_present(identifiers)},
        "not_received": product.not_received,
    }


def _present(event: Mapping[str, Any]) -> Event:
    return {name: value for name, value in event.items() if value is not None}


def _date(value: date | str) -> str:
    """ISO 8601; an instant without zone stays without, for the website's own clock gives it one."""
    if isinstance(value, datetime):
        return (
            value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            if value.tzinfo
            else value.strftime("%Y-%m-%d %H:%M:%S")
        )
    return value.isoformat() if isinstance(value, date) else value


def _amount(value: Amount | None) -> float | int | str | None:
    return str(value) if isinstance(value, Decimal) else value
