"""Why a request stands for the date it stands for: the rules that spoke, as codes and values on the row.

The sentences people read are in `explanation_sentences.py`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from chalicelib.domain.delays import Delay

FEED_DELAY = "feed"
SHOP_RULE = "shop"
COUNTRY_RULE = "country"
CHANNEL_RULE = "channel"
GENERAL_RULE = "rule"
ACCOUNT_DELAY = "account"
PRODUCTS_DELAY = "products"
WITH_BRAND = "with_brand"
JOINED = "joined"
PRODUCT_DEFERRED = "product_later"
WINDOW = "window"
HOLIDAY = "holiday"
CAPPED = "capped"
ONE_A_DAY = "one_a_day"
REMINDER = "reminder"
REMINDER_SKIPPED = "reminder_skipped"
REMINDER_BLOCKED = "reminder_blocked"
AGE_LIMIT = "too_old"
FORBIDDEN_DOMAIN = "forbidden_domain"
SENT_NOW = "sent_now"
RESCHEDULED = "rescheduled"
RESENT = "resent"
ADDRESS_CORRECTED = "corrected"
REPLANNED = "replanned"

WITHDRAWN_BEFORE = "withdrawn_before"
OPTED_OUT_BEFORE = "opted_out_before"
ADDRESS_FAILED_BEFORE = "address_failed_before"
MAY_BE_CAPPED = "may_be_capped"
MAY_WAIT_A_DAY = "may_wait_a_day"
"""The last five are told when somebody looks ahead, and never stand on a row."""

_BETWEEN_RULES = "|"
_BETWEEN_VALUES = ";"
_LEFT_AS_THEY_ARE = ":/+ ,'"


@dataclass(frozen=True)
class Because:
    """One rule that spoke: a code of `SENTENCES` and the values its sentence names, as text."""

    code: str
    values: tuple[str, ...] = ()


Explanation = tuple[Because, ...]


def instant(at: datetime) -> str:
    """An aware instant as a value: `2026-11-23T10:00:00Z`, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def delay(wanted: Delay) -> str:
    """A delay as a value: ISO 8601, `P7DT3H`."""
    return f"P{wanted.days}DT{wanted.hours}H"


def window(before: datetime) -> Because:
    """The send window was closed at `before`."""
    return Because(WINDOW, (instant(before),))


def to_text(explanation: Explanation) -> str:
    """As kept on a row, `feed;P7DT0H|window;2026-11-23T10:00:00Z`; "" for no rule."""
    return _BETWEEN_RULES.join(_BETWEEN_VALUES.join(map(_quoted, (b.code, *b.values))) for b in explanation)


def from_text(text: str) -> Explanation:
    """What `to_text` wrote."""
    return tuple(_because(rule) for rule in text.split(_BETWEEN_RULES)) if text else ()


def _because(text: str) -> Because:
    code, *values = map(unquote, text.split(_BETWEEN_VALUES))
    return Because(code, tuple(values))


def _quoted(text: str) -> str:
    """A value may be a merchant's own word, such as a shop's: what separates is written as %7C and %3B."""
    return quote(text, safe=_LEFT_AS_THEY_ARE)
