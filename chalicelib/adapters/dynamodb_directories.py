"""Directories: which months of a website hold requests, and which days may hold due rows."""

import time
from collections.abc import Callable, Iterable
from datetime import date

from chalicelib.adapters import due_keys, keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, put_if
from chalicelib.adapters.dynamodb_tables import Table
from chalicelib.domain.identity import location_of
from chalicelib.domain.review_request import ReviewRequest

REMEMBERED_SECONDS = 60
"""How long an instance trusts that a day it opened is still open: another may close it once it is over and empty."""


class Directories:
    """Entries are written before the rows they announce, and remembered, so that they cost next to nothing."""

    def __init__(self, table: Table, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._table = table
        self._monotonic = monotonic
        self._shards_of_month: dict[keys.Key, int] = {}
        self._days_opened: dict[date, float] = {}

    def open_for(self, rows: Iterable[ReviewRequest]) -> None:
        """Make sure that the months and due days of these rows can be found."""
        for row in rows:
            self._open_month(row)
            self._open_due_day(row)

    def _open_month(self, row: ReviewRequest) -> None:
        location = location_of(row.review_request_id)
        key = keys.month(row.website_id, location.month)
        shards = location.shard + 1
        if self._shards_of_month.get(key, 0) >= shards:
            return
        model = self._table.months
        put_if(model(key.pk, key.sk, ns=shards), model.pk.does_not_exist() | (model.ns < shards))
        self._shards_of_month[key] = shards

    def _open_due_day(self, row: ReviewRequest) -> None:
        if row.due_at is None:
            return
        day = due_keys.due_second(row.due_at).date()
        opened = self._days_opened.get(day)
        now = self._monotonic()
        if opened is not None and now - opened < REMEMBERED_SECONDS:
            return
        model = self._table.due_days
        key = keys.due_day(day)
        put_if(model(key.pk, key.sk), model.pk.does_not_exist())
        self._days_opened[day] = now

    def due_days(self, *, until: date) -> list[date]:
        """Days up to `until` that may hold due rows, oldest first."""
        model = self._table.due_days
        with busy_when_throttled():
            found = model.query(keys.DUE_DAYS_PK, model.sk <= keys.due_day(until).sk, consistent_read=True)
            return [keys.day_of(item.sk) for item in found]

    def close_due_day(self, day: date) -> None:
        """Forget a day; closing it again changes nothing."""
        key = keys.due_day(day)
        with busy_when_throttled():
            self._table.due_days(key.pk, key.sk).delete()
        self._days_opened.pop(day, None)
