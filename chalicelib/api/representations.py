"""Domain objects as JSON. Instants are ISO 8601; the experience date carries the offset of the website's zone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.collection import Collection
from chalicelib.domain.explanation_sentences import sentences
from chalicelib.domain.facts import FactKind
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.operation_record import OperationKind
from chalicelib.domain.proof import Customer, Product
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.show_review_request import Details

Json = dict[str, Any]
PLANNED = "planned"


def instant(at: datetime) -> str:
    """An instant in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def list_item(row: ReviewRequest, zone: ZoneInfo) -> Json:
    """One row of the tracking table."""
    current = row.current
    return {
        "review_request_id": row.review_request_id,
        "experience_reference": row.experience_reference,
        "customer_email": row.customer_email,
        "experience_date": row.experience_at.astimezone(zone).isoformat(timespec="seconds"),
        "review_type": row.review_type.value,
        "status": current.status.value,
        "status_at": instant(current.at),
        "reason": current.reason,
        "transmission_method": row.transmission_method.value,
        "next_email_at": instant(row.next_email_at) if row.next_email_at else None,
        "explanation": _explanation(row, zone),
    }


def _explanation(row: ReviewRequest, zone: ZoneInfo) -> list[Json]:
    """Why the e-mail stands for the date it stands for, in both languages, oldest rule first."""
    told = zip(sentences(row.explanation, "fr", zone), sentences(row.explanation, "en", zone), strict=True)
    return [
        {"code": one.code, "fr": french, "en": english}
        for one, (french, english) in zip(row.explanation, told, strict=True)
    ]


def details(found: Details, collection: Collection, journal: Sequence[JournalEntry] = ()) -> Json:
    """Everything the details panel shows; `journal` is what people did to this request, oldest first."""
    row, proof = found.row, found.stored.proof
    return {
        **list_item(row, collection.zone),
        "channel": row.channel.value,
        "shop_id": row.shop_id,
        "received_at": instant(found.stored.received_at),
        "customer": _customer(proof.customer),
        "products": [_product(product) for product in proof.products],
        "source": {"name": proof.source.name, "line": proof.source.line},
        "history": _history(row, journal),
        "journal": [_journal_entry(entry) for entry in journal],
        "next_step": _next_step(row),
        "reviews": [_review(review) for review in found.reviews],
    }


def _customer(customer: Customer) -> Json:
    return {
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "language": customer.language,
        "country": customer.country,
        "phone": customer.phone,
    }


def _product(product: Product) -> Json:
    return {
        "product_ref": product.product_ref,
        "name": product.name,
        "brand": product.brand,
        "category": product.category,
        "price": str(product.price) if product.price is not None else None,
        **{name: product.identifiers.get(name) for name in ("ean", "sku", "upc", "isbn", "jan", "mpn")},
        "product_url": product.product_url,
        "image_url": product.image_url,
    }


def _history(row: ReviewRequest, journal: Sequence[JournalEntry]) -> list[Json]:
    """The facts, and the date for which the first e-mail was planned, in time order.

    A fact that an operation made has the actor who asked for it. After a resend the planned date is the new e-mail's.
    """
    planned_step = max((fact.step for fact in row.facts.of_kind(FactKind.RESUMED)), default=0)
    created, *others = [(fact.at, fact.kind.value, fact.key[1], fact.reason or None) for fact in row.facts]
    entries = [created, (row.planned_at, PLANNED, planned_step, None), *others]
    entries.sort(key=lambda entry: entry[0])  # stable: at one instant, created comes before planned before sent
    actors = {(instant(entry.at), fact): entry.by for entry in journal for fact in MADE_BY.get(entry.kind, ())}
    return [
        {
            "at": instant(at),
            "fact": fact,
            "step": step,
            "reason": reason,
            "actor": actors.get((instant(at), fact)),
        }
        for at, fact, step, reason in entries
    ]


MADE_BY: dict[OperationKind, tuple[str, ...]] = {
    OperationKind.CANCEL: (FactKind.CANCELLED,),
    OperationKind.RESEND: (FactKind.RESUMED,),
    OperationKind.CORRECT_ADDRESS: (FactKind.RESUMED,),
}
"""The facts an operation makes at the instant its journal entry names."""


def _journal_entry(entry: JournalEntry) -> Json:
    """What somebody did to the request, and what stood there before."""
    changes = [{"field": one.field, "before": one.before, "after": one.after} for one in entry.changes]
    return {
        "at": instant(entry.at),
        "kind": entry.kind.value,
        "operation_id": entry.operation_id,
        "actor": entry.by,
        "reason": entry.reason,
        "step": entry.step,
        "changes": changes,
    }


def _next_step(row: ReviewRequest) -> Json | None:
    if row.next_email_at is None:
        return None
    kind = "reminder" if row.reminder else "first_email"
    return {"kind": kind, "step": row.step, "reminder": row.reminder, "at": instant(row.next_email_at)}


def _review(review: Review) -> Json:
    return {
        "product_ref": review.product_ref,
        "rating": review.answer.rating if review.answer else None,
        "comment": review.answer.comment if review.answer else None,
        "submitted_at": instant(review.submitted_at),
    }
