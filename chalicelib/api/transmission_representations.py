"""Transmissions, their books and their lines as JSON."""

from dataclasses import asdict, replace

from chalicelib.api.representations import Json, instant
from chalicelib.domain.books import KnownStatuses
from chalicelib.domain.masking import masked_value
from chalicelib.domain.transmission import (
    Books,
    Line,
    Transmission,
    TransmissionKind,
    WholeRefusal,
)
from chalicelib.intake.line_rejects import reject_of_line, reject_of_whole
from chalicelib.intake.rejects import Reject

KIND_WORDS = {TransmissionKind.FILE: "file", TransmissionKind.CALL: "call"}


def transmission_json(one: Transmission, *, masked: bool) -> Json:
    """A transmission as it stands; `masked` for those who may not read customers."""
    return {
        "transmission_id": one.transmission_id,
        "kind": KIND_WORDS[TransmissionKind(one.transmission_id[0])],
        "transmission_method": one.method.value,
        "mode": one.mode.value,
        "state": one.state.value,
        "name": one.name,
        "size": one.size,
        "received_at": instant(one.received_at),
        "day": one.day.isoformat(),
        "ended_at": instant(one.ended_at) if one.ended_at else None,
        "by": one.by,
        "books": books_json(one.books),
        "in_error": one.in_error,
        "progress": {"chunks": one.chunks, "chunks_done": one.chunks_done},
        "refusal": refusal_json(one.refusal, masked=masked) if one.refusal else None,
        "repeats": one.repeats,
        "reports": reports_json(one),
    }


def books_json(books: Books) -> Json:
    """The figures."""
    return asdict(books)


def reports_json(one: Transmission) -> dict[str, bool]:
    """Which reports can be downloaded: what was worked through in the background has a log, and its refused rows."""
    is_file = one.transmission_id.startswith(TransmissionKind.FILE.value)
    has_log = one.is_over and (is_file or one.chunks > 0)
    return {"log": has_log, "rejected_rows": has_log and one.books.rejected + one.books.conflict > 0}


def refusal_json(refusal: WholeRefusal, *, masked: bool) -> Json:
    """Why a transmission was refused as a whole."""
    reject = _shown(reject_of_whole(refusal), masked=masked)
    return {"code": refusal.code, "field": refusal.field, "value": reject.value, **_told(reject)}


def line_json(line: Line, *, masked: bool) -> Json:
    """A line: what became of it, why, and what to do."""
    reject = reject_of_line(line)
    shown = _shown(reject, masked=masked) if reject else None
    return {
        "line": line.number,
        "result": line.result.value,
        "withdraws": line.withdraws,
        "purchase_reference": line.experience_reference,
        "error_code": line.code,
        "sentence": None,
        "remedy": None,
        **(_told(shown) if shown else {}),
        "field": line.field,
        "value": shown.value if shown else None,
        "detail": line.detail,
        "review_request_ids": list(line.review_request_ids),
    }


def _shown(reject: Reject, *, masked: bool) -> Reject:
    """For these eyes; the sentence quotes the value."""
    return replace(reject, value=masked_value(reject.value)) if masked and reject.value else reject


def _told(reject: Reject) -> Json:
    return {
        name: {language: tell(language) for language in ("fr", "en")}
        for name, tell in (("sentence", reject.sentence), ("remedy", reject.remedy))
    }


def statuses_json(statuses: KnownStatuses | None) -> Json:
    """What became of requests, and when that was looked at; null when it is not known."""
    return {
        "requests_by_status": {one.value: n for one, n in statuses.statuses.items()} if statuses else None,
        "counted_at": instant(statuses.counted_at) if statuses else None,
    }
