"""The proof of purchase or service a merchant transmits, as the rules see it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class ReviewType(StrEnum):
    """What a review request asks for. Both asked at the same moment are one request, one e-mail, one form."""

    BRAND = "brand"
    PRODUCT = "product"
    BRAND_AND_PRODUCT = "brand_and_product"

    @property
    def asked(self) -> tuple["ReviewType", ...]:
        """The single things asked, each of which is asked once per reference."""
        if self is ReviewType.BRAND_AND_PRODUCT:
            return (ReviewType.BRAND, ReviewType.PRODUCT)
        return (self,)


class TransmissionMethod(StrEnum):
    """The door through which a proof came in."""

    API = "api"
    SFTP = "sftp"
    CSV = "csv"
    PRESTASHOP = "prestashop"
    WEBSERVICE = "webservice"


class Channel(StrEnum):
    """Where the customer bought."""

    ONLINE = "online"
    OFFLINE = "offline"


LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "br", "be")
"""Languages a customer can be written to in; any other falls back to English (domain.md 1.2)."""

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Customer:
    """The buyer. `email` is ASCII, its domain in lower case and punycode; `country` is ISO 3166-1 alpha-2."""

    email: str
    first_name: str
    last_name: str
    language: str | None
    country: str | None = None
    phone: str | None = None
    hide_personal_data: bool = False


@dataclass(frozen=True)
class Product:
    """One bought product. `identifiers` maps ean, sku, upc, isbn, jan, mpn to their values, blank ones left out."""

    product_ref: str
    name: str
    brand: str | None = None
    category: str | None = None
    price: Decimal | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    product_url: str | None = None
    image_url: str | None = None
    not_received: bool = False
    delay_days: int | None = None


@dataclass(frozen=True)
class Source:
    """Where exactly a proof stood: `source_id` is one file or one call; lines count from header = 1."""

    source_id: str
    name: str | None = None
    line: int | None = None

    @property
    def transmission_id(self) -> str | None:
        """The transmission it came with, which its `source_id` ends with; None for what came before there were any."""
        found = _OF_A_TRANSMISSION.fullmatch(self.source_id)
        return found["transmission_id"] if found else None


_OF_A_TRANSMISSION = re.compile("(file|import|call)-(?P<transmission_id>[fc][0-9a-v]{25})")


@dataclass(frozen=True)
class Proof:
    """One purchase or service of one customer, merged from all its rows.

    Attributes:
        experience_reference: the merchant's reference, trimmed, spaces collapsed, NFC, case kept.
        experience_at: aware UTC instant of the purchase; midnight of the website's zone when only a day was given.
        experience_day: the day in the website's zone, `YYYY-MM-DD`.
        review_types: what the merchant asks for: brand, product or both, never combined; None = as the products say.
        brand_delay_days, product_delay_days: whole days from reception; None = the website's setting.
        lines: numbers of all the rows the proof was merged from, for reports.
    """

    experience_reference: str
    experience_at: datetime
    experience_day: str
    customer: Customer
    transmission_method: TransmissionMethod
    source: Source
    channel: Channel = Channel.ONLINE
    shop_id: str | None = None
    price: Decimal | None = None
    products: tuple[Product, ...] = ()
    review_types: frozenset[ReviewType] | None = None
    brand_delay_days: int | None = None
    product_delay_days: int | None = None
    lines: tuple[int, ...] = ()

    @property
    def received_products(self) -> tuple[Product, ...]:
        """The products a customer can have an opinion on: those the merchant does not mark as not received."""
        return tuple(product for product in self.products if not product.not_received)
