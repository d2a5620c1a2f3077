"""Operations as JSON."""

from collections.abc import Mapping

from chalicelib.api.filter_parameters import filter_json
from chalicelib.api.representations import Json, instant
from chalicelib.domain.operation_record import Counts, Operation
from chalicelib.domain.operation_refusals import REFUSALS
from chalicelib.domain.operations import RefusalCode
from chalicelib.usecases.preview_operation import Preview


def operation_json(operation: Operation) -> Json:
    """An operation and how far it is."""
    order, counts = operation.order, operation.counts
    return {
        "operation_id": operation.operation_id,
        "kind": order.kind.value,
        "state": operation.state.value,
        "reason": order.reason,
        "by": order.by,
        "created_at": instant(operation.created_at),
        "starts_at": instant(operation.starts_at),
        "ended_at": instant(operation.ended_at) if operation.ended_at else None,
        "review_request_ids": list(order.selection.ids),
        "filter": filter_json(order.selection.wanted) if order.selection.wanted else None,
        "at": instant(order.at) if order.at else None,
        "email": order.email,
        "counts": {"matching": counts.matching, "done": counts.done, **_refused(counts)},
    }


def preview_json(preview: Preview) -> Json:
    """What an operation would meet."""
    counts = preview.counts
    return {
        "matching": counts.matching,
        "applicable": counts.done,
        **_refused(counts),
        "complete": preview.complete,
    }


def _refused(counts: Counts) -> Json:
    return {
        "not_applicable": _sentences(counts.not_applicable),
        "retry_at": instant(counts.retry_at) if counts.retry_at else None,
    }


def _sentences(refused: Mapping[str, int]) -> list[Json]:
    """Most frequent first."""
    ordered = sorted(refused.items(), key=lambda one: (-one[1], one[0]))
    return [{"code": code, "count": count, **_sentence(RefusalCode(code))} for code, count in ordered]


def _sentence(code: RefusalCode) -> Json:
    reason = REFUSALS[code]
    return {
        "fr": {"sentence": reason.sentence_fr, "next_action": reason.next_action_fr},
        "en": {"sentence": reason.sentence_en, "next_action": reason.next_action_en},
    }
