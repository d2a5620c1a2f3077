"""Where a webhook may lead: addresses of the public internet, written so plainly that no two parsers disagree.

A URL that passes is looked at again when it is called, and so is every address its name resolves to: a name is an
owner's to change, at any moment.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from chalicelib.domain.errors import InvalidParameterError

LONGEST_URL = 500
PORTS = (443, 8443)
"""Few, so that nobody can have us look for open doors of others."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PATH = r"(?:[/?][A-Za-z0-9/?._~!$&'()*+,;=:@%-]*)?"
_PUBLIC = re.compile(
    rf"https://((?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9]))(?::([0-9]{{1,5}}))?({_PATH})", re.IGNORECASE
)
_LOOPBACK = re.compile(rf"http://(127\.0\.0\.1|localhost)(?::([0-9]{{1,5}}))?({_PATH})")
_INSIDE = ("local", "localhost", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion", "test")
"""Top-level names that lead nowhere on the public internet (RFC 6761, RFC 8375, RFC 9476 and habits)."""

_NEVER_4 = tuple(
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
"""IANA's special-purpose registry, multicast and the reserved rest."""

_GLOBAL_6 = IPv6Network("2000::/3")
_NEVER_6 = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
"""Of the global unicast space: protocol assignments with Teredo, documentation, 6to4 (which holds an IPv4 address)."""


@dataclass(frozen=True)
class WebhookUrl:
    """A URL taken apart: `host` in lower case, `target` the path with its query."""

    host: str
    port: int
    target: str
    is_encrypted: bool = True

    @property
    def authority(self) -> str:
        """What stands in the header `Host`."""
        usual = 443 if self.is_encrypted else 80
        return self.host if self.port == usual else f"{self.host}:{self.port}"


def webhook_url(url: str, *, loopback: bool = False) -> WebhookUrl:
    """The parts of a URL a webhook may have; `loopback` allows plain HTTP on this machine, for a local cloud alone.

    Raises InvalidParameterError (`url`) that says what to write instead.
    """
    if len(url) > LONGEST_URL:
        raise _refused(f"Write an address of at most {LONGEST_URL} characters.")
    if loopback and (local := _LOOPBACK.fullmatch(url)):
        return WebhookUrl(local[1], int(local[2] or 80), _target(local[3]), is_encrypted=False)
    found = _PUBLIC.fullmatch(url)
    if found is None:
        raise _refused(
            "Write an address such as https://shop.example/hooks: https, a host name (no IP address, no user name, "
            "international names in their xn-- form), and a path of plain characters without a fragment."
        )
    host, port = found[1].lower(), int(found[2] or 443)
    if host.rpartition(".")[2] in _INSIDE:
        raise _refused("Write a host name of the public internet.")
    if port not in PORTS:
        raise _refused(f"Use port {' or '.join(map(str, PORTS))}.")
    return WebhookUrl(host, port, _target(found[3]))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet. False for what is no address."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _NEVER_4)
    return _is_public_6(ip)


def _is_public_6(ip: IPv6Address) -> bool:
    """Mapped, compatible and NAT64 addresses lie outside 2000::/3, and so do loopback, link-local and private ones."""
    return ip.scope_id is None and ip in _GLOBAL_6 and not any(ip in network for network in _NEVER_6)


def _target(path: str | None) -> str:
    path = path or "/"
    return path if path.startswith("/") else f"/{path}"


def _refused(sentence: str) -> InvalidParameterError:
    return InvalidParameterError(sentence, field="url")
