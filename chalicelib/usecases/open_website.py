"""Open a website: its collection settings, one API client, and the people who may see it. An operator's action."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.access import (
    SANDBOX_PERMISSIONS,
    ApiClient,
    Membership,
    Permission,
    Role,
    client_id_of,
    hash_secret,
    new_secret,
)
from chalicelib.domain.call_rate import USUAL_RATE, CallRate
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.counter_ports import CountedZones
from chalicelib.usecases.website_ports import Websites

OPERATOR = "operator"


@dataclass(frozen=True)
class OpenedWebsite:
    """The credentials of the new API client; the secret is shown this once and stored only as a hash."""

    website_id: str
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class WebsiteOpening:
    """What an operator wants.

    Attributes:
        collection: the settings of a new website; of one that is there, `named_settings` alone are changed, so that
            giving a client a new secret takes nothing away from what the merchant set.
        named_settings: fields of the collection; None = all of them.
        client_name: the API client is `<website>.<client_name>`.
        sandbox: what a new client transmits is of the sandbox; one that is there stays what it is.
        call_rate: how often the client may call; None = as before, or as usual.
        keeps_secret: a client that is there keeps its secret, and `client_secret` is empty.
        owners: subjects of the people who own the website.
    """

    collection: Collection
    client_name: str
    owners: Sequence[str] = ()
    named_settings: frozenset[str] | None = None
    sandbox: bool = False
    call_rate: CallRate | None = None
    keeps_secret: bool = False


def open_website(
    websites: Websites, zones: CountedZones, opening: WebsiteOpening, *, pepper: bytes, now: datetime
) -> OpenedWebsite:
    """Create the website, or change its settings and give the client a new secret; owners are added, never removed.

    Raises SettingsConflictError when somebody saved the settings at the same moment: nothing was changed.
    """
    website_id = opening.collection.website_id
    if _save_settings(websites, opening, now):
        zones.begin(website_id, opening.collection.zone.key)
    client_id = client_id_of(website_id, opening.client_name)
    client, secret = _client(opening, websites.client(website_id, client_id), pepper, now)
    websites.add_client(client)
    for subject in opening.owners:
        websites.add_membership(Membership(website_id, subject, Role.OWNER))
    return OpenedWebsite(website_id, client_id, secret)


def _client(opening: WebsiteOpening, known: ApiClient | None, pepper: bytes, now: datetime) -> tuple[ApiClient, str]:
    """The client, and its secret if it got a new one, which then is the only one."""
    call_rate = opening.call_rate or (known.call_rate if known else USUAL_RATE)
    if known and opening.keeps_secret:
        return replace(known, call_rate=call_rate), ""
    website_id, secret = opening.collection.website_id, new_secret()
    secret_hash = hash_secret(secret, pepper=pepper)
    if known:
        return replace(
            known, secret_hash=secret_hash, old_secret_hash=None, rotated_at=now, call_rate=call_rate
        ), secret
    client = ApiClient(
        website_id=website_id,
        client_id=client_id_of(website_id, opening.client_name),
        secret_hash=secret_hash,
        permissions=SANDBOX_PERMISSIONS if opening.sandbox else frozenset(Permission),
        sandbox=opening.sandbox,
        created_at=now,
        created_by=OPERATOR,
        call_rate=call_rate,
    )
    return client, secret


def _save_settings(websites: Websites, opening: WebsiteOpening, now: datetime) -> bool:
    """Whether the website is new."""
    try:
        current = websites.current_settings(opening.collection.website_id).collection
    except WebsiteNotFoundError:
        websites.save_settings(SavedSettings(replace(opening.collection, version=0), now, OPERATOR))
        return True
    wanted = _changed(current, opening)
    if wanted != current:
        websites.save_settings(SavedSettings(wanted, now, OPERATOR))
    return False


def _changed(current: Collection, opening: WebsiteOpening) -> Collection:
    if opening.named_settings is None:
        return replace(opening.collection, version=current.version)
    return replace(current, **{name: getattr(opening.collection, name) for name in opening.named_settings})
