"""Enqueue the lanes whose moment has come: retries, and what lost its message or its worker."""

from datetime import datetime

from chalicelib.usecases.webhook_ports import WEBHOOK_SHARDS, Lanes, WebhookQueue

MOST_PER_SHARD = 1_000
"""In one tick. A lane that is released twice is claimed once; what is left waits for the next tick."""


def release_due_lanes(lanes: Lanes, queue: WebhookQueue, *, now: datetime) -> int:
    """How many lanes were enqueued. Raises BusyError; what is due stays due."""
    released = 0
    for shard in range(WEBHOOK_SHARDS):
        due = lanes.due(shard, until=now, limit=MOST_PER_SHARD).lanes
        queue.put(due)
        released += len(due)
    return released
