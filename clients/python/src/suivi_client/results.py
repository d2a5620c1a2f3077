"""What Suivi answers, as Python values. What a later Suivi adds is left out here and stands in `raw`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self


class Result(StrEnum):
    """What became of a line: of a proof, or of its withdrawal."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


class Cause(StrEnum):
    """Why a proof is withdrawn."""

    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    RETURNED = "returned"
    OTHER = "other"


@dataclass(frozen=True)
class LineResult:
    """What became of one proof.

    Attributes:
        position: its place among all that was given, from 0.
        reference: yours; None when it could not be read. In the sandbox it begins with `sandbox:`.
        error_code, error, field, value: why it was refused, and what to send instead.
        withdrawal: of a proof taken back: `withdrawn`, `nothing_pending`, `already` or `unknown`.
    """

    position: int
    result: Result
    reference: str | None = None
    review_request_ids: tuple[str, ...] = ()
    error_code: str | None = None
    error: str | None = None
    field: str | None = None
    value: str | None = None
    withdrawal: str | None = None

    @property
    def kept(self) -> bool:
        """Whether it is done: Suivi knows the proof, or its withdrawal, now or since before."""
        return self.result in (Result.ACCEPTED, Result.DUPLICATE)

    @classmethod
    def of(cls, body: Mapping[str, Any], position: int) -> Self:
        """From an answer of the API."""
        return cls(
            position=position,
            result=Result(body["result"]),
            reference=body.get("purchase_reference"),
            review_request_ids=tuple(body.get("review_request_ids", ())),
            error_code=body.get("error_code"),
            error=body.get("error_description"),
            field=body.get("field"),
            value=body.get("value"),
            withdrawal=body.get("withdrawal"),
        )


@dataclass(frozen=True)
class TakenIn:
    """Proofs that were taken in: the transmission that tells what becomes of them, and how many there are."""

    transmission_id: str
    received: int


@dataclass(frozen=True)
class Books:
    """Lines by result. They close: received = accepted + duplicate + conflict + rejected."""

    received: int = 0
    accepted: int = 0
    duplicate: int = 0
    conflict: int = 0
    rejected: int = 0
    withdrawn: int = 0
    requests: int = 0

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(**{one.name: int(body.get(one.name, 0)) for one in fields(cls)})


OVER = frozenset({"done", "refused", "repeated"})


@dataclass(frozen=True)
class Transmission:
    """One file or one call, with its books; `raw` holds all that Suivi says of it."""

    transmission_id: str
    state: str
    method: str = ""
    received_at: datetime | None = None
    day: date | None = None
    books: Books = field(default_factory=Books)
    in_error: bool = False
    requests_by_status: Mapping[str, int] | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in OVER

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(
            transmission_id=str(body["transmission_id"]),
            state=str(body["state"]),
            method=str(body.get("transmission_method", "")),
            received_at=_instant(body.get("received_at")),
            day=date.fromisoformat(body["day"]) if body.get("day") else None,
            books=Books.of(body.get("books") or {}),
            in_error=bool(body.get("in_error")),
            requests_by_status=body.get("requests_by_status"),
            raw=body,
        )


@dataclass(frozen=True)
class Line:
    """One line of a transmission. `sentence` and `remedy` are in French (`fr`) and English (`en`)."""

    line: int
    result: Result
    reference: str | None = None
    error_code: str | None = None
    field: str | None = None
    value: str | None = None
    sentence: Mapping[str, str] | None = None
    remedy: Mapping[str, str] | None = None
    review_request_ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """From an answer of the API."""
        return cls(
            line=int(body["line"]),
            result=Result(body["result"]),
            reference=body.get("purchase_reference"),
            error_code=body.get("error_code"),
            field=body.get("field"),
            value=body.get("value"),
            sentence=body.get("sentence"),
            remedy=body.get("remedy"),
            review_request_ids=tuple(body.get("review_request_ids", ())),
        )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
