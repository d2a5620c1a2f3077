"""E-mail addresses as SES reads them: the bare address, its domain, who is allowed to send as it, simulator boxes."""

import re
from collections.abc import Iterable
from email.utils import parseaddr

from infra.local.ses_twin.errors import SesError, bad_request

SIMULATOR_DOMAIN = "simulator.amazonses.com"
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")
_LOCAL_PART = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")


def bare_address(written: str) -> str:
    """Return the address inside `Name <address>`.

    Raises:
        SesError: BadRequestException. SES speaks no SMTPUTF8: local part in ASCII, domain in punycode.
    """
    if not written.isprintable():
        raise bad_request("Address contains control characters.")
    address = parseaddr(written)[1]
    local_part, at, domain = address.rpartition("@")
    if not at:
        raise bad_request(f"Missing final '@domain': {written}")
    if not _LOCAL_PART.fullmatch(local_part):
        raise bad_request(f"Local part must be 7-bit ASCII without spaces: {written}")
    if not _DOMAIN.fullmatch(domain):
        raise bad_request(f"Domain contains illegal character: {written}")
    return address


def domain_of(address: str) -> str:
    """Return the domain of a bare address, in lower case."""
    return address.rpartition("@")[2].lower()


def sending_identity(address: str, verified: Iterable[str], region: str) -> str:
    """Return the verified identity this bare address sends under: itself, else its domain or a parent of it.

    Raises:
        SesError: MessageRejected in SES's own words when none is verified.
    """
    known = {identity.lower() for identity in verified}
    if address.lower() in known:
        return address
    labels = domain_of(address).split(".")
    for start in range(len(labels)):
        candidate = ".".join(labels[start:])
        if candidate in known:
            return candidate
    raise SesError(
        "MessageRejected",
        "Email address is not verified. The following identities failed the check in region "
        f"{region.upper()}: {address}",
    )


def simulator_box(address: str) -> str | None:
    """Return the mailbox simulator's box ("bounce" for bounce+label@simulator.amazonses.com), None elsewhere."""
    local_part, _, domain = address.lower().rpartition("@")
    return local_part.partition("+")[0] if domain == SIMULATOR_DOMAIN else None
