"""The machine's people: customers, what SES tells of them, operators and their settings."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import DEFAULT_UNDO, NOT_ASKED_FOR, OperationKind, Order, Selection
from chalicelib.domain.opt_out import OptOutScope
from chalicelib.domain.send_protocol import learn_email_event
from chalicelib.domain.settings_history import ApplyTo
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalOutcome, WithdrawalResult
from chalicelib.usecases.change_settings import Changing, change_settings
from chalicelib.usecases.control_sending import Order as SendingOrder
from chalicelib.usecases.control_sending import pause_sending, resume_sending
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.start_operation import start_operation
from tests.simulation import fates, jobs
from tests.simulation.fates import Fate
from tests.simulation.ledger import Acceptance, resumed_step
from tests.simulation.machine_base import REMINDERS, WEBSITES, WINDOW, MachineBase, chosen, maybe, places

K = FactKind
KINDS = (K.SENT, K.SENT, K.DELIVERED, K.OPENED, K.MACHINE_OPENED, K.DELAYED, K.SOFT_BOUNCED)
BAD = (K.BOUNCED, K.COMPLAINED)
SETTINGS: tuple[dict[str, Any], ...] = (
    {"send_window": WINDOW},
    {"send_window": None},
    {"one_email_a_day": True},
    {"one_email_a_day": False},
    {"reminders": REMINDERS},
    {"reminders": ()},
    {"max_age_days": 3},
)
events = st.lists(st.tuples(places, st.sampled_from(KINDS)), min_size=1, max_size=3)


class People(MachineBase):
    """Rules of everybody but the sender."""

    # ---- what SES tells ------------------------------------------------------------------------------------------
    @precondition(lambda self: self.cloud.ledger.acceptances)
    @rule(told=events, fate=maybe(fates.EVENT_FATES))
    def ses_tells(self, told: list[tuple[int, FactKind]], fate: Fate | None) -> None:
        """Late, again, in any order; a message that was not handled is delivered again."""
        for place, kind in told:
            self._tell(place, kind, fate)

    @precondition(lambda self: self.cloud.ledger.acceptances)
    @rule(place=places, kind=st.sampled_from(BAD), fate=maybe((*fates.COUNT_FATES, *fates.EVENT_FATES)))
    def ses_tells_bad_news(self, place: int, kind: FactKind, fate: Fate | None) -> None:
        """What stops a request."""
        self._tell(place, kind, fate)

    @precondition(lambda self: self.cloud.ledger.acceptances)
    @rule(place=places, kinds=st.lists(st.sampled_from((*KINDS, *BAD)), min_size=2, max_size=4))
    def the_order_of_events_does_not_matter(self, place: int, kinds: list[FactKind]) -> None:
        """The same events in every order give the same status."""
        one = self._accepted(place)
        row, now = self.cloud.store.rows[one.row.website_id, one.row.review_request_id], self.cloud.time.now
        rules = self.cloud.tracking.rules(row.website_id)
        told = [Fact(_told_at(one, kind, n), kind, one.step) for n, kind in enumerate(kinds)]
        endings = set()
        for order in permutations(told):
            after = row
            for fact in order:
                after = learn_email_event(after, fact, now=now, rules=rules)
            endings.add(after.current)
        assert len(endings) == 1, endings

    def _tell(self, place: int, kind: FactKind, fate: Fate | None) -> None:
        one = self._accepted(place)
        fact = Fact(_told_at(one, kind, 1), kind, one.step)
        key = (one.row.website_id, one.row.review_request_id)
        if not self._pursue(jobs.learning(self.cloud, key, fact, self._clock()), fate):
            assert self._pursue(jobs.learning(self.cloud, key, fact, self._clock()), None)

    def _accepted(self, place: int) -> Acceptance:
        accepted = list(self.cloud.ledger.acceptances.values())
        return accepted[place % len(accepted)][0]

    # ---- customers -----------------------------------------------------------------------------------------------
    @rule(place=places, scope=st.sampled_from(OptOutScope), fate=maybe(fates.OPT_OUT_FATES))
    def a_customer_opts_out(self, place: int, scope: OptOutScope, fate: Fate | None) -> None:
        """Whoever got no answer clicks again."""
        key = chosen(sorted(self.cloud.store.rows), place)
        if key and not self._pursue(jobs.opting_out(self.cloud, key, scope, self.cloud.time.now), fate):
            assert self._pursue(jobs.opting_out(self.cloud, key, scope, self.cloud.time.now), None)

    @rule(place=places, fate=maybe(fates.SUBMIT_FATES))
    def a_review_is_submitted(self, place: int, fate: Fate | None) -> None:
        """Whoever got no answer sends the form again."""
        key = chosen(sorted(self.cloud.store.rows), place)
        if key and not self._pursue(jobs.submitting(self.cloud, key, self.cloud.time.now), fate):
            assert self._pursue(jobs.submitting(self.cloud, key, self.cloud.time.now), None)

    @rule(place=places)
    def a_form_is_opened(self, place: int) -> None:
        """By a person."""
        key = chosen(sorted(self.cloud.store.rows), place)
        if key:
            now = self.cloud.time.now
            record_form_opened(self.cloud.store, website_id=key[0], review_request_id=key[1], now=now)

    # ---- operators -----------------------------------------------------------------------------------------------
    @rule(website=st.sampled_from(WEBSITES))
    def a_website_is_paused_and_resumed(self, website: str) -> None:
        """In turns; what is parked knows nothing of it."""
        order = SendingOrder(website, "operator", "a look")
        change = resume_sending if website in self.cloud.paused() else pause_sending
        change(self.cloud.governor, order, now=self.cloud.time.now)

    @rule(
        website=st.sampled_from(WEBSITES),
        kind=st.sampled_from([kind for kind in OperationKind if kind not in NOT_ASKED_FOR]),
        place=places,
        fate=maybe(fates.OPERATION_FATES),
    )
    def an_operator_acts(self, website: str, kind: OperationKind, place: int, fate: Fate | None) -> None:
        """On three requests by name, or on all of the website."""
        ids = sorted(rid for site, rid in self.cloud.store.rows if site == website)
        named = tuple(ids[place % len(ids) :][:3])
        takes_all = place % 4 == 0 and kind is not OperationKind.CORRECT_ADDRESS
        selection = Selection(wanted=ReviewRequestFilter()) if takes_all else Selection(named)
        now = self.cloud.time.now
        at = now + timedelta(hours=place) + DEFAULT_UNDO if kind is OperationKind.RESCHEDULE else None
        email = f"corrected{place % 2}@example.com" if kind is OperationKind.CORRECT_ADDRESS else None
        order = Order(website, kind, selection, "as asked", "operator", at, email)
        self._operate(website, start_operation(self.cloud.desk, order, now=now).operation_id, fate)

    @rule(
        website=st.sampled_from(WEBSITES),
        change=st.sampled_from(SETTINGS),
        apply_to=st.sampled_from(ApplyTo),
        fate=maybe(fates.OPERATION_FATES),
    )
    def settings_change(self, website: str, change: dict[str, Any], apply_to: ApplyTo, fate: Fate | None) -> None:
        """For what is to come, or also for what is scheduled."""
        current = self.cloud.websites.collection(website)
        changing = Changing("operator", "as asked", apply_to)
        wanted = replace(current, **change)
        changed = change_settings(self.cloud.desk, wanted, changing, now=self.cloud.time.now)
        if changed.operation_id:
            self._operate(website, changed.operation_id, fate)

    @rule(
        website=st.sampled_from(WEBSITES),
        place=places,
        source=st.sampled_from(("call", "file")),
        fate=maybe(fates.WITHDRAWAL_FATES),
    )
    def a_merchant_withdraws(self, website: str, place: int, source: str, fate: Fate | None) -> None:
        """Whoever got no answer sends it again, and the same source is told the same thing ever after."""
        name, wish = (website, place, source), Withdrawal(f"R{place}", source)
        begun = {key: resumed_step(row) for key, row in self.cloud.store.rows.items()}
        outcome = self._withdraw(website, wish, fate)
        assert self._withdraw(website, wish, None) == outcome
        before = self.withdrawn.get(name, WithdrawalResult.UNKNOWN)
        assert before in (outcome.result, WithdrawalResult.UNKNOWN)
        self.withdrawn[name] = outcome.result
        if before is WithdrawalResult.UNKNOWN:
            keys = [(website, one) for one in outcome.review_request_ids]
            self.cloud.ledger.saw_withdrawal(keys, begun=begun)

    def _withdraw(self, website: str, wish: Withdrawal, fate: Fate | None) -> WithdrawalOutcome:
        job = jobs.withdrawing(self.cloud, website, [wish], self._clock())
        if not self._pursue(job, fate):
            job = jobs.withdrawing(self.cloud, website, [wish], self._clock())
            assert self._pursue(job, None)
        outcome: WithdrawalOutcome = job.result[0]
        return outcome

    def _operate(self, website: str, operation_id: str, fate: Fate | None) -> None:
        """Once its undo window is over; a message that was not handled comes again, and the counts stay exact."""
        self.cloud.time.now += DEFAULT_UNDO
        if not self._pursue(jobs.operating(self.cloud, website, operation_id, self._clock()), fate):
            assert self._pursue(jobs.operating(self.cloud, website, operation_id, self._clock()), None)
        operation = self.cloud.operations.get(website, operation_id)
        assert operation is not None
        counts = operation.counts
        done = [entry for entry in self.cloud.journal.kept.values() if entry.operation_id == operation_id]
        assert operation.is_over
        assert counts.matching == counts.done + sum(counts.not_applicable.values())
        assert counts.done == len(done)


def _told_at(one: Acceptance, kind: FactKind, later: int) -> datetime:
    """Nothing happens to an e-mail before SES accepted it."""
    return one.at if kind is FactKind.SENT else one.at + timedelta(seconds=later)
