"""Domain objects as JSON. Instants are ISO 8601; the experience date carries the offset of the website's zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.collection import Collection
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
    }


def details(found: Details, collection: Collection) -> Json:
    """Everything the details panel shows."""
    row, proof = found.row, found.stored.proof
    return {
        **list_item(row, collection.zone),
        "channel": row.channel.value,
        "shop_id": row.shop_id,
        "received_at": instant(found.stored.received_at),
        "customer": _customer(proof.customer),
        "products": [_product(product) for product in proof.products],
        "source": {"name": proof.source.name, "line": proof.source.line},
        "history": _history(row),
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


def _history(row: ReviewRequest) -> list[Json]:
    """The facts, and the date for which the first e-mail was planned, in time order."""
    created, *others = [(fact.at, fact.kind.value, fact.key[1], fact.reason or None) for fact in row.facts]
    entries = [created, (row.planned_at, PLANNED, 0, None), *others]
    entries.sort(key=lambda entry: entry[0])  # stable: at one instant, created comes before planned before sent
    return [{"at": instant(at), "fact": fact, "step": step, "reason": reason} for at, fact, step, reason in entries]


def _next_step(row: ReviewRequest) -> Json | None:
    if row.next_email_at is None:
        return None
    kind = "reminder" if row.step else "first_email"
    return {"kind": kind, "step": row.step, "at": instant(row.next_email_at)}


def _review(review: Review) -> Json:
    return {
        "product_ref": review.product_ref,
        "rating": review.answer.rating if review.answer else None,
        "comment": review.answer.comment if review.answer else None,
        "submitted_at": instant(review.submitted_at),
    }
