"""What would become of a proof. Sentences are given in French (`fr`) and English (`en`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from suivi_client.results import Result

Sentence = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule that spoke: its machine word and its sentence."""

    code: str
    sentence: Sentence

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(str(body["code"]), body["sentence"])


@dataclass(frozen=True)
class ForeseenRequest:
    """A review request that would be created: when its first e-mail would leave and why then, or why it would not."""

    review_type: str
    due_at: datetime
    refused: Rule | None
    explanation: tuple[Rule, ...]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(
            review_type=str(body["review_type"]),
            due_at=datetime.fromisoformat(body["due_at"]),
            refused=Rule.of(body["refused"]) if body.get("refused") else None,
            explanation=tuple(Rule.of(one) for one in body.get("explanation", ())),
        )


@dataclass(frozen=True)
class ForeseenError:
    """Why the proof would be refused, and what to send instead."""

    code: str
    field: str | None
    value: str | None
    sentence: Sentence
    remedy: Sentence

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(str(body["code"]), body.get("field"), body.get("value"), body["sentence"], body["remedy"])


@dataclass(frozen=True)
class Foresight:
    """What would become of a proof if it were sent now; `notes` tell what may still change when the e-mail leaves."""

    result: Result
    requests: tuple[ForeseenRequest, ...]
    error: ForeseenError | None
    notes: tuple[Rule, ...]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(
            result=Result(body["result"]),
            requests=tuple(ForeseenRequest.of(one) for one in body.get("requests", ())),
            error=ForeseenError.of(body["error"]) if body.get("error") else None,
            notes=tuple(Rule.of(one) for one in body.get("notes", ())),
        )
