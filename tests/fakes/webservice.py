"""Webservice keys in memory, and a box that seals by keeping."""

from itertools import count

from chalicelib.adapters.webservice_keys import webservice_key
from chalicelib.domain.webservice_key import WebserviceKey


class FakeWebserviceKeys:
    """Fits the port `WebserviceKeys`."""

    def __init__(self) -> None:
        self.kept: dict[str, WebserviceKey] = {}

    def get(self, website_id: str) -> WebserviceKey | None:
        """None as well for what cannot be a website."""
        return self.kept.get(website_id)

    def save(self, key: WebserviceKey) -> None:
        """Raises WebsiteNotFoundError for what cannot be a website."""
        webservice_key(key.website_id)
        self.kept[key.website_id] = key


class FakeSecretBox:
    """Fits the port `SecretBox`: what it gives out is a number, the secret stays here."""

    def __init__(self) -> None:
        self._sealed: dict[str, tuple[str, str]] = {}
        self._numbers = count(1)

    def seal(self, secret: str, about: str) -> str:
        """Another one each time."""
        sealed = f"sealed-{next(self._numbers)}"
        self._sealed[sealed] = (secret, about)
        return sealed

    def open(self, sealed: str, about: str) -> str | None:
        """None for what is not known about this."""
        secret, sealed_about = self._sealed.get(sealed, ("", ""))
        return secret if secret and sealed_about == about else None
