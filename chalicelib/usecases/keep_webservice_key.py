"""Set, remove and use the key of the historical webservice."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.webservice_key import WebserviceKey
from chalicelib.usecases.webservice_ports import SecretBox, WebserviceKeys


@dataclass(frozen=True)
class WebserviceSafe:
    """Where the keys are kept, and what they are sealed with."""

    keys: WebserviceKeys
    box: SecretBox

    def secret(self, website_id: str) -> str | None:
        """The secret in clear; None when there is none, or it can be read no more."""
        key = self.keys.get(website_id)
        return self.box.open(key.sealed, website_id) if key and key.sealed else None


def set_webservice_key(safe: WebserviceSafe, website_id: str, secret: str, *, by: str, now: datetime) -> WebserviceKey:
    """From now on the website's modules sign with this secret; the one before holds no longer."""
    key = WebserviceKey(website_id, safe.box.seal(secret, website_id), now, by)
    safe.keys.save(key)
    return key


def remove_webservice_key(safe: WebserviceSafe, website_id: str, *, by: str, now: datetime) -> WebserviceKey:
    """From now on nobody signs for the website; who removed it, and when, is kept."""
    key = WebserviceKey(website_id, "", now, by)
    safe.keys.save(key)
    return key
