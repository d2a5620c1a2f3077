"""A review request as an item, and back."""

import json
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from chalicelib.adapters import due_keys, keys
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.domain.explanation import from_text as explanation_from_text
from chalicelib.domain.explanation import to_text as explanation_to_text
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.milestones import Milestone, furthest, solicited_at
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.sent_mail import from_text as mails_from_text
from chalicelib.domain.sent_mail import to_text as mails_to_text

MILESTONES = tuple(Milestone)
"""In order; an item holds its furthest one by its place here."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_milliseconds(at: datetime) -> int:
    """Exact for whole milliseconds; what is finer is cut off."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: float) -> datetime:
    """Aware UTC."""
    return _EPOCH + timedelta(milliseconds=int(milliseconds))


def to_item(model: type[RequestItem], row: ReviewRequest) -> RequestItem:
    """The whole item, its index keys and derived attributes included."""
    key = keys.review_request(row.website_id, row.review_request_id)
    current = row.current
    item = model(
        key.pk,
        key.sk,
        **_what_was_asked(row),
        **_where_it_stands(row),
        st=current.status.value,
        rs=current.reason,
        fs=to_milliseconds(solicited_at(row.facts, row.planned_at)),
        mr=MILESTONES.index(furthest(row.facts)),
    )
    _set_index_keys(item, row)
    return item


def _what_was_asked(row: ReviewRequest) -> dict[str, Any]:
    return {
        "pi": row.proof_id,
        "rf": row.experience_reference,
        "xa": to_milliseconds(row.experience_at),
        "em": row.customer_email,
        "la": row.language,
        "ty": row.review_type.value,
        "tm": row.transmission_method.value,
        "ch": row.channel.value,
        "sh": row.shop_id,
        "co": row.country,
        "dp": row.has_deferred_product or None,
    }


def _where_it_stands(row: ReviewRequest) -> dict[str, Any]:
    return {
        "pa": to_milliseconds(row.planned_at),
        "ex": explanation_to_text(row.explanation) or None,
        "fx": facts_to_text(row.facts),
        "ss": row.send_state.value,
        "sp": row.step,
        "rm": row.reminder or None,
        "at": row.attempt,
        "ca": _optional_milliseconds(row.claimed_at),
        "da": _optional_milliseconds(row.due_at),
        "ur": row.urgent or None,
        "ml": mails_to_text(row.mails) or None,
        "tp": row.template,
        "ve": row.version,
    }


def _set_index_keys(item: RequestItem, row: ReviewRequest) -> None:
    email, due, rare = keys.email_index(row), due_keys.due_index(row), keys.rare_index(row)
    item.email_pk, item.email_sk = email.pk, email.sk
    if due:
        item.due_pk, item.due_sk = due.pk, due.sk
    if rare:
        item.rare_pk, item.rare_sk = rare.pk, rare.sk


def from_item(item: RequestItem) -> ReviewRequest:
    """The row; status and reason are computed by the domain, whatever the item says."""
    return ReviewRequest(
        website_id=keys.website_of(item.pk),
        review_request_id=item.sk,
        proof_id=item.pi,
        experience_reference=item.rf,
        experience_at=from_milliseconds(item.xa),
        customer_email=item.em,
        language=item.la,
        review_type=ReviewType(item.ty),
        transmission_method=TransmissionMethod(item.tm),
        planned_at=from_milliseconds(item.pa),
        facts=facts_from_text(item.fx),
        channel=Channel(item.ch),
        shop_id=item.sh,
        country=item.co,
        explanation=explanation_from_text(item.ex or ""),
        has_deferred_product=bool(item.dp),
        send_state=SendState(item.ss),
        step=int(item.sp),
        reminder=int(item.rm or 0),
        attempt=int(item.at),
        claimed_at=_optional(item.ca),
        due_at=_optional(item.da),
        urgent=bool(item.ur),
        mails=mails_from_text(item.ml or ""),
        version=int(item.ve),
    )


def _optional_milliseconds(at: datetime | None) -> int | None:
    return None if at is None else to_milliseconds(at)


def _optional(milliseconds: float | None) -> datetime | None:
    return None if milliseconds is None else from_milliseconds(milliseconds)


def facts_to_text(facts: Facts) -> str:
    """Facts as `{"<kind>": [<entry>, ...]}` where an entry is `[step, ms]` or `[step, ms, reason]`.

    A fact of step 0 without a reason is its milliseconds alone: `{"created": [1795449600000]}`.
    """
    ordered = sorted(facts, key=lambda fact: (fact.kind, fact.step))
    grouped = {kind.value: [_entry(f) for f in found] for kind, found in groupby(ordered, key=lambda f: f.kind)}
    return json.dumps(grouped, separators=(",", ":"))


def _entry(fact: Fact) -> int | list[Any]:
    at = to_milliseconds(fact.at)
    if fact.reason:
        return [fact.step, at, fact.reason]
    return [fact.step, at] if fact.step else at


def facts_from_text(text: str) -> Facts:
    """The facts of an item."""
    grouped: dict[str, list[int | list[Any]]] = json.loads(text)
    return Facts.of(*(_fact(FactKind(kind), entry) for kind, entries in grouped.items() for entry in entries))


def _fact(kind: FactKind, entry: int | list[Any]) -> Fact:
    if isinstance(entry, int):
        return Fact(from_milliseconds(entry), kind)
    step, at, *reason = entry
    return Fact(from_milliseconds(at), kind, step, "".join(reason))
