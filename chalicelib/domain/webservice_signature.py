"""The signature of the historical webservice, as the platform it comes from defined it (domain.md 2.4).

SHA-1 over a plain concatenation is that protocol's own and nothing else of ours rests on it.
"""

import hashlib
import hmac
from collections.abc import Iterable

SIGNED = ("query", "order_ref", "email", "lastname", "firstname", "order_date", "delay")
"""What is signed, in this order, each as sent; what is absent leaves nothing. Products are not."""


def webservice_signature(signed: str, secret: str) -> str:
    """SHA-1 of the signed text and the secret, in UTF-8, as 40 hexadecimal digits."""
    return hashlib.sha1((signed + secret).encode(), usedforsecurity=False).hexdigest()


def is_webservice_signature(sign: str, signed: Iterable[str], secret: str | None) -> bool:
    """Whether it signs one of these texts. Without a secret, which no website has, it costs the same and says no."""
    expected = [webservice_signature(text, secret or "") for text in signed]
    given = sign.strip().lower().encode("utf-8", "replace")
    found = [hmac.compare_digest(given, one.encode()) for one in expected]
    return secret is not None and any(found)
