"""Everything Suivi stands on, in memory and watched: the fakes, SES, the ledger, and the use cases' ports on top."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zlib import crc32

from chalicelib.domain.collection import Collection
from chalicelib.domain.opt_out import OptOut
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_window import Holidays
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.ports import DUE_SHARDS, DuePage, Mail, Tracking
from chalicelib.usecases.release_due_requests import Sweeper
from chalicelib.usecases.sender import Sender
from tests.builders import IDENTITIES
from tests.fakes import FakeComposer, FakeContacts, FakeReferences, FakeReviewRequests, FakeSendQueue, FakeWebsites
from tests.fakes.governor import FakeGovernor, FakeSendQuotas
from tests.fakes.operations import FakeJournal, FakeOperations, FakeOperationsQueue
from tests.simulation.interrupted import interrupted, interrupted_store
from tests.simulation.ledger import Acceptance, Ledger, VirtualTime
from tests.simulation.tasks import Point, current_task, reach


class WorkerClock:
    """Fits the port `Clock`: a worker's own idea of the time; durations are right."""

    def __init__(self, time: VirtualTime, skew: timedelta = timedelta()) -> None:
        self._time = time
        self._began = time.now
        self._skew = skew

    def now(self) -> datetime:
        """As this worker believes."""
        return self._time.now + self._skew

    def elapsed(self) -> float:
        """Seconds since the worker began."""
        return (self._time.now - self._began).total_seconds()


class WatchedReviewRequests(FakeReviewRequests):
    """Every write is told to the ledger, and to `written` if anybody listens.

    Reading the due index is made cheap: ticks are most of what a simulated day does.
    """

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._due_keys: list[dict[tuple[str, str], datetime]] = [{} for _ in range(DUE_SHARDS)]
        self.written: Callable[[ReviewRequest], None] | None = None

    @property
    def next_due(self) -> datetime | None:
        """The earliest due instant of all rows."""
        return min((due_at for shard in self._due_keys for due_at in shard.values()), default=None)

    def has_due(self, now: datetime) -> bool:
        """Whether any row is due."""
        return any(due_at <= now for shard in self._due_keys for due_at in shard.values())

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> DuePage:
        """As the fake, which is only shown the shard's own rows."""
        due_keys = self._due_keys[shard]
        if all(due_at > until for due_at in due_keys.values()):
            return DuePage(())
        rows = self.rows
        self.rows = {key: rows[key] for key in due_keys}
        try:
            return super().due(shard, day, until=until, limit=limit, after=after)
        finally:
            self.rows = rows

    def _put(self, row: ReviewRequest) -> None:
        key = (row.website_id, row.review_request_id)
        self._ledger.saw_write(self.rows.get(key), row)
        super()._put(row)
        shard = self._due_keys[crc32(row.review_request_id.encode()) % DUE_SHARDS]
        shard.pop(key, None)
        if row.due_at is not None:
            shard[key] = row.due_at
        if self.written:
            self.written(row)


class WatchedContacts(FakeContacts):
    """Every opt-out is told to the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger

    def _add(self, opt_out: OptOut) -> bool:
        added = super()._add(opt_out)
        self._ledger.saw_opt_out(opt_out)
        return added


class WatchedWebsites(FakeWebsites):
    """Every version of the settings is told to the ledger."""

    def __init__(self, ledger: Ledger, *collections: Collection) -> None:
        super().__init__(*collections)
        self._ledger = ledger
        for collection in collections:
            ledger.saw_settings(collection)

    def save_settings(self, settings: SavedSettings) -> SavedSettings:
        """Raises SettingsConflictError."""
        saved = super().save_settings(settings)
        self._ledger.saw_settings(saved.collection)
        return saved


class SESTwin:
    """Fits the port `Mailer`; every acceptance is told to the ledger. Its points are called `ses.send`."""

    def __init__(self, cloud: "Cloud") -> None:
        self._cloud = cloud

    def begin_invocation(self) -> None:
        """There is no connection to drop."""

    def send(self, mail: Mail) -> str:
        """Fits the port: one attempt."""
        return self.hand_over(mail)

    def hand_over(self, mail: Mail) -> str:
        """One request: accepted, unless whoever drives the task lets it fail before or after."""
        sent_at, tags = self._cloud.time.now, mail.tags
        # As it is now, claimed: a sender may sleep on the wire for so long that the row goes on without it.
        row = self._cloud.store.rows[tags["website_id"], tags["review_request_id"]]
        reach(Point("ses.send", done=False))
        self.accept(mail, row, sent_at)
        reach(Point("ses.send", done=True))
        return f"message-{sent_at.timestamp()}"

    def accept(self, mail: Mail, row: ReviewRequest, sent_at: datetime) -> Acceptance:
        """It is in SES's hands; `row` as it was when the mail was handed over."""
        cloud = self._cloud
        one = Acceptance(mail, row, int(mail.tags["step"]), cloud.time.now, sent_at, cloud.paused_since_start())
        cloud.ledger.saw_acceptance(one)
        return one


class Cloud:
    """One installation; what stands on `self.ports` stops at every call when it runs inside a task."""

    def __init__(
        self, start: datetime, holidays: Holidays, *collections: Collection, most_skew: timedelta = timedelta()
    ) -> None:
        self.time = VirtualTime(start)
        self.holidays = holidays
        self.ledger = Ledger(self.time, IDENTITIES, holidays, most_skew)
        self.store = WatchedReviewRequests(self.ledger)
        self.contacts = WatchedContacts(self.ledger)
        self.websites = WatchedWebsites(self.ledger, *collections)
        self.governor, self.quotas = FakeGovernor(), FakeSendQuotas()
        self.send_queue, self.operations_queue = FakeSendQueue(), FakeOperationsQueue()
        self.operations, self.journal = FakeOperations(), FakeJournal(self.store)
        self.ses: SESTwin = SESTwin(self)
        self.interrupted_store = interrupted_store(self.store)
        self.interrupted_contacts = interrupted("contacts", self.contacts)
        self.interrupted_governor = interrupted("governor", self.governor)

    def sender(self, clock: WorkerClock) -> Sender:
        """The ports of one invocation of the sender."""
        return Sender(
            store=self.interrupted_store,
            contacts=self.interrupted_contacts,
            websites=self.websites,
            composer=FakeComposer(),
            mailer=self.ses,
            governor=self.interrupted_governor,
            identities=IDENTITIES,
            holidays=self.holidays,
            clock=clock,
        )

    @property
    def sweeper(self) -> Sweeper:
        """The ports of a tick."""
        queue = interrupted("send_queue", self.send_queue)
        return Sweeper(self.interrupted_store, queue, self.quotas, self.interrupted_governor)

    @property
    def tracking(self) -> Tracking:
        """The ports of what follows a request."""
        return Tracking(self.interrupted_store, self.interrupted_contacts, self.websites, IDENTITIES, self.holidays)

    @property
    def desk(self) -> Desk:
        """The ports of operations."""
        return Desk(
            self.interrupted_store,
            interrupted("journal", self.journal),
            interrupted("operations", self.operations),
            self.operations_queue,
            self.websites,
            self.holidays,
            interrupted("references", FakeReferences(self.store)),
            IDENTITIES,
        )

    def paused(self) -> frozenset[str]:
        """The websites that are paused now."""
        return frozenset(name for name, state in self.governor.sending_states().items() if state.pause)

    def paused_since_start(self) -> frozenset[str]:
        """Those that were paused already when the running task began, and are."""
        task = current_task()
        began: frozenset[str] = task.told.get("paused", frozenset()) if task else frozenset()
        return began & self.paused()
