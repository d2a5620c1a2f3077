"""The secret key of the historical webservice: a website's modules sign their orders with it (domain.md 2.4)."""

import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

SHORTEST, LONGEST = 16, 100
_VISIBLE = re.compile(rf"[!-~]{{{SHORTEST},{LONGEST}}}")


@dataclass(frozen=True)
class WebserviceKey:
    """A website's key, sealed, and since when and by whom it is what it is; `sealed` is empty once it was removed."""

    website_id: str
    sealed: str
    at: datetime
    by: str


def new_webservice_secret() -> str:
    """122 random bits, written as the modules' forms expect it: as a UUID."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))


def may_be_webservice_secret(text: str) -> bool:
    """Whether a merchant may use it: visible characters only, as many as nobody guesses."""
    return _VISIBLE.fullmatch(text) is not None
