"""Who may see and do what: API clients, members of a website, and what a verified credential grants."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.call_rate import USUAL_RATE, CallRate
from chalicelib.domain.errors import WebsiteNotFoundError

MOST_API_CLIENTS = 20
"""Of one website."""

OLD_SECRET_GOOD_FOR = timedelta(hours=24)
"""After a new secret was given, so that no call is lost while a machine changes over."""


class Permission(StrEnum):
    """What a credential may do on a website. Without READ_CUSTOMERS, addresses and names are shown masked."""

    WRITE_PROOFS = "proofs:write"
    READ_REQUESTS = "requests:read"
    READ_CUSTOMERS = "customers:read"
    MANAGE = "website:manage"


class Role(StrEnum):
    """A person's role on a website."""

    OWNER = "owner"
    AGENT = "agent"
    VIEWER = "viewer"


ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.AGENT: frozenset({Permission.READ_REQUESTS, Permission.READ_CUSTOMERS}),
    Role.VIEWER: frozenset({Permission.READ_REQUESTS}),
}


@dataclass(frozen=True)
class Membership:
    """A person (`subject` of the sign-in provider) may see a website."""

    website_id: str
    subject: str
    role: Role


SANDBOX_PERMISSIONS = frozenset({Permission.WRITE_PROOFS, Permission.READ_REQUESTS})
"""All that a sandbox credential may hold: it neither reads customers nor changes what is real."""


@dataclass(frozen=True)
class ApiClient:
    """A machine of a merchant. `client_id` is `<website_id>.<name>`, so that it tells its website by itself.

    Attributes:
        sandbox: whatever it transmits is of the sandbox (`domain/sandbox.py`).
        created_at, created_by: None and empty for one that was made before they were kept.
        rotated_at: when it was given its present secret in place of an older one.
        old_secret_hash: of the secret before, which is good until `old_secret_until`.
    """

    website_id: str
    client_id: str
    secret_hash: str
    permissions: frozenset[Permission]
    sandbox: bool = False
    created_at: datetime | None = None
    created_by: str = ""
    rotated_at: datetime | None = None
    old_secret_hash: str | None = None
    call_rate: CallRate = USUAL_RATE

    @property
    def name(self) -> str:
        """What the merchant calls it."""
        return self.client_id.removeprefix(f"{self.website_id}.")

    @property
    def old_secret_until(self) -> datetime | None:
        """Until when the secret before the present one is good."""
        return self.rotated_at + OLD_SECRET_GOOD_FOR if self.rotated_at and self.old_secret_hash else None

    def rotated(self, secret_hash: str, *, now: datetime) -> "ApiClient":
        """With a new secret beside the present one; one that was older still is good no longer."""
        return replace(self, secret_hash=secret_hash, old_secret_hash=self.secret_hash, rotated_at=now)


def client_id_of(website_id: str, name_or_id: str) -> str:
    """The identifier of a website's client that is called by its name or by its whole identifier."""
    return name_or_id if name_or_id.startswith(f"{website_id}.") else f"{website_id}.{name_or_id}"


def website_of_client(client_id: str) -> str:
    """The website a client identifier belongs to (empty text when it names none)."""
    return client_id.rpartition(".")[0]


def new_secret() -> str:
    """A client secret with 256 random bits, shown once."""
    return "sk_" + secrets.token_urlsafe(32)


def hash_secret(secret: str, *, pepper: bytes) -> str:
    """What is stored of a secret. The secret is random, so one keyed hash is enough (reliability.md 6.1)."""
    return hmac.new(pepper, secret.encode(), hashlib.sha256).hexdigest()


def secret_matches(secret: str, client: ApiClient, *, pepper: bytes, now: datetime) -> bool:
    """Whether it is the present secret, or the one before while that is good; compared in constant time."""
    until = client.old_secret_until
    old = client.old_secret_hash if until and now < until else None
    given = hash_secret(secret, pepper=pepper)
    return any(hmac.compare_digest(given, known) for known in (client.secret_hash, old) if known)


@dataclass(frozen=True)
class Grant:
    """What a verified credential gives: who it is, permissions per website, where it only tries things out, and how
    often it may call.
    """

    subject: str
    permissions: Mapping[str, frozenset[Permission]]
    sandboxes: frozenset[str] = frozenset()
    call_rate: CallRate = USUAL_RATE

    def has(self, website_id: str, permission: Permission) -> bool:
        """Whether the credential gives this permission on this website."""
        return permission in self.permissions.get(website_id, frozenset())

    def is_sandbox(self, website_id: str) -> bool:
        """Whether what it sends to this website is of the sandbox (`domain/sandbox.py`)."""
        return website_id in self.sandboxes

    def require(self, website_id: str, permission: Permission) -> None:
        """Raises WebsiteNotFoundError unless the credential gives this permission on this website.

        A foreign website is not told apart from a website that does not exist.
        """
        if not self.has(website_id, permission):
            raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
