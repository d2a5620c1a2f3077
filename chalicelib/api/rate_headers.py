"""What a client is told of its rate with every answer (IETF draft "RateLimit header fields for HTTP", up to 06)."""

from chalicelib.domain.call_rate import Spending, whole_seconds

Headers = dict[str, str | list[str]]


def rate_headers(spending: Spending) -> Headers:
    """The burst, what is left of it, when it is whole again, and, to who must wait, for how long."""
    rate = spending.rate
    headers: Headers = {
        "RateLimit-Limit": str(rate.burst),
        "RateLimit-Policy": f"{rate.burst};w={max(1, whole_seconds(rate.window))}",
    }
    if spending.remaining is not None:
        headers["RateLimit-Remaining"] = str(spending.remaining)
        headers["RateLimit-Reset"] = str(whole_seconds(spending.resets_in))
    if spending.retry_in is not None:
        headers["Retry-After"] = str(max(1, whole_seconds(spending.retry_in)))
    return headers
