"""A client of Suivi: send proofs of purchase or service, withdraw them, see what became of each."""

from suivi_client.client import SuiviClient
from suivi_client.errors import (
    FieldProblem,
    InvalidCallError,
    NoAnswerError,
    NotAuthenticatedError,
    NotFoundError,
    PartlySentError,
    Problem,
    ProblemError,
    StateConflictError,
    SuiviError,
    TooManyCallsError,
    UnavailableError,
    UnexpectedAnswerError,
)
from suivi_client.foresight import ForeseenError, ForeseenRequest, Foresight, Rule
from suivi_client.proofs import Asked, Customer, Product, Proof, event_of
from suivi_client.results import Books, Cause, Line, LineResult, Result, TakenIn, Transmission
from suivi_client.waiting import Patience

__all__ = [
    "Asked",
    "Books",
    "Cause",
    "Customer",
    "FieldProblem",
    "ForeseenError",
    "ForeseenRequest",
    "Foresight",
    "InvalidCallError",
    "Line",
    "LineResult",
    "NoAnswerError",
    "NotAuthenticatedError",
    "NotFoundError",
    "PartlySentError",
    "Patience",
    "Problem",
    "ProblemError",
    "Product",
    "Proof",
    "Result",
    "Rule",
    "StateConflictError",
    "SuiviClient",
    "SuiviError",
    "TakenIn",
    "TooManyCallsError",
    "Transmission",
    "UnavailableError",
    "UnexpectedAnswerError",
    "event_of",
]
