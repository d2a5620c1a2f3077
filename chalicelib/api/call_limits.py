"""The rate of each client on the doors: every call is counted before it is looked at, and told what is left."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from chalice.app import Response

from chalicelib.api.auth import current_grant
from chalicelib.api.errors import error_response
from chalicelib.api.rate_headers import rate_headers
from chalicelib.bootstrap import wiring
from chalicelib.domain.call_errors import TooManyCallsError
from chalicelib.domain.call_rate import CallRate, Spending
from chalicelib.domain.errors import SuiviError
from chalicelib.observability import metrics
from chalicelib.usecases.spend_call import spend_call

View = Callable[..., Any]
IS_LIMITED = "is_limited"
"""Attribute of the views for which the API document promises it."""


def spent_call(client_id: str, rate: CallRate) -> Spending:
    """Spend a call of a client that is known by now. Raises TooManyCallsError."""
    try:
        spending = spend_call(wiring.call_rates, wiring.call_leases, client_id, rate, now=wiring.clock.now())
    except TooManyCallsError:
        metrics.add_metric("CallRefused", "Count", 1)
        raise
    if spending.remaining is None:
        metrics.add_metric("CallRateUnknown", "Count", 1)
    return spending


def limited(view: View, http_request: Callable[[], Any]) -> View:
    """Wrap a guarded view: the client's rate is spent first, and every answer says what is left of it."""

    @wraps(view)
    def within_rate(*args: Any, **kwargs: Any) -> Response:
        grant = current_grant(http_request())
        spending = spent_call(grant.subject, grant.call_rate)
        try:
            answer = view(*args, **kwargs)
        except SuiviError as error:
            answer = error_response(error)
        response = answer if isinstance(answer, Response) else Response(answer)
        response.headers = {**response.headers, **rate_headers(spending)}
        return response

    setattr(within_rate, IS_LIMITED, True)
    return within_rate
