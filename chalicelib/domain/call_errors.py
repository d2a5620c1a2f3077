"""What is wrong with a call as a whole: nothing of it was kept."""

from chalicelib.domain.call_rate import Spending
from chalicelib.domain.errors import InvalidParameterError, SuiviError


class InvalidJsonError(InvalidParameterError):
    """The body of a call is no JSON that can be understood in one way only."""

    code = "invalid_json"

    def __init__(self, message: str) -> None:
        super().__init__(message, field="body")


class BodyTooLargeError(SuiviError):
    """The body of a call holds more than one call may."""

    code = "body_too_large"


class UnsupportedEncodingError(SuiviError):
    """The body of a call came compressed."""

    code = "unsupported_encoding"


class TooManyCallsError(SuiviError):
    """The client calls more often than it may; `spending` says when it may again."""

    code = "too_many_calls"

    def __init__(self, spending: Spending) -> None:
        super().__init__("This client calls too often: wait for `Retry-After` seconds, then send the call again.")
        self.spending = spending


class IdempotencyKeyReusedError(SuiviError):
    """The idempotency key was sent before, with another body."""

    code = "idempotency_key_reused"


class EventsFormatError(SuiviError):
    """The body of the call as a whole cannot be read, so nothing of it was kept."""

    code = "invalid_body"


class OrderFormatError(EventsFormatError):
    """The message of the historical webservice cannot be read; nothing of it was kept."""

    code = "invalid_order"

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
