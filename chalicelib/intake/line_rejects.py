"""Rejects as lines of a transmission and back, so that the same words are told everywhere."""

from chalicelib.domain.transmission import Line, LineResult, WholeRefusal
from chalicelib.intake.rejects import Reject, RejectCode

IN_CONFLICT = frozenset({RejectCode.CONFLICTING_ROWS, RejectCode.CONFLICTING_PROOF})


def line_of_reject(reject: Reject) -> Line:
    """The line of a refused row or event. Raises ValueError for the reject of a whole file, which is no line."""
    if reject.line is None:
        raise ValueError("a whole file is no line")
    result = LineResult.CONFLICT if reject.code in IN_CONFLICT else LineResult.REJECTED
    return Line(
        reject.line, result, reject.experience_reference, reject.code.value, reject.field, reject.value, reject.detail
    )


def reject_of_line(line: Line) -> Reject | None:
    """Why a line was refused; None for a line that was not."""
    if line.code is None:
        return None
    code = RejectCode(line.code)
    return Reject(code, line.experience_reference, line.number, line.field, line.value, line.detail)


def whole_refusal_of(reject: Reject) -> WholeRefusal:
    """The reject of a whole file, as kept."""
    return WholeRefusal(reject.code.value, reject.field, reject.value, reject.detail)


def reject_of_whole(refusal: WholeRefusal) -> Reject:
    """What `whole_refusal_of` kept."""
    return Reject(RejectCode(refusal.code), field=refusal.field, value=refusal.value, detail=refusal.detail)
