"""Opt-outs: a customer's wish not to be written to, kept for good and without the address."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OptOutScope(StrEnum):
    """Whose e-mails the customer no longer wants."""

    MERCHANT = "merchant"
    ALL_MERCHANTS = "all_merchants"


class OptOutOrigin(StrEnum):
    """How the wish reached us."""

    ONE_CLICK = "one_click"
    PAGE = "page"
    COMPLAINT = "complaint"
    HARD_BOUNCE = "hard_bounce"


@dataclass(frozen=True)
class OptOutWish:
    """What a customer wants, how the wish reached us, and when."""

    scope: OptOutScope
    origin: OptOutOrigin
    at: datetime


@dataclass(frozen=True)
class OptOut:
    """`website_id` is the merchant it speaks of, or where it came from when the scope is all merchants."""

    website_id: str
    email_hash: str
    wish: OptOutWish
