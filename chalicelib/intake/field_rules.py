"""Field rules: how one untrusted value of a proof is read, once for every door. A refusal's type is a `RejectCode`."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from chalicelib.domain.identity import canonical_reference
from chalicelib.domain.proof import FALLBACK_LANGUAGE, LANGUAGES, Channel, ReviewType
from chalicelib.intake.rejects import RejectCode

MAX_DELAY_DAYS = 365
MAX_URL = 1024

_INTEGER = re.compile(r"[0-9]{1,9}(?:\.0+)?")
_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,10})?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_REVIEW_TYPES = {
    "BRAND_AND_PRODUCT": frozenset({ReviewType.BRAND, ReviewType.PRODUCT}),
    "PURCHASE_ONLY": frozenset({ReviewType.BRAND}),
    "PRODUCT_ONLY": frozenset({ReviewType.PRODUCT}),
}
_ASKS_NOTHING = "NOTHING"
"""What the PrestaShop module sends when both collections are off (domain.md 2.3)."""

_KEPT_FORMAT_CHARACTERS = "\u200c\u200d"
"""Joiners: some scripts and emojis are misspelt without them. Other invisible characters only serve to deceive."""


def is_blank(value: object) -> bool:
    """Whether a value counts as absent: null, or a text of nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def refusal(code: RejectCode, detail: str = "") -> PydanticCustomError:
    """The error a rule raises; `rejects.Reject` turns the code into words."""
    return PydanticCustomError(code, "refused", {"detail": detail})


def as_text(value: object) -> str:
    """The text of a text or of a JSON number (87 and 87.0 are `87`). Raises INVALID_VALUE for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal(RejectCode.INVALID_VALUE)
    return str(value)


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cc", "Cs") or (category == "Cf" and character not in _KEPT_FORMAT_CHARACTERS)


def _hides_something(text: str) -> bool:
    """Whether an invisible character stands in it; printable text, which nearly all is, need not be looked through."""
    return not text.isprintable() and any(map(_is_hidden, text))


def _shown_text(limit: int) -> Callable[[object], str]:
    """Text for people: invisible characters taken out, white space collapsed, NFC, at most `limit` characters."""

    def read(value: object) -> str:
        words = " ".join(as_text(value).split())
        if _hides_something(words):
            words = "".join(c for c in words if not _is_hidden(c))
        return _within(limit, canonical_reference(words))

    return read


def _key_text(limit: int) -> Callable[[object], str]:
    """Text that identifies: like shown text, but an invisible character refuses it, so that no two keys merge."""

    def read(value: object) -> str:
        key = canonical_reference(as_text(value))
        if _hides_something(key):
            raise refusal(RejectCode.INVALID_VALUE)
        return _within(limit, key)

    return read


def _within(limit: int, text: str) -> str:
    if not text:
        raise refusal(RejectCode.MISSING_VALUE)
    if len(text) > limit:
        raise refusal(RejectCode.TOO_LONG, str(limit))
    return text


def read_email(value: object) -> str:
    """The address SES can serve: ASCII local part as written, domain in lower case and punycode (reliability.md 7.5).

    Addresses under `.test` and example domains are accepted: demonstrations and tests use them.
    """
    text = as_text(value).strip()
    if _PLAIN_ADDRESS.fullmatch(text) and _is_plain_domain(text.partition("@")[2]):
        return text
    try:
        address = validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError) as cause:
        raise refusal(RejectCode.INVALID_EMAIL) from cause
    if address.ascii_email is None:
        raise refusal(RejectCode.NON_ASCII_EMAIL)
    if "." not in address.domain:
        raise refusal(RejectCode.INVALID_EMAIL)
    return address.ascii_email


_PLAIN_ADDRESS = re.compile(
    r"(?=.{6,100}\Z)(?=.{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}"
)
"""Addresses of which only the domain can be wrong; the validator would give them back as they are."""


@lru_cache(maxsize=4096)
def _is_plain_domain(domain: str) -> bool:
    """Whether the validator takes a domain as it is. Customers have few domains between them: asked once for each."""
    try:
        return validate_email(f"a@{domain}", check_deliverability=False, test_environment=True).ascii_domain == domain
    except (EmailNotValidError, UnicodeError):
        return False


def read_language(value: object) -> str:
    """One of our languages; any other is English, never an error (domain.md 1.2)."""
    language = value.strip().lower() if isinstance(value, str) else ""
    return language if language in LANGUAGES else FALLBACK_LANGUAGE


def read_channel(value: object) -> Channel:
    """`online` or `offline`, in any case."""
    try:
        return Channel(as_text(value).strip().lower())
    except ValueError as cause:
        raise refusal(RejectCode.UNKNOWN_CHANNEL) from cause


def read_delay(value: object) -> int:
    """Whole days, 0 to `MAX_DELAY_DAYS`, from a number or a numeric text."""
    text = "" if isinstance(value, bool) or not isinstance(value, str | int | float) else as_text(value).strip()
    if not _INTEGER.fullmatch(text) or int(float(text)) > MAX_DELAY_DAYS:
        raise refusal(RejectCode.INVALID_DELAY)
    return int(float(text))


def read_price(value: object) -> Decimal:
    """An amount of zero or more from a number or a numeric text; a decimal comma is read as a point."""
    if isinstance(value, str):
        text = value.strip()
        if not _AMOUNT.fullmatch(text):
            raise refusal(RejectCode.INVALID_PRICE)
        return Decimal(text.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal(RejectCode.INVALID_PRICE)
    return _amount_of(value)


def _amount_of(number: float) -> Decimal:
    try:
        amount = Decimal(str(number)) if abs(number) < 10**12 else Decimal("NaN")
    except InvalidOperation as cause:
        raise refusal(RejectCode.INVALID_PRICE) from cause
    if not amount.is_finite() or amount < 0:
        raise refusal(RejectCode.INVALID_PRICE)
    return amount


def read_boolean(value: object) -> bool:
    """True or false from a boolean, `true`, `false`, 1 or 0."""
    text = str(value).strip().lower() if isinstance(value, str | int) else ""
    if text not in _BOOLEANS:
        raise refusal(RejectCode.INVALID_BOOLEAN)
    return _BOOLEANS[text]


def read_review_types(value: object) -> frozenset[ReviewType]:
    """What `purchase_event_type` asks for (domain.md 2.3)."""
    word = value.strip() if isinstance(value, str) else ""
    if word == _ASKS_NOTHING:
        raise refusal(RejectCode.NOTHING_TO_ASK)
    if word not in _REVIEW_TYPES:
        raise refusal(RejectCode.INVALID_REVIEW_TYPE)
    return _REVIEW_TYPES[word]


def read_country(value: object) -> str | None:
    """ISO 3166-1 alpha-2 in capitals; anything else is left out: nothing depends on it, the proof stands."""
    text = value.strip() if isinstance(value, str) else ""
    return text.upper() if _COUNTRY.fullmatch(text) else None


def read_url(value: object) -> str | None:
    """An absolute http or https address; anything else is left out: a lost picture must not cost a review."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > MAX_URL or len(text.split()) > 1 or _hides_something(text):
        return None
    if _PLAIN_URL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


read_reference = _key_text(200)
"""The merchant's reference of a purchase, or its key of a shop or a product."""

_PLAIN_URL = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[!-~]*)?")
"""Addresses in which nothing is left to look for."""

Reference = Annotated[str, BeforeValidator(read_reference)]
Identifier = Annotated[str, BeforeValidator(_key_text(100))]
Name = Annotated[str, BeforeValidator(_shown_text(255))]
ProductName = Annotated[str, BeforeValidator(_shown_text(500))]
Phone = Annotated[str, BeforeValidator(_shown_text(50))]
Email = Annotated[str, BeforeValidator(read_email)]
Language = Annotated[str, BeforeValidator(read_language)]
Country = Annotated[str | None, BeforeValidator(read_country)]
Delay = Annotated[int, BeforeValidator(read_delay)]
Price = Annotated[Decimal, BeforeValidator(read_price)]
Boolean = Annotated[bool, BeforeValidator(read_boolean)]
Url = Annotated[str | None, BeforeValidator(read_url)]
SalesChannel = Annotated[Channel, BeforeValidator(read_channel)]
ReviewTypes = Annotated[frozenset[ReviewType], BeforeValidator(read_review_types)]
