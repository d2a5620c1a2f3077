"""Who may see and do what: API clients, members of a website, and what a verified credential grants."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.errors import WebsiteNotFoundError


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


@dataclass(frozen=True)
class ApiClient:
    """A machine of a merchant. `client_id` is `<website_id>.<name>`, so that it tells its website by itself."""

    website_id: str
    client_id: str
    secret_hash: str
    permissions: frozenset[Permission]
    sandbox: bool = False


def website_of_client(client_id: str) -> str:
    """The website a client identifier belongs to (empty text when it names none)."""
    return client_id.rpartition(".")[0]


def new_secret() -> str:
    """A client secret with 256 random bits, shown once."""
    return "sk_" + secrets.token_urlsafe(32)


def hash_secret(secret: str, *, pepper: bytes) -> str:
    """What is stored of a secret. The secret is random, so one keyed hash is enough (reliability.md 6.1)."""
    return hmac.new(pepper, secret.encode(), hashlib.sha256).hexdigest()


def secret_matches(secret: str, client: ApiClient, *, pepper: bytes) -> bool:
    """Constant-time comparison."""
    return hmac.compare_digest(hash_secret(secret, pepper=pepper), client.secret_hash)


@dataclass(frozen=True)
class Grant:
    """What a verified credential gives: who it is, permissions per website, and where it only tries things out."""

    subject: str
    permissions: Mapping[str, frozenset[Permission]]
    sandboxes: frozenset[str] = frozenset()

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
