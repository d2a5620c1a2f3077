"""The machine's senders: messages delivered once, twice, too late; senders that die, sleep, or are the watchdog."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.usecases.ports import DueRow
from tests.builders import IDENTITIES
from tests.simulation import fates, jobs
from tests.simulation.crash_points import CrashPoint
from tests.simulation.fates import Fate
from tests.simulation.machine_base import VISIBILITY, MachineBase, chosen, maybe, places, skews

STOPS = (fates.claimed, fates.after("contacts.admit"), fates.about_to("ses.send"))
"""Where a sender sleeps."""

_OFTEN = (CrashPoint.C7, CrashPoint.C8, CrashPoint.C10, CrashPoint.C11)
_biased = maybe((*fates.SENDER_FATES, *(fate for fate in fates.SENDER_FATES if fate.crash_point in _OFTEN)))
batches = st.lists(st.tuples(places, _biased), min_size=2, max_size=5)
"""Points only an e-mail that really leaves can reach are struck more often, because most of them are held back."""


class Senders(MachineBase):
    """Rules of the sender."""

    @rule(batch=batches, skew=skews)
    def messages_are_delivered(self, batch: list[tuple[int, Fate | None]], skew: timedelta) -> None:
        """To a worker whose clock may be wrong."""
        self._deliver(batch, skew)

    @rule(batch=batches)
    def messages_are_delivered_on_time(self, batch: list[tuple[int, Fate | None]]) -> None:
        """To a worker whose clock is right."""
        self._deliver(batch, timedelta())

    @rule(place=places, fate=st.sampled_from(fates.SENDER_FATES), later=st.booleans())
    def a_message_is_delivered_twice(self, place: int, fate: Fate, later: bool) -> None:
        """At once or when its visibility is over."""
        due = self._message(place)
        if due:
            self._work_on(due, fate)
            if later:
                self.cloud.time.now += VISIBILITY
            self._work_on(due)

    @rule(place=places, stop=st.sampled_from(STOPS))
    def a_sender_falls_asleep(self, place: int, stop: fates.Where) -> None:
        """It goes on later, or never."""
        due = self._message(place)
        if due:
            task = jobs.sending(self.cloud, due, self._clock())
            if fates.run_to(task, stop):
                self.parked.append(task)

    @precondition(lambda self: self.parked)
    @rule(place=places, dies=st.booleans())
    def a_sender_wakes_up(self, place: int, dies: bool) -> None:
        """Against whatever became of the world."""
        task = self.parked.pop(place % len(self.parked))
        task.die() if dies else task.finish()

    @rule(place=places, stop=st.sampled_from(STOPS))
    def an_opt_out_overtakes_a_sender(self, place: int, stop: fates.Where) -> None:
        """One that a merchant imports: the contact knows of it, the rows are not told."""
        due = self._message(place)
        if due is None:
            return
        task = jobs.sending(self.cloud, due, self._clock())
        if fates.run_to(task, stop):
            row = self.cloud.store.rows[due.website_id, due.review_request_id]
            wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.IMPORT, self.cloud.time.now)
            self.cloud.contacts.add_opt_out(OptOut(due.website_id, IDENTITIES.email_hash(row.customer_email), wish))
            task.finish()

    @rule(
        place=places,
        stop=st.sampled_from(STOPS),
        longer=st.sampled_from([timedelta(), timedelta(minutes=15), timedelta(hours=25)]),
        opts_out=st.sampled_from([True, False, False]),
    )
    def a_sender_oversleeps(self, place: int, stop: fates.Where, longer: timedelta, opts_out: bool) -> None:
        """C18: its message is delivered again, and its row looked at by the watchdog, before it wakes up."""
        due = self._message(place)
        if due is None:
            return
        sleeper = jobs.sending(self.cloud, due, self._clock())
        if not fates.run_to(sleeper, stop):
            return
        self.cloud.time.now += VISIBILITY + longer
        if opts_out:
            key, now = (due.website_id, due.review_request_id), self.cloud.time.now
            jobs.opting_out(self.cloud, key, OptOutScope.MERCHANT, now).finish()
        self._work_on(due)
        self._work_on(due)
        self.hits.hit(CrashPoint.C18)
        sleeper.finish()

    @precondition(lambda self: self._claims())
    @rule(place=places, fate=maybe(fates.WATCHDOG_FATES))
    def a_claim_grows_old(self, place: int, fate: Fate | None) -> None:
        """The watchdog is the sender that receives an overdue row."""
        row = chosen(self._claims(), place)
        if row is None or row.claimed_at is None or row.due_at is None:
            return
        overdue = row.claimed_at + timedelta(minutes=15) if row.send_state is SendState.SENDING else row.due_at
        self.cloud.time.now = max(self.cloud.time.now, overdue)
        due = DueRow(row.website_id, row.review_request_id, row.step, row.proof_id)
        self._work_on(due, fate)
        self._work_on(due)

    def _claims(self) -> list[ReviewRequest]:
        """Rows in somebody's hands, dead or alive."""
        states = (SendState.SENDING, SendState.UNCONFIRMED)
        return [row for row in self.cloud.store.rows.values() if row.send_state in states and row.due_at]

    def _deliver(self, batch: list[tuple[int, Fate | None]], skew: timedelta) -> None:
        for place, fate in batch:
            due = self._message(place)
            if due:
                self._work_on(due, fate, skew)

    def _work_on(self, due: DueRow, fate: Fate | None = None, skew: timedelta = timedelta()) -> None:
        handled = self._pursue(jobs.sending(self.cloud, due, self._clock(skew)), fate)
        if handled and due in self.messages:
            self.messages.remove(due)

    def _message(self, place: int) -> DueRow | None:
        """One that waits; without any, what the next tick gives."""
        if not self.messages:
            self._go_to_next_due()
            self._tick()
        return chosen(self.messages, place)
