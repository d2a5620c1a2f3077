"""What the use cases need of the historical webservice: the keys of websites, and the box they are sealed in."""

from typing import Protocol

from chalicelib.domain.webservice_key import WebserviceKey


class WebserviceKeys(Protocol):
    """The webservice keys of websites."""

    def get(self, website_id: str) -> WebserviceKey | None:
        """As it stands (read strongly); None as well for a website that cannot exist: a stranger may be guessing."""

    def save(self, key: WebserviceKey) -> None:
        """Create or replace. Raises WebsiteNotFoundError for what cannot be a website."""


class SecretBox(Protocol):
    """Seals secrets that must be known in clear again, each for one thing alone."""

    def seal(self, secret: str, about: str) -> str:
        """A text that says nothing; sealing the same again gives another one."""

    def open(self, sealed: str, about: str) -> str | None:
        """The secret; None when it was not sealed about this, was changed, or its key is forgotten."""
