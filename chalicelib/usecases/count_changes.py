"""Count what the table's stream tells: each change exactly once, however often and in whatever batches it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalicelib.domain.counting import Kind, Move, fold
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import location_of
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_once import count_all
from chalicelib.usecases.counter_ports import CountedZones, CounterPlace, CounterStore
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class Counting:
    """The ports of what counts."""

    counters: CounterStore
    zones: CountedZones
    websites: Websites


def count_changes(counting: Counting, changes: Sequence[RowChange]) -> Mapping[str, Exception]:
    """Count the changes; what failed comes back by the sequence number of its oldest change, and counted nothing.

    The changes of one place are folded into one write, so that a batch costs as many writes as it touches days.
    """
    return count_all(counting.counters, _moves(counting, changes), fold)


def _moves(counting: Counting, changes: Sequence[RowChange]) -> dict[CounterPlace, list[Move]]:
    """What counts, by place; a write that leaves type and status as they were does not."""
    zones: dict[str, ZoneInfo | None] = {}
    moves: dict[CounterPlace, list[Move]] = {}
    for change in changes:
        move = move_of(change)
        if move.before == move.after:
            continue
        if change.website_id not in zones:
            zones[change.website_id] = zone_in_use(counting, change.website_id)
        zone = zones[change.website_id]
        if zone is not None:
            moves.setdefault(place_of(change, zone), []).append(move)
    return moves


def zone_in_use(counting: Counting, website_id: str) -> ZoneInfo | None:
    """None for a website that does not exist: nobody can ask for its counts."""
    try:
        zone = counting.websites.collection(website_id).zone
    except WebsiteNotFoundError:
        return None
    counting.zones.use(website_id, zone.key)
    return zone


def move_of(change: RowChange) -> Move:
    """What a change does to the counts."""
    before = _kind(change.before, change.status_before)
    after = _kind(change.after, change.status_after)
    return Move(change.sequence_number, change.review_request_id, before, after)


def _kind(row: ReviewRequest | None, status: Status | None) -> Kind | None:
    return (row.review_type, status) if row is not None and status is not None else None


def place_of(change: RowChange, zone: ZoneInfo) -> CounterPlace:
    """Where a change counts: the instant of an experience is part of the identifier and never changes."""
    row = change.after or change.before
    if row is None:
        raise ValueError("a change has a row before or after")
    source = location_of(change.review_request_id)
    day = row.experience_at.astimezone(zone).date()
    return CounterPlace(change.website_id, zone.key, day, source.month, source.shard)
