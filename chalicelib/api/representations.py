"""Domain objects as JSON. Instants are ISO 8601; the experience date carries the offset of the website's zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.explanation import Explanation
from chalicelib.domain.explanation_sentences import sentences
from chalicelib.domain.listing import Page
from chalicelib.domain.masking import masked_email
from chalicelib.domain.review_request import ReviewRequest

Json = dict[str, Any]


def instant(at: datetime) -> str:
    """An instant in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def list_item(row: ReviewRequest, zone: ZoneInfo, *, masked: bool) -> Json:
    """One row of the tracking table; `masked` for those who may not read customers."""
    current = row.current
    return {
        "review_request_id": row.review_request_id,
        "experience_reference": row.experience_reference,
        "customer_email": masked_email(row.customer_email) if masked else row.customer_email,
        "experience_date": row.experience_at.astimezone(zone).isoformat(timespec="seconds"),
        "review_type": row.review_type.value,
        "status": current.status.value,
        "status_at": instant(current.at),
        "reason": current.reason,
        "transmission_method": row.transmission_method.value,
        "channel": row.channel.value,
        "shop_id": row.shop_id,
        "language": row.language,
        "next_step": next_step(row),
        "next_email_at": instant(row.next_email_at) if row.next_email_at else None,
        "explanation": explained(row.explanation, zone),
    }


def explained(explanation: Explanation, zone: ZoneInfo) -> list[Json]:
    """Rules that spoke, in both languages, oldest first."""
    told = zip(sentences(explanation, "fr", zone), sentences(explanation, "en", zone), strict=True)
    return [
        {"code": one.code, "fr": french, "en": english}
        for one, (french, english) in zip(explanation, told, strict=True)
    ]


def next_step(row: ReviewRequest) -> Json | None:
    """The e-mail that is planned."""
    if row.next_email_at is None:
        return None
    kind = "reminder" if row.reminder else "first_email"
    return {"kind": kind, "step": row.step, "reminder": row.reminder, "at": instant(row.next_email_at)}


def page_json(page: Page, next_page_token: str | None, zone: ZoneInfo, *, masked: bool) -> Json:
    """A page of the tracking table, and the token that leads to the next one."""
    items = [list_item(row, zone, masked=masked) for row in page.rows]
    return {"items": items, "next_page_token": next_page_token, "complete": page.complete}
