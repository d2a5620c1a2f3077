"""Find dropped files whose notification was lost, and files that stand still because their messages were.

A listing cannot be lost: whatever lies in a drop folder is looked at, archives never. What stands in our own bucket
needs no sweep: its message was taken before it was acknowledged, and the queues keep what they took (decision 34).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.usecases.take_in_proof_file import DropDesk, take_in_proof_file

WAITS_FOR = timedelta(minutes=10)
"""How long a notification may be on its way."""


@dataclass(frozen=True)
class Swept:
    """How many files were never told of, how many stood still, and how many lie in a folder that is no website's."""

    found: int = 0
    resumed: int = 0
    strays: int = 0


def sweep_dropped_files(desk: DropDesk, *, now: datetime) -> Swept:
    """Have them worked through as if they were notified. Raises BusyError when a queue takes no more.

    A file that is known stands still only if the queues are idle: else its message may be on its way, or a large file
    is simply not done yet.
    """
    is_idle = desk.queue.is_idle()
    found = resumed = strays = 0
    for key in desk.drop.waiting(until=now - WAITS_FOR):
        try:
            taken = take_in_proof_file(desk, key, now=now)
        except WebsiteNotFoundError:
            strays += 1
            continue
        if taken is None:
            continue
        whole, is_new = taken
        if is_new or is_idle:
            desk.queue.put_transmission(whole.website_id, whole.transmission_id)
            found, resumed = found + is_new, resumed + (not is_new)
    return Swept(found, resumed, strays)
