"""What is foreseen of a proof, as JSON: its result, its requests with their dates, and every sentence."""

from zoneinfo import ZoneInfo

from chalicelib.api.representations import Json, explained, instant
from chalicelib.api.transmission_representations import line_json
from chalicelib.domain import explanation
from chalicelib.domain.explanation import Explanation
from chalicelib.domain.foreseen_lines import ForeseenLine
from chalicelib.domain.foresight import ForeseenRequest, Foresight
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.transmission_lines import lines_of_proof
from chalicelib.intake.line_rejects import line_of_reject, reject_of_line
from chalicelib.intake.rejects import Reject

OF_THE_CUSTOMER = frozenset(
    {explanation.OPTED_OUT_BEFORE, explanation.ADDRESS_FAILED_BEFORE, explanation.MAY_BE_CAPPED}
)
"""Notes that tell of a person what the proof does not: only for who may read customers."""


def foresight_json(foresight: Foresight, zone: ZoneInfo, *, masked: bool) -> Json:
    """What would become of a proof; `masked` for those who may not read customers."""
    line = lines_of_proof(foresight.outcome)[0]
    return {
        "result": line.result.value,
        "error": _error(reject_of_line(line)),
        "requests": [foreseen_request_json(request, zone) for request in foresight.requests],
        "notes": _notes(foresight.notes, zone, masked=masked),
    }


def foreseen_line_json(one: ForeseenLine, zone: ZoneInfo, *, masked: bool) -> Json:
    """What would become of a line of a file; `masked` as above."""
    told = line_json(one.line, masked=masked)
    return {
        "line": told["line"],
        "purchase_reference": told["purchase_reference"],
        "result": told["result"],
        "withdraws": told["withdraws"],
        "requests": [foreseen_request_json(request, zone) for request in one.requests],
        "notes": _notes(one.notes, zone, masked=masked),
        "error": {name: told[name] for name in _OF_AN_ERROR} if one.line.code else None,
    }


_OF_AN_ERROR = ("error_code", "sentence", "remedy", "field", "value", "detail")


def refused_json(reject: Reject) -> Json:
    """What would become of what is no proof: nothing."""
    return {"result": line_of_reject(reject).result.value, "error": _error(reject), "requests": [], "notes": []}


def foreseen_request_json(request: ForeseenRequest, zone: ZoneInfo) -> Json:
    """One request that would be created."""
    return {
        "review_type": request.review_type.value,
        "due_at": instant(request.due_at),
        "refused": _refused(request.refused) if request.refused else None,
        "explanation": sentences_json(request.explanation, zone),
    }


def sentences_json(because: Explanation, zone: ZoneInfo) -> list[Json]:
    """Codes with their sentences in both languages, dates on the website's clock."""
    told = explained(because, zone)
    return [{"code": one["code"], "sentence": {"fr": one["fr"], "en": one["en"]}} for one in told]


def _notes(notes: Explanation, zone: ZoneInfo, *, masked: bool) -> list[Json]:
    return sentences_json(tuple(one for one in notes if not masked or one.code not in OF_THE_CUSTOMER), zone)


def _refused(code: str) -> Json:
    reason = REASONS[code]
    return {"code": code, "sentence": {"fr": reason.sentence_fr, "en": reason.sentence_en}}


def _error(reject: Reject | None) -> Json | None:
    if reject is None:
        return None
    return {
        "code": reject.code.value,
        "field": reject.field,
        "value": reject.value,
        "sentence": {language: reject.sentence(language) for language in ("fr", "en")},
        "remedy": {language: reject.remedy(language) for language in ("fr", "en")},
    }
