"""What became of an event, as its sender is told at once."""

from typing import Any

from chalicelib.domain.transmission import Line
from chalicelib.intake.line_rejects import reject_of_line


def line_answer(line: Line) -> dict[str, Any]:
    """One event's answer; `row` is its place in the body, from 1."""
    told = {"row": line.number, "purchase_reference": line.experience_reference, "result": line.result.value}
    reject = reject_of_line(line)
    if reject is None:
        return {**told, "review_request_ids": list(line.review_request_ids)}
    return {
        **told,
        "error_code": reject.code.value,
        "error_description": f"{reject.sentence('en')} {reject.remedy('en')}",
        "field": reject.field,
        "value": reject.value,
    }
