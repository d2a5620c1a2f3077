"""What goes wrong, by kind. The API answers every refusal as problem details (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from suivi_client.results import LineResult


class SuiviError(Exception):
    """Base of all errors of this package."""


class NoAnswerError(SuiviError):
    """Suivi could not be reached, or broke off, however often it was tried. What was sent may have arrived."""


class UnexpectedAnswerError(SuiviError):
    """Something answered that does not speak as Suivi does: look at the address."""


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field, and what to send instead, where that is known."""

    field: str
    detail: str
    remedy: str | None = None
    value: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Problem:
    """A refusal in Suivi's words.

    Attributes:
        code: a stable machine word.
        detail: a sentence that says what to do next.
        errors: the fields to correct.
        extensions: what this code alone has to tell.
    """

    status: int
    code: str
    detail: str
    title: str = ""
    errors: tuple[FieldProblem, ...] = ()
    extensions: Mapping[str, Any] = field(default_factory=dict)


class ProblemError(SuiviError):
    """Suivi refused the call as a whole."""

    def __init__(self, problem: Problem, *, retry_after: float | None = None) -> None:
        fields = "".join(f" [{one.field}: {one.detail}]" for one in problem.errors)
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}{fields}")
        self.problem = problem
        self.retry_after = retry_after

    @property
    def code(self) -> str:
        """The machine word."""
        return self.problem.code

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status


class InvalidCallError(ProblemError):
    """The call cannot be understood: `problem.errors` names the fields (400, 413, 415, 422)."""


class NotAuthenticatedError(ProblemError):
    """The client identifier or its secret is wrong, or the client was revoked (401)."""


class NotFoundError(ProblemError):
    """There is no such thing for this credential (404, 410)."""


class StateConflictError(ProblemError):
    """What is asked does not fit what stands there (409)."""


class TooManyCallsError(ProblemError):
    """The client calls too often, and went on refused after every wait (429)."""


class UnavailableError(ProblemError):
    """Suivi could not do it now, however often it was tried; nothing was changed by the last try (5xx)."""


class PartlySentError(SuiviError):
    """A call among several failed: `results` tells what became of everything before it; `__cause__` says why.

    Everything may be sent again: what arrived is told as before.
    """

    def __init__(self, results: Sequence[LineResult], cause: SuiviError) -> None:
        super().__init__(f"after {len(results)} results: {cause}")
        self.results = tuple(results)


_KINDS: dict[int, type[ProblemError]] = {
    400: InvalidCallError,
    401: NotAuthenticatedError,
    404: NotFoundError,
    409: StateConflictError,
    410: NotFoundError,
    413: InvalidCallError,
    415: InvalidCallError,
    422: InvalidCallError,
    429: TooManyCallsError,
}

_KNOWN = frozenset({"type", "title", "status", "code", "detail", "errors"})


def problem_error(status: int, body: object, *, retry_after: float | None = None) -> ProblemError:
    """The error of a refusal. Its body may be anything: what stands between the two may answer in its own way."""
    kind = _KINDS.get(status, UnavailableError if status >= 500 else InvalidCallError)
    return kind(_problem(status, body if isinstance(body, dict) else {}), retry_after=retry_after)


def _problem(status: int, body: Mapping[str, Any]) -> Problem:
    errors = body.get("errors")
    return Problem(
        status=status,
        code=str(body.get("code") or body.get("error") or "unknown"),
        detail=str(body.get("detail") or body.get("error_description") or body.get("message") or ""),
        title=str(body.get("title") or ""),
        errors=tuple(_field_problem(one) for one in errors if isinstance(one, dict))
        if isinstance(errors, list)
        else (),
        extensions={name: value for name, value in body.items() if name not in _KNOWN},
    )


def _field_problem(body: Mapping[str, Any]) -> FieldProblem:
    row = body.get("row")
    return FieldProblem(
        field=str(body.get("field", "")),
        detail=str(body.get("detail", "")),
        remedy=_text(body.get("remedy")),
        value=_text(body.get("value")),
        row=row if isinstance(row, int) else None,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
