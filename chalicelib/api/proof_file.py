"""The proof file: all that is known of one request as one document, with a fingerprint, for audits.

The content is the same in every language; the page made from it (`pages/proof_file.py`) speaks one.
"""

import hashlib
import json
from datetime import datetime

from chalicelib.api.representations import Json, instant
from chalicelib.api.request_details import details, shown_email
from chalicelib.domain.collection import Collection
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.usecases.gather_evidence import Evidence
from chalicelib.usecases.show_email import ShownEmail

FORMAT = "suivi-proof-file"
FORMAT_VERSION = 1
CANONICAL_FORM = "`content` as JSON: keys sorted, no blanks between tokens, characters not escaped, UTF-8"

_OF_REQUEST = (
    *("review_request_id", "review_type", "status", "status_at", "channel", "shop_id"),
    *("customer", "products", "journal", "next_step", "end_rules", "reviews"),
)


def proof_file(evidence: Evidence, *, language: str, by: str, now: datetime) -> Json:
    """The document. Two files of the same state have the same content and the same fingerprint, whoever made them."""
    content = _content(evidence)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "language": language,
        "generated_at": instant(now),
        "generated_by": by,
        "content_sha256": fingerprint(content),
        "content_canonical_form": CANONICAL_FORM,
        "content": content,
    }


def fingerprint(content: Json) -> str:
    """SHA-256 over the canonical form, in hexadecimal."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _content(evidence: Evidence) -> Json:
    shown = details(evidence.found, evidence.collection)
    proof = evidence.found.stored.proof
    return {
        "website": _website(evidence.collection),
        "experience": {
            "reference": shown["experience_reference"],
            "date": shown["experience_date"],
            "received_at": shown["received_at"],
            "transmission_method": shown["transmission_method"],
            "source": {**shown["source"], "source_id": proof.source.source_id, "lines": list(proof.lines)},
        },
        **{name: shown[name] for name in _OF_REQUEST},
        "reason": _told(shown["reason"]),
        "history": [{**entry, "reason": _told(entry["reason"])} for entry in shown["history"]],
        "unknown_events": [_unknown(one) for one in evidence.found.unknown],
        "emails": [_email(one) for one in evidence.emails],
    }


def _website(collection: Collection) -> Json:
    return {
        "website_id": collection.website_id,
        "trader": collection.name,
        "trader_contact": collection.trader_contact or None,
        "time_zone": collection.time_zone,
    }


def _told(code: str | None) -> Json | None:
    """A reason with its sentences: the file must be read without us."""
    reason = REASONS.get(code) if code else None
    return {"code": code, "fr": reason.sentence_fr, "en": reason.sentence_en} if reason else None


def _unknown(event: UnknownEvent) -> Json:
    """As SES told it, without addresses: whoever understands it later finds all that was kept."""
    return {"at": instant(event.at), "kind": event.kind, "step": event.step, "body": event.body}


def _email(shown: ShownEmail) -> Json:
    """What the customer read, as plain text; the digest is what the claim remembered of the whole mail."""
    told = shown_email(shown)
    del told["html"]
    return {**told, "digest": shown.sent.digest}
