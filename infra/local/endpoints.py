"""Where everything of a running local cloud is: what tests and scripts read in `endpoints.json`."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from infra.local.embedded_aws import REGION
from infra.local.ports import HOST, Ports
from infra.local.sftp_drop.keys import KeyRing
from infra.local.websites import DEMO, Credentials


def endpoints_of(ports: Ports, credentials: Mapping[str, Credentials], keys: KeyRing) -> dict[str, Any]:
    """The content of `endpoints.json`: addresses without a final slash, then each website by slug with its way in."""
    doors = {slug: _sftp(slug, ports, keys) for slug in credentials}
    front = f"http://{HOST}:{ports.backoffice}"
    return {
        "backoffice_url": front,
        "api_url": front,
        "inbox_url": f"http://{HOST}:{ports.inbox}",
        "ses_url": f"http://{HOST}:{ports.inbox}",
        "aws_endpoint_url": f"http://{HOST}:{ports.aws}",
        "region": REGION,
        "sftp": doors[DEMO.slug],
        **{slug: {**asdict(one), "sftp": doors[slug]} for slug, one in credentials.items()},
    }


def _sftp(slug: str, ports: Ports, keys: KeyRing) -> dict[str, Any]:
    return {
        "host": HOST,
        "port": ports.sftp,
        "username": slug,
        "private_key_file": str(keys.private_key_file(slug)),
        "known_hosts_file": str(keys.known_hosts),
    }
