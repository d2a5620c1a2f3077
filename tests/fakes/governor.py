"""The governor's memory and SES's quota without AWS."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import ALL_WEBSITES, Pause, SendingState
from chalicelib.domain.token_bucket import Bucket
from chalicelib.usecases.governor_ports import SendingChange, SendQuota, TickNote


class FakeGovernor:
    """Fits the port `Governor`; pauses are seen at once."""

    def __init__(self) -> None:
        self._bucket = Bucket()
        self._states: dict[str, SendingState] = {}
        self._counts: dict[tuple[str, date], Counts] = {}
        self._notes: dict[tuple[str, date], TickNote] = {}

    def bucket(self) -> Bucket:
        """As it stands."""
        return self._bucket

    def save_bucket(self, bucket: Bucket) -> bool:
        """By version."""
        if bucket.version != self._bucket.version:
            return False
        self._bucket = replace(bucket, version=bucket.version + 1)
        return True

    def sending_states(self) -> Mapping[str, SendingState]:
        """Those that were ever written."""
        return dict(self._states)

    def change_sending(self, website_id: str, change: SendingChange) -> SendingState:
        """At once."""
        before = self._states.get(website_id, SendingState(website_id))
        after = change(before)
        if after != before:
            self._states[website_id] = replace(after, version=before.version + 1)
        return self._states.get(website_id, after)

    def pause_of(self, website_id: str, *, now: datetime) -> Pause | None:
        """Its own before everybody's."""
        pauses = [self._states[name].pause for name in (website_id, ALL_WEBSITES) if name in self._states]
        return next((pause for pause in pauses if pause), None)

    def note_tick(self, notes: Sequence[TickNote]) -> None:
        """The released are added up."""
        for note in notes:
            day = note.at.astimezone(UTC).date()
            self.count(note.website_id, day, Counts(sent=note.released))
            self._notes[note.website_id, day] = note

    def note_of(self, website_id: str, day: date) -> TickNote | None:
        """With the day's released."""
        note = self._notes.get((website_id, day))
        return replace(note, released=self._counts[website_id, day].sent) if note else None

    def count(self, website_id: str, day: date, counts: Counts) -> None:
        """Add."""
        self._counts[website_id, day] = self._counts.get((website_id, day), Counts()) + counts

    def counts(self, website_id: str, *, since: date, until: date) -> Mapping[date, Counts]:
        """Days that have any."""
        return {
            day: counts
            for (name, day), counts in sorted(self._counts.items())
            if name == website_id and since <= day <= until
        }

    def sent_on(self, day: date, website_ids: Collection[str]) -> Mapping[str, int]:
        """Those that have any."""
        return {name: self._counts[name, day].sent for name in website_ids if (name, day) in self._counts}


class FakeSendQuotas:
    """Fits the port `SendQuotas`: what it was given."""

    def __init__(self, *, rate: float = 14.0, left_today: float = math.inf) -> None:
        self.rate = rate
        self.left_today = left_today

    def quota(self) -> SendQuota:
        """As it stands."""
        return SendQuota(self.rate, self.left_today)
