"""Foreseen lines: what would become of each line of a file that is only checked, as text, one JSON document a line."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.explanation import Explanation, from_text, to_text
from chalicelib.domain.foresight import ForeseenRequest, Foresight
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.transmission import Line
from chalicelib.domain.transmission_lines import line_from, line_text, lines_of_proof


@dataclass(frozen=True)
class ForeseenLine:
    """A line, the requests it would create, and what only looking tells; the first line of a proof has those of all."""

    line: Line
    requests: tuple[ForeseenRequest, ...] = ()
    notes: Explanation = ()


def foreseen_lines_of(foresight: Foresight) -> list[ForeseenLine]:
    """One per row the proof was merged from. Requests that are only foreseen have no identifier that leads anywhere."""
    outcome = foresight.outcome
    there = tuple(one for one in outcome.review_request_ids if one not in outcome.made)
    first, *further = (replace(line, review_request_ids=there) for line in lines_of_proof(outcome))
    return [ForeseenLine(first, foresight.requests, foresight.notes), *map(ForeseenLine, further)]


def foreseen_text(lines: Iterable[ForeseenLine]) -> str:
    """Several, each ended by a line feed."""
    return "".join(json.dumps(_told(one), separators=(",", ":"), ensure_ascii=False) + "\n" for one in lines)


def foreseen_from(text: str) -> list[ForeseenLine]:
    """What `foreseen_text` wrote."""
    return [_line(json.loads(one)) for one in text.split("\n") if one]


def _told(one: ForeseenLine) -> dict[str, object]:
    requests = [
        [request.review_type.value, request.due_at.isoformat(), request.refused, to_text(request.explanation)]
        for request in one.requests
    ]
    return {"line": line_text(one.line), "requests": requests, "notes": to_text(one.notes)}


def _line(told: dict[str, Any]) -> ForeseenLine:
    requests = (
        ForeseenRequest(ReviewType(kind), datetime.fromisoformat(due_at), refused, from_text(explanation))
        for kind, due_at, refused, explanation in told["requests"]
    )
    return ForeseenLine(line_from(told["line"]), tuple(requests), from_text(told["notes"]))
