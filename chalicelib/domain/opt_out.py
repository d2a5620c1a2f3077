"""Opt-outs: a customer's wish not to be written to, kept for good and without the address."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import reasons


class OptOutScope(StrEnum):
    """Whose e-mails the customer no longer wants."""

    MERCHANT = "merchant"
    ALL_MERCHANTS = "all_merchants"


class OptOutOrigin(StrEnum):
    """How the wish reached us; after a bounce it is the address that wants nothing, not the customer."""

    ONE_CLICK = "one_click"
    PAGE = "page"
    COMPLAINT = "complaint"
    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCES = "soft_bounces"
    MANUAL = "manual"
    IMPORT = "import"


REASON_OF_ORIGIN = {
    OptOutOrigin.ONE_CLICK: reasons.OPTED_OUT,
    OptOutOrigin.PAGE: reasons.OPTED_OUT,
    OptOutOrigin.COMPLAINT: reasons.COMPLAINED,
    OptOutOrigin.HARD_BOUNCE: reasons.HARD_BOUNCE,
    OptOutOrigin.SOFT_BOUNCES: reasons.SOFT_BOUNCES,
    OptOutOrigin.MANUAL: reasons.OPTED_OUT,
    OptOutOrigin.IMPORT: reasons.OPTED_OUT,
}
"""Why a request of the person does not leave, as the merchant reads it."""

OF_THE_ADDRESS = frozenset({OptOutOrigin.HARD_BOUNCE, OptOutOrigin.SOFT_BOUNCES})


@dataclass(frozen=True)
class OptOutWish:
    """What a customer wants, how the wish reached us, and when."""

    scope: OptOutScope
    origin: OptOutOrigin
    at: datetime

    @property
    def reason(self) -> str:
        """Why a request of the person does not leave: a code of `reasons.py`."""
        return REASON_OF_ORIGIN[self.origin]

    @property
    def is_of_the_address(self) -> bool:
        """Whether the address failed rather than the customer spoke: a corrected address may be written to."""
        return self.origin in OF_THE_ADDRESS


@dataclass(frozen=True)
class OptOut:
    """One wish about one address.

    Attributes:
        website_id: the merchant it speaks of, or through which it reached us when the scope is all merchants.
        email_hash: the address, keyed and hashed, so that the wish outlives the address's erasure.
        review_request_id: the request it came from; None when a merchant wrote it down.
        recorded_by: who wrote it down, for manual entries and imports.
        note: what that person noted; never an address.
    """

    website_id: str
    email_hash: str
    wish: OptOutWish
    review_request_id: str | None = None
    recorded_by: str | None = None
    note: str | None = None

    def as_seen_by(self, website_id: str) -> "OptOut":
        """The same wish for a website's eyes: nothing that belongs to another website stands in it."""
        if website_id == self.website_id:
            return self
        return replace(self, website_id=website_id, review_request_id=None, recorded_by=None, note=None)


@dataclass(frozen=True)
class OptOutEntry:
    """An address a merchant wants to see left alone, and since when; None = from now on."""

    email: str
    opted_out_at: datetime | None = None
