"""Events of Amazon SES, in our words: which e-mail, and what it teaches. Addresses and texts of customers stop here.

Shapes: reliability.md 1.2. Events come through a configuration set, the only way in which they carry our tags.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain import reasons
from chalicelib.domain.errors import SuiviError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.intake.machine_opens import is_machine_open

WEBSITE_TAG = "wid"
REVIEW_REQUEST_TAG = "rid"
STEP_TAG = "step"

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
        fact: what it teaches; None when nothing (a click, a complaint withdrawn, a type we do not know).
    """

    event_type: str
    website_id: str
    review_request_id: str
    step: int
    ses_message_id: str
    fact: Fact | None


@dataclass(frozen=True)
class _Meaning:
    """A fact in the making: its kind and reason."""

    kind: FactKind
    reason: str = ""


_Detail = Mapping[str, object]

_SUPPRESSED_SUBTYPES = ("Suppressed", "OnAccountSuppressionList", "OnTenantSuppressionList")


def _bounce(detail: _Detail) -> _Meaning:
    """Transient and undetermined bounces may be an out-of-office answer to a mail that did arrive: not final."""
    if detail.get("bounceType") != "Permanent":
        return _Meaning(FactKind.SOFT_BOUNCED)
    suppressed = detail.get("bounceSubType") in _SUPPRESSED_SUBTYPES
    return _Meaning(FactKind.BOUNCED, reasons.SUPPRESSED if suppressed else reasons.HARD_BOUNCE)


def _complaint(detail: _Detail) -> _Meaning | None:
    """`not-spam` takes a complaint back; a suppressed address got no mail to complain of, so that is a bounce."""
    if detail.get("complaintFeedbackType") == "not-spam":
        return None
    if detail.get("complaintSubType") in _SUPPRESSED_SUBTYPES:
        return _Meaning(FactKind.BOUNCED, reasons.SUPPRESSED)
    return _Meaning(FactKind.COMPLAINED, reasons.COMPLAINED)


def _open(detail: _Detail) -> _Meaning:
    user_agent, verdict = detail.get("userAgent"), detail.get("isBotEvent")
    machine = is_machine_open(
        user_agent if isinstance(user_agent, str) else "", verdict if isinstance(verdict, str) else None
    )
    return _Meaning(FactKind.MACHINE_OPENED if machine else FactKind.OPENED)


def _always(kind: FactKind, reason: str = "") -> Callable[[_Detail], _Meaning | None]:
    return lambda _detail: _Meaning(kind, reason)


def _nothing(_detail: _Detail) -> None:
    return None


@dataclass(frozen=True)
class _EventType:
    """Under which key an event type keeps its detail, and what the detail means."""

    detail_key: str
    meaning: Callable[[_Detail], _Meaning | None]


_EVENT_TYPES: Mapping[str, _EventType] = {
    "Send": _EventType("send", _always(FactKind.SENT)),
    "Delivery": _EventType("delivery", _always(FactKind.DELIVERED)),
    "Bounce": _EventType("bounce", _bounce),
    "Complaint": _EventType("complaint", _complaint),
    "Reject": _EventType("reject", _always(FactKind.FAILED, reasons.CONTENT_REJECTED)),
    "Rendering Failure": _EventType("failure", _always(FactKind.FAILED, reasons.CONTENT_REJECTED)),
    "Open": _EventType("open", _open),
    "DeliveryDelay": _EventType("deliveryDelay", _always(FactKind.DELAYED)),
    # Our links are not rewritten, so a click is a scanner's at best; the form tells when it is opened.
    "Click": _EventType("click", _nothing),
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
    return EmailEvent(
        event_type=event_type,
        website_id=_tag(mail, WEBSITE_TAG),
        review_request_id=_tag(mail, REVIEW_REQUEST_TAG),
        step=int(step),
        ses_message_id=str(mail.get("messageId", "")),
        fact=_fact(event_type, event, mail, int(step)),
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


def _fact(event_type: str, event: _Detail, mail: _Detail, step: int) -> Fact | None:
    known = _EVENT_TYPES.get(event_type)
    if known is None:
        return None
    detail = _mapping(event.get(known.detail_key))
    meaning = known.meaning(detail)
    if meaning is None:
        return None
    return Fact(_instant(detail.get("timestamp") or mail.get("timestamp")), meaning.kind, step, meaning.reason)


def _instant(timestamp: object) -> datetime:
    """An instant of SES, which writes ISO 8601 in UTC."""
    try:
        at = datetime.fromisoformat(timestamp) if isinstance(timestamp, str) else None
        if at is not None:
            return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as cause:
        raise EmailEventFormatError("The event's timestamp cannot be read.") from cause
    raise EmailEventFormatError("The event has no timestamp.")
