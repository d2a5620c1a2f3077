"""The keys of the due index: what the sweeper looks at, and when.

| index | pk | sk |
|---|---|---|
| due | `DUE#<yyyymmdd>#<00..31>` | `<epoch seconds, 12 digits>#<website>#<review_request_id>#<step>#<proof_id>` |
"""

import zlib
from datetime import UTC, date, datetime, timedelta

from chalicelib.adapters.keys import Key
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import DUE_SHARDS, DueRow


def due_second(due_at: datetime) -> datetime:
    """The first whole second at or after a due instant: the index never gives a row too early."""
    return due_at.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1 if due_at.microsecond else 0)


def due_partition(day: date, shard: int) -> str:
    """One UTC day of one shard."""
    return f"DUE#{day:%Y%m%d}#{shard:02d}"


def due_shard(review_request_id: str) -> int:
    """Stable over processes and versions of Python, unlike `hash`."""
    return zlib.crc32(review_request_id.encode()) % DUE_SHARDS


def due_index(row: ReviewRequest) -> Key | None:
    """The row's place in the due index; None when nothing is due."""
    if row.due_at is None:
        return None
    second = due_second(row.due_at)
    partition = due_partition(second.date(), due_shard(row.review_request_id))
    return Key(partition, f"{_epoch(second)}#{row.website_id}#{row.review_request_id}#{row.step}#{row.proof_id}")


def due_until(until: datetime) -> str:
    """Sorts after every row of the due index that is due at or before `until`, and before every later one."""
    return f"{_epoch(until)}~"


def due_row(due_sk: str) -> DueRow:
    """What an entry of the due index points to."""
    _, website_id, review_request_id, step, proof_id = due_sk.split("#")
    return DueRow(website_id, review_request_id, int(step), proof_id)


def _epoch(at: datetime) -> str:
    return f"{int(at.timestamp()):012d}"
