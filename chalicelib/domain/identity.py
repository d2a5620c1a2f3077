"""Identifiers that are computed, never drawn: the same purchase through any door has the same ones.

`review_request_id` is 25 characters of lower-case base32hex (sortable as text, legal in an SES tag):
8 for the experience instant in seconds, 1 for the shard of its month, 16 for 80 bits of an HMAC of website, review type
and reference. It tells by itself in which month partition the row lives (design.md 3).
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.proof import Proof, ReviewType

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_INSTANT_LENGTH = 8
REVIEW_REQUEST_ID_LENGTH = 25
_IDENTIFIER = re.compile(f"[{_DIGITS}]{{{REVIEW_REQUEST_ID_LENGTH}}}")


def canonical_reference(reference: str) -> str:
    """NFC, trimmed, runs of white space collapsed, case kept: two spellings a person cannot tell apart are one."""
    return " ".join(unicodedata.normalize("NFC", reference).split())


def normalised_email(email: str) -> str:
    """The address as compared for opt-outs and locks: trimmed, lower case; `+tags` and dots are kept."""
    return email.strip().lower()


@dataclass(frozen=True)
class Identities:
    """Keyed hashes of one installation. The key must never change: every identifier depends on it."""

    key: bytes

    def review_request_id(self, website_id: str, proof: Proof, review_type: ReviewType, shards: int = 1) -> str:
        """The identifier of what is asked for this proof; `shards` is the website's number of shards, 1 to 16."""
        digest = self._digest("request", website_id, review_type.value, canonical_reference(proof.experience_reference))
        shard = _DIGITS[digest[10] % shards]
        return _instant(proof.experience_at) + shard + _base32(digest[:10])

    def proof_id(self, website_id: str, proof: Proof) -> str:
        """The identifier of a reference's cold partition: what the merchant sent, and who asked for what first.

        A reference means one purchase: what comes with another customer or day is a conflict and never stored.
        """
        return self.proof_id_of(website_id, proof.experience_reference)

    def proof_id_of(self, website_id: str, experience_reference: str) -> str:
        """The same, for who knows the reference alone."""
        return _base32(self._digest("proof", website_id, canonical_reference(experience_reference))[:15])

    def fingerprint(self, proof: Proof) -> str:
        """What makes two proofs of one reference the same: the customer's address and the local day of the experience.

        Two doors often give the same purchase with and without its hour, so the hour does not count.
        """
        return _base32(self._digest("fingerprint", normalised_email(proof.customer.email), proof.experience_day)[:10])

    def source_mark(self, source_id: str) -> str:
        """A source as it stands in locks, which only ask whether it is the same: 16 characters instead of a hundred."""
        return _base32(self._digest("source", source_id)[:10])

    def withdrawal_mark(self, source_id: str) -> str:
        """The source of a withdrawal as it stands with its proof; never the mark of the same source's proofs."""
        return _base32(self._digest("withdrawal", source_id)[:10])

    def email_hash(self, email: str) -> str:
        """The address as it stands in opt-outs, which must outlive its erasure."""
        return _base32(self._digest("email", normalised_email(email))[:15])

    @property
    def client_secret_pepper(self) -> bytes:
        """The key behind the stored hashes of API clients' secrets; like this one it never rotates."""
        return self._digest("client_secret")

    def _digest(self, *parts: str) -> bytes:
        message = "\x1f".join(parts).encode()
        return hmac.new(self.key, message, hashlib.sha256).digest()


@dataclass(frozen=True)
class Location:
    """Where a row lives: the month (UTC, `yyyymm`) of its experience and the shard of that month."""

    month: str
    shard: int


def location_of(review_request_id: str) -> Location:
    """The partition an identifier points to.

    Raises:
        ReviewRequestNotFoundError: the text cannot be an identifier.
    """
    if not _IDENTIFIER.fullmatch(review_request_id):
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    seconds = int(review_request_id[:_INSTANT_LENGTH], 32)
    try:
        experience_at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError) as cause:
        raise ReviewRequestNotFoundError("No review request has this identifier.") from cause
    return Location(
        f"{experience_at.year:04d}{experience_at.month:02d}", _DIGITS.index(review_request_id[_INSTANT_LENGTH])
    )


def month_of(instant: datetime) -> str:
    """The month partition of an instant, in UTC."""
    return instant.astimezone(UTC).strftime("%Y%m")


def id_bounds(first: datetime, last: datetime) -> tuple[str, str]:
    """Texts between which stand the identifiers of all experiences from `first` to `last`, both included."""
    return _instant(first), _instant(last) + "w"


def _instant(at: datetime) -> str:
    seconds = int(at.timestamp())
    return _base32((seconds & (2**40 - 1)).to_bytes(5, "big"))


def _base32(data: bytes) -> str:
    return base64.b32hexencode(data).decode().rstrip("=").lower()
