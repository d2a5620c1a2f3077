"""Events of Amazon SES, in our words: which e-mail, and what it teaches. Addresses and texts of customers stop here.

Shapes: reliability.md 1.2. Events come through a configuration set, the only way in which they carry our tags.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chalicelib.domain import reasons
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.errors import SuiviError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.intake.machine_opens import Visit, is_machine
from chalicelib.intake.unknown_events import unknown_event

WEBSITE_TAG = "wid"
REVIEW_REQUEST_TAG = "rid"
STEP_TAG = "step"
OPENS_TAG = "opens"
"""How openings of this very e-mail may be followed: a word of `OpenTracking`; e-mails that left before have none."""

_STEP = re.compile(r"[0-9]{1,2}")


class EmailEventFormatError(SuiviError):
    """A message is no SES event, or one of an e-mail we did not tag, so that it names no review request."""

    code = "invalid_email_event"


@dataclass(frozen=True)
class EmailEvent:
    """What SES told about one e-mail.

    Attributes:
        event_type: SES's word, kept for logs and counts even when we do not know it.
        step: which e-mail of the review request (0 first, 1.. reminders).
        mailed_at: when SES took the e-mail.
        opens: how openings of this e-mail may be followed, as decided when it left.
        fact: what it teaches; None when nothing (a complaint withdrawn, a type we do not know).
        unknown: what must be kept because we do not understand it; None when we do.
    """

    event_type: str
    website_id: str
    review_request_id: str
    step: int
    ses_message_id: str
    mailed_at: datetime
    opens: OpenTracking
    fact: Fact | None
    unknown: UnknownEvent | None


@dataclass(frozen=True)
class _Meaning:
    """A fact in the making: its kind and reason."""

    kind: FactKind
    reason: str = ""


_Detail = Mapping[str, object]

_SUPPRESSED_SUBTYPES = ("Suppressed", "OnAccountSuppressionList", "OnTenantSuppressionList")


@dataclass(frozen=True)
class _Told:
    """The detail of an event, and when SES took the mail and when the event happened."""

    detail: _Detail
    mailed_at: datetime
    at: datetime


_SUPPRESSED_SUBTYPES = ("Suppressed", "OnAccountSuppressionList", "OnTenantSuppressionList")


def _bounce(told: _Told) -> _Meaning:
    """Transient and undetermined bounces may be an out-of-office answer to a mail that did arrive: not final."""
    if told.detail.get("bounceType") != "Permanent":
        return _Meaning(FactKind.SOFT_BOUNCED)
    suppressed = told.detail.get("bounceSubType") in _SUPPRESSED_SUBTYPES
    return _Meaning(FactKind.BOUNCED, reasons.SUPPRESSED if suppressed else reasons.HARD_BOUNCE)


def _complaint(told: _Told) -> _Meaning | None:
    """`not-spam` takes a complaint back; a suppressed address got no mail to complain of, so that is a bounce."""
    if told.detail.get("complaintFeedbackType") == "not-spam":
        return None
    if told.detail.get("complaintSubType") in _SUPPRESSED_SUBTYPES:
        return _Meaning(FactKind.BOUNCED, reasons.SUPPRESSED)
    return _Meaning(FactKind.COMPLAINED, reasons.COMPLAINED)


def _visit(told: _Told) -> _Meaning:
    """An opening, or a click, which implies one: our links are not rewritten, but SES may be told to."""
    detail = told.detail
    verdict = detail.get("isBotEvent")
    visit = Visit(
        user_agent=_text(detail.get("userAgent")),
        ip_address=_text(detail.get("ipAddress")),
        after=told.at - told.mailed_at,
        verdict=verdict if isinstance(verdict, str) else None,
    )
    return _Meaning(FactKind.MACHINE_OPENED if is_machine(visit) else FactKind.OPENED)


def _always(kind: FactKind, reason: str = "") -> Callable[[_Told], _Meaning | None]:
    return lambda _told: _Meaning(kind, reason)


def _nothing(_told: _Told) -> None:
    return None


@dataclass(frozen=True)
class _EventType:
    """Under which key an event type keeps its detail, what the detail means, and which of its words we understand."""

    detail_key: str
    meaning: Callable[[_Told], _Meaning | None]
    words: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)


_COMPLAINT_WORDS = {
    "complaintSubType": (None, *_SUPPRESSED_SUBTYPES),
    "complaintFeedbackType": (None, "abuse", "auth-failure", "fraud", "not-spam", "other", "virus"),
}

_EVENT_TYPES: Mapping[str, _EventType] = {
    "Send": _EventType("send", _always(FactKind.SENT)),
    "Delivery": _EventType("delivery", _always(FactKind.DELIVERED)),
    "Bounce": _EventType("bounce", _bounce, {"bounceType": ("Permanent", "Transient", "Undetermined")}),
    "Complaint": _EventType("complaint", _complaint, _COMPLAINT_WORDS),
    "Reject": _EventType("reject", _always(FactKind.FAILED, reasons.CONTENT_REJECTED)),
    "Rendering Failure": _EventType("failure", _always(FactKind.FAILED, reasons.CONTENT_REJECTED)),
    "Open": _EventType("open", _visit),
    "DeliveryDelay": _EventType("deliveryDelay", _always(FactKind.DELAYED)),
    "Click": _EventType("click", _visit),
    "Subscription": _EventType("subscription", _nothing),
}


def parse_ses_event(message: str) -> EmailEvent:
    """Read the text of one SNS message, which is one SES event as JSON.

    The instant of the fact is the detail's own, else (Send, Reject and Rendering Failure have none) the mail's.

    Raises:
        EmailEventFormatError: no SES event, or one without our tags (an identity's own notification has none).
    """
    event = _event_of(message)
    mail = _mapping(event.get("mail"))
    event_type = event.get("eventType")
    if not isinstance(event_type, str) or not mail:
        raise EmailEventFormatError("The message is not an event of an SES configuration set.")
    step = _tag(mail, STEP_TAG)
    if not _STEP.fullmatch(step):
        raise EmailEventFormatError(f"The e-mail's tag `{STEP_TAG}` is not the number of an e-mail.")
    known = _EVENT_TYPES.get(event_type)
    told = _told(event, mail, known.detail_key if known else _unknown_detail_key(event))
    return EmailEvent(
        event_type=event_type,
        website_id=_tag(mail, WEBSITE_TAG),
        review_request_id=_tag(mail, REVIEW_REQUEST_TAG),
        step=int(step),
        ses_message_id=str(mail.get("messageId", "")),
        mailed_at=told.mailed_at,
        opens=_opens(mail),
        fact=_fact(known, told, int(step)),
        unknown=None if _is_understood(known, told) else unknown_event(message, event, at=told.at, step=int(step)),
    )


def _event_of(message: str) -> Mapping[str, object]:
    try:
        event = json.loads(message)
    except (ValueError, RecursionError) as cause:
        raise EmailEventFormatError("The message is not JSON.") from cause
    return _mapping(event)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _tag(mail: _Detail, name: str) -> str:
    """A tag's value; SES gives every tag as an array."""
    values = _mapping(mail.get("tags")).get(name)
    if isinstance(values, list) and values and isinstance(values[0], str) and values[0]:
        return values[0]
    raise EmailEventFormatError(f"The e-mail has no tag `{name}`, so it names no review request.")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _opens(mail: _Detail) -> OpenTracking:
    """What the e-mail was allowed when it left; a word we do not know allows nothing."""
    values = _mapping(mail.get("tags")).get(OPENS_TAG)
    if values is None:
        return OpenTracking.INDIVIDUAL
    word = values[0] if isinstance(values, list) and values else None
    return next((mode for mode in OpenTracking if mode.value == word), OpenTracking.OFF)


def _unknown_detail_key(event: _Detail) -> str:
    """Where a type we do not know keeps its detail: beside the mail, if it does as the others do."""
    return next((key for key, value in event.items() if key != "mail" and isinstance(value, dict)), "")


def _told(event: _Detail, mail: _Detail, detail_key: str) -> _Told:
    """An event that has no instant of its own happened when SES took the mail."""
    detail = _mapping(event.get(detail_key))
    own = detail.get("timestamp")
    mailed_at = _instant(mail.get("timestamp") or own)
    return _Told(detail, mailed_at, _instant(own) if own else mailed_at)


def _fact(known: _EventType | None, told: _Told, step: int) -> Fact | None:
    meaning = known.meaning(told) if known else None
    return Fact(told.at, meaning.kind, step, meaning.reason) if meaning else None


def _is_understood(known: _EventType | None, told: _Told) -> bool:
    """Whether we know the type, and every word of its detail on which the meaning rests."""
    return known is not None and all(told.detail.get(key) in words for key, words in known.words.items())


def _instant(timestamp: object) -> datetime:
    """An instant of SES, which writes ISO 8601 in UTC."""
    try:
        at = datetime.fromisoformat(timestamp) if isinstance(timestamp, str) else None
        if at is not None:
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as cause:
        raise EmailEventFormatError("The event's timestamp cannot be read.") from cause
    raise EmailEventFormatError("The event has no timestamp.")
