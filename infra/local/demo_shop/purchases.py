"""Two months of proofs of purchase, drawn from a seed: the same seed and instant give the same shop."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.domain.proof import Channel, Customer, Product, Proof, Source, TransmissionMethod
from infra.local.demo_shop.catalogue import (
    FIRST_NAMES_EN,
    FIRST_NAMES_FR,
    LAST_NAMES_EN,
    LAST_NAMES_FR,
    PRODUCTS,
    SHOPS,
)

DAYS = 60
PURCHASES = 250
SEED = "suivi demo shop"
_ZONE = ZoneInfo("Europe/Paris")
_METHODS = (
    TransmissionMethod.PRESTASHOP,
    TransmissionMethod.PRESTASHOP,
    TransmissionMethod.API,
    TransmissionMethod.SFTP,
    TransmissionMethod.CSV,
)
_DELAYS: tuple[tuple[int | None, int | None], ...] = ((None, None), (5, 5), (5, 5), (3, 12))
"""Brand and product days given by the feed; None leaves them to the website's settings."""


@dataclass(frozen=True)
class Purchase:
    """A proof, when it was received, and a number that seeds what its customer does."""

    proof: Proof
    received_at: datetime
    number: int


def demo_purchases(now: datetime) -> list[Purchase]:
    """About 250 purchases of the 60 days before `now`, oldest first, all received before `now`."""
    random = Random(SEED)  # noqa: S311 -- a demo must be the same for everybody
    ages = sorted((random.uniform(0.1, DAYS) for _ in range(PURCHASES)), reverse=True)
    return [_purchase(random, number, now - timedelta(days=age), now) for number, age in enumerate(ages)]


def _purchase(random: Random, number: int, about: datetime, now: datetime) -> Purchase:
    method = random.choice(_METHODS)
    bought_at = _opening_hours(random, about, now)
    if method is TransmissionMethod.CSV:
        bought_at = bought_at.replace(hour=0, minute=0, second=0)
    received_at = bought_at + timedelta(minutes=random.randint(1, 4))
    if method in (TransmissionMethod.CSV, TransmissionMethod.SFTP):
        received_at = bought_at + timedelta(hours=random.randint(2, 20))
    proof = _proof(random, number, method, bought_at)
    return Purchase(proof, min(received_at.astimezone(UTC), now), number)


def _opening_hours(random: Random, about: datetime, now: datetime) -> datetime:
    local = about.astimezone(_ZONE).replace(minute=random.randint(0, 59), second=random.randint(0, 59), microsecond=0)
    local = local.replace(hour=max(8, min(22, local.hour)))
    return local if local < now else about.astimezone(_ZONE).replace(microsecond=0)


def _proof(random: Random, number: int, method: TransmissionMethod, bought_at: datetime) -> Proof:
    products = _products(random)
    is_offline = method is TransmissionMethod.CSV and random.random() < 0.6
    brand_days, product_days = random.choice(_DELAYS)
    return Proof(
        experience_reference=_reference(number, method),
        experience_at=bought_at.astimezone(UTC),
        experience_day=f"{bought_at:%Y-%m-%d}",
        customer=_customer(random),
        transmission_method=method,
        source=_source(number, method, bought_at),
        channel=Channel.OFFLINE if is_offline else Channel.ONLINE,
        shop_id=random.choice(SHOPS) if is_offline else None,
        price=sum((product.price or Decimal(0) for product in products), Decimal("4.90")),
        products=products,
        brand_delay_days=brand_days,
        product_delay_days=product_days,
    )


def _products(random: Random) -> tuple[Product, ...]:
    """None for four purchases in ten: the merchant only asks about the shop."""
    return tuple(random.sample(PRODUCTS, random.choice((0, 0, 1, 1, 2))))


def _reference(number: int, method: TransmissionMethod) -> str:
    if method is TransmissionMethod.PRESTASHOP:
        return str(40_210 + number)
    if method is TransmissionMethod.CSV:
        return f"T-{9_100 + number}"
    return f"#{1_855 + number}" if method is TransmissionMethod.SFTP else f"CMD-2026-{number:05}"


def _source(number: int, method: TransmissionMethod, bought_at: datetime) -> Source:
    if method in (TransmissionMethod.CSV, TransmissionMethod.SFTP):
        name = f"commandes-{bought_at:%Y-%m-%d}.csv"
        return Source(f"demo/{name}/{number}", name, 2 + number % 40)
    return Source(f"demo/call/{number}")


def _customer(random: Random) -> Customer:
    is_french = random.random() < 0.75
    first = random.choice(FIRST_NAMES_FR if is_french else FIRST_NAMES_EN)
    last = random.choice(LAST_NAMES_FR if is_french else LAST_NAMES_EN)
    language = "fr" if is_french else random.choice(("en", "en", "en", "es", "de", "it"))
    email = f"{_plain(first)}.{_plain(last)}{random.randint(1, 99)}@example.com"
    return Customer(email, first, last, language, country="FR" if is_french else None)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
