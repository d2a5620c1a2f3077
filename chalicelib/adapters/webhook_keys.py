"""The keys of webhooks; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| the webhooks of a website | `W#<website>#S` | `WEBHOOKS` |
| whether a webhook answers | `W#<website>#H#<webhook_id>` | `HEALTH` |
| lane | `W#<website>#H#<webhook_id>` | `Q#<review_request_id>` |
| delivery | `W#<website>#H#<webhook_id>` | `L#<delivery_id>` |

| index | pk | sk |
|---|---|---|
| due | `HOOK#<00..07>` | `<epoch seconds, 12 digits>#<website>#<webhook_id>#<review_request_id>` |

The sweeper of review requests reads partitions `DUE#...` alone, so neither sees what is the other's.
"""

import re
import zlib
from datetime import datetime

from chalicelib.adapters.due_keys import due_second, due_until
from chalicelib.adapters.keys import Key, website_settings
from chalicelib.domain.errors import WebhookNotFoundError
from chalicelib.domain.identity import location_of
from chalicelib.domain.webhook_delivery import DELIVERY_ID
from chalicelib.domain.webhook_lane import LaneId
from chalicelib.usecases.webhook_ports import WEBHOOK_SHARDS

_WEBHOOK_ID = re.compile(r"[0-9a-f]{20}")
DELIVERY_SK_PREFIX = "L#"
NO_DELIVERY = "No delivery of this webhook has this identifier; they are kept for 30 days."


def webhooks(website_id: str) -> Key:
    """One document holds them all, so that their number is bounded by its version."""
    return Key(website_settings(website_id), "WEBHOOKS")


def webhook_partition(website_id: str, webhook_id: str) -> str:
    """Everything on its way to a webhook. Raises WebhookNotFoundError for what cannot be one."""
    if not _WEBHOOK_ID.fullmatch(webhook_id):
        raise WebhookNotFoundError("No webhook of this website has this identifier.")
    return f"{website_settings(website_id).removesuffix('#S')}#H#{webhook_id}"


def health(website_id: str, webhook_id: str) -> Key:
    """Whether a webhook answers."""
    return Key(webhook_partition(website_id, webhook_id), "HEALTH")


def lane(lane_id: LaneId) -> Key:
    """A lane. Raises ReviewRequestNotFoundError for what cannot be a request."""
    location_of(lane_id.review_request_id)
    return Key(webhook_partition(lane_id.website_id, lane_id.webhook_id), f"Q#{lane_id.review_request_id}")


def delivery(website_id: str, webhook_id: str, delivery_id: str) -> Key:
    """A line of the log. Raises WebhookNotFoundError for what cannot be one."""
    if not DELIVERY_ID.fullmatch(delivery_id):
        raise WebhookNotFoundError(NO_DELIVERY)
    return Key(webhook_partition(website_id, webhook_id), DELIVERY_SK_PREFIX + delivery_id)


def shard_of(lane_id: LaneId) -> int:
    """Stable over processes and versions of Python, unlike `hash`."""
    return zlib.crc32(f"{lane_id.webhook_id}{lane_id.review_request_id}".encode()) % WEBHOOK_SHARDS


def due_partition(shard: int) -> str:
    """One shard of the due lanes."""
    return f"HOOK#{shard:02d}"


def due_place(lane_id: LaneId, due_at: datetime) -> Key:
    """Where a lane stands that is due then."""
    second = f"{int(due_second(due_at).timestamp()):012d}"
    sk = f"{second}#{lane_id.website_id}#{lane_id.webhook_id}#{lane_id.review_request_id}"
    return Key(due_partition(shard_of(lane_id)), sk)


def due_lane(due_sk: str) -> LaneId:
    """What an entry of the index points to."""
    _, website_id, webhook_id, review_request_id = due_sk.split("#")
    return LaneId(website_id, webhook_id, review_request_id)


__all__ = [
    "DELIVERY_SK_PREFIX",
    "delivery",
    "due_lane",
    "due_partition",
    "due_place",
    "due_until",
    "health",
    "lane",
    "shard_of",
    "webhook_partition",
    "webhooks",
]
