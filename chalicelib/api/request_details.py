"""The details of a request as JSON: what was bought, by whom, what happened, who made it happen and by which rule."""

from zoneinfo import ZoneInfo

from chalicelib.api.representations import Json, explained, instant, list_item, next_step
from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import FactKind
from chalicelib.domain.history import HistoryEntry, history_of
from chalicelib.domain.journal import Change, JournalEntry
from chalicelib.domain.masking import masked_customer, masked_email
from chalicelib.domain.proof import Customer, Product, Source
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.sent_mail import SentMail
from chalicelib.domain.told_rules import rules_of_step, rules_of_the_end
from chalicelib.usecases.show_email import ShownEmail
from chalicelib.usecases.show_review_request import Details


def details(found: Details, collection: Collection, *, masked: bool = False) -> Json:
    """Everything the details panel shows; `masked` for those who may not read customers."""
    row, proof, zone = found.row, found.stored.proof, collection.zone
    return {
        **list_item(row, zone, masked=masked),
        "received_at": instant(found.stored.received_at),
        "customer": _customer(masked_customer(proof.customer) if masked else proof.customer),
        "products": [_product(product) for product in proof.products],
        "source": _source(proof.source),
        "history": [_history_entry(entry, zone) for entry in _history(found)],
        "journal": [_journal_entry(entry, masked=masked) for entry in found.journal],
        "next_step": _next_step(row, zone),
        "end_rules": explained(rules_of_the_end(row), zone),
        "emails": [_email(row, mail) for mail in sorted(row.mails, key=lambda mail: mail.step)],
        "reviews": [_review(row, review) for review in found.reviews],
    }


def _source(source: Source) -> Json:
    return {"name": source.name, "line": source.line, "transmission_id": source.transmission_id}


def shown_email(shown: ShownEmail) -> Json:
    """One e-mail as it left, its personal links apart."""
    return {
        **_remembered(shown.sent),
        "sent_at": instant(shown.sent_at) if shown.sent_at else None,
        "to": shown.to,
        "from_name": shown.mail.sender_name,
        "reply_to": shown.mail.reply_to or None,
        "subject": shown.mail.subject,
        "text": shown.mail.text,
        "html": shown.mail.html,
        "as_sent": shown.as_sent,
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


def _history(found: Details) -> tuple[HistoryEntry, ...]:
    return history_of(found.row, found.journal, found.unknown, opted_out_by=found.opted_out_by)


def _history_entry(entry: HistoryEntry, zone: ZoneInfo) -> Json:
    return {
        "at": instant(entry.at),
        "fact": entry.fact,
        "step": entry.step,
        "reason": entry.reason,
        "actor": {"kind": entry.actor.kind.value, "subject": entry.actor.subject},
        "rules": explained(entry.rules, zone),
        "told": entry.told,
    }


def _journal_entry(entry: JournalEntry, *, masked: bool) -> Json:
    """What somebody did to the request, and what stood there before."""
    return {
        "at": instant(entry.at),
        "kind": entry.kind.value,
        "operation_id": entry.operation_id,
        "actor": entry.by,
        "reason": entry.reason,
        "step": entry.step,
        "changes": [_change(change, masked=masked) for change in entry.changes],
    }


def _change(change: Change, *, masked: bool) -> Json:
    hides = masked and change.field == "customer_email"
    before, after = (masked_email(one) if hides and one else one for one in (change.before, change.after))
    return {"field": change.field, "before": before, "after": after}


def _next_step(row: ReviewRequest, zone: ZoneInfo) -> Json | None:
    planned = next_step(row)
    return planned and {**planned, "rules": explained(rules_of_step(row, row.step), zone)}


def _email(row: ReviewRequest, mail: SentMail) -> Json:
    fact = row.facts.get(FactKind.SENT, mail.step)
    return {**_remembered(mail), "sent_at": instant(fact.at) if fact else None}


def _remembered(mail: SentMail) -> Json:
    return {
        "step": mail.step,
        "reminder": mail.reminder,
        "settings_version": mail.settings_version,
        "template": mail.template,
    }


def _review(row: ReviewRequest, review: Review) -> Json:
    return {
        "product_ref": review.product_ref,
        "rating": review.answer.rating if review.answer else None,
        "comment": review.answer.comment if review.answer else None,
        "submitted_at": instant(review.submitted_at),
        "answered_step": _answered_step(row, review),
    }


def _answered_step(row: ReviewRequest, review: Review) -> int | None:
    """The last e-mail that left before the review: its link may be an earlier one's, which nobody can tell apart."""
    sent = [fact.step for fact in row.facts.of_kind(FactKind.SENT) if fact.at <= review.submitted_at]
    return max(sent, default=None)
