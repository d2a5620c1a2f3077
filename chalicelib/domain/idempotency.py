"""Idempotency keys: a client names its call, so that the same call sent again is the same call.

After the IETF draft "The Idempotency-Key HTTP Header Field". No answer is kept: a call that is found again gets the
identifier and the instant it had, and the work, done again under them, comes to the same outcome.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.errors import InvalidParameterError

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
MAX_LENGTH = 255


@dataclass(frozen=True)
class IdempotencyKey:
    """What a client called its call: keys of other clients, websites and routes are other keys.

    Raises InvalidParameterError unless `text` is 1 to 255 visible ASCII characters.
    """

    website_id: str
    client_id: str
    route: str
    text: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.text) <= MAX_LENGTH or not all("!" <= one <= "~" for one in self.text):
            raise InvalidParameterError(f"Send 1 to {MAX_LENGTH} visible ASCII characters.", field=HEADER)


@dataclass(frozen=True)
class KeyedCall:
    """The call that came first with a key, and a hash of its body."""

    transmission_id: str
    received_at: datetime
    body_hash: str
