"""The ledger of the promises: what SES accepted, what customers and merchants had said before, and what was broken.

It sees the true time, whatever the workers' clocks show.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.operations import keeps_operators_date
from chalicelib.domain.opt_out import OptOut, OptOutScope
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.usecases.ports import Mail
from tests.simulation.send_world import is_lost

LATEST_AFTER_OPT_OUT = timedelta(seconds=12)
"""Promise P2 of reliability.md 2.1: 2 s for the answer to age, 2 s to connect, 8 s to answer."""

LONGEST_ON_THE_WIRE = timedelta(seconds=10)
"""P2's one exception: a machine that slept longer than this between its last look and the socket."""

SETTINGS_MAY_BE_OLD = timedelta(seconds=75)
"""Settings are cached for up to 60 s; the rest is the sending itself."""

EVERYBODY = "*"

Key = tuple[str, str, int]
"""A website, a request, and the number of an e-mail or of a claim."""


class VirtualTime:
    """The true time."""

    def __init__(self, now: datetime) -> None:
        self.now = now


@dataclass(frozen=True)
class Claim:
    """What held when a claim was written."""

    at: datetime
    row: ReviewRequest
    opted_out: bool


@dataclass(frozen=True)
class Acceptance:
    """One e-mail SES accepted; `paused` are the websites that were paused when its invocation began, and still are."""

    mail: Mail
    row: ReviewRequest
    step: int
    at: datetime
    sent_at: datetime
    paused: frozenset[str] = frozenset()

    @property
    def slept_on_the_wire(self) -> bool:
        """Whether the machine slept after its last look at anything."""
        return self.at - self.sent_at > LONGEST_ON_THE_WIRE

    @property
    def claimed_at(self) -> datetime:
        """The sender's own clock at the claim."""
        assert self.row.claimed_at is not None
        return self.row.claimed_at


@dataclass
class Ledger:
    """`broken` holds one sentence per broken promise; `slept` counts the acceptances that P2 excepts."""

    time: VirtualTime
    identities: Identities
    holidays: Holidays
    most_skew: timedelta = timedelta()
    broken: list[str] = field(default_factory=list)
    slept: int = 0
    acceptances: dict[Key, list[Acceptance]] = field(default_factory=lambda: defaultdict(list))
    claims: dict[Key, Claim] = field(default_factory=dict)
    settings: dict[str, list[tuple[datetime, Collection]]] = field(default_factory=lambda: defaultdict(list))
    opt_outs: dict[tuple[str, str], datetime] = field(default_factory=dict)
    days: set[tuple[str, str, object]] = field(default_factory=set)
    withdrawn: dict[tuple[str, str], int] = field(default_factory=dict)

    def saw_settings(self, collection: Collection) -> None:
        """In force from now on."""
        self.settings[collection.website_id].append((self.time.now, collection))

    def saw_opt_out(self, opt_out: OptOut) -> None:
        """Kept, and so acknowledged from now on; the first one counts."""
        website = EVERYBODY if opt_out.wish.scope is OptOutScope.ALL_MERCHANTS else opt_out.website_id
        self.opt_outs.setdefault((website, opt_out.email_hash), self.time.now)

    def saw_withdrawal(self, keys: Iterable[tuple[str, str]], *, begun: Mapping[tuple[str, str], int]) -> None:
        """Acknowledged from now on; `begun` tells which e-mail of each request had been asked for again before."""
        for key in keys:
            self.withdrawn[key] = max(self.withdrawn.get(key, 0), begun.get(key, 0))

    def saw_write(self, before: ReviewRequest | None, after: ReviewRequest) -> None:
        """A row was written: facts only grow, nothing planned or under way is lost, no door opens again on silence."""
        if before is not None:
            self._check_growth(before, after)
            self._check_door(before, after)
            if after.attempt > before.attempt:
                opted_out = self._opted_out_at(after.website_id, after.customer_email) is not None
                self.claims[_claim_key(after)] = Claim(self.time.now, after, opted_out)
                if resumed_step(after) <= self.withdrawn.get(_key(after), -1):
                    self._break("claimed although its proof was withdrawn before", after)
        if after.send_state is SendState.PLANNED and after.is_stopped:
            self._break("planned although it was stopped: it can neither leave nor end", after)
        if is_lost(after):
            self._break(f"lost from sight in {after.send_state} without a due date", after)

    def saw_acceptance(self, one: Acceptance) -> None:
        """SES accepted: every promise is checked."""
        key = (one.row.website_id, one.row.review_request_id, one.step)
        self.acceptances[key].append(one)
        self.slept += one.slept_on_the_wire
        if len(self.acceptances[key]) > 1:
            self._break(f"step {one.step} accepted {len(self.acceptances[key])} times", one.row)
        self._check_claim(one)
        self._check_day(one)
        if one.row.website_id in one.paused or EVERYBODY in one.paused:
            self._break("sent although the website was paused before", one.row)
        if not one.slept_on_the_wire:
            self._check_opt_out(one)
            self._check_window(one)

    def _break(self, promise: str, row: ReviewRequest) -> None:
        self.broken.append(f"{self.time.now:%m-%d %H:%M:%S} {row.review_request_id} (step {row.step}): {promise}")

    def _check_growth(self, before: ReviewRequest, after: ReviewRequest) -> None:
        for key, fact in before.facts.by_key.items():
            kept = after.facts.by_key.get(key)
            if kept is None or kept.at > fact.at:
                self._break(f"the fact {fact.kind} was lost or grew younger", after)
        if after.step < before.step or after.attempt < before.attempt:
            self._break("its steps or claims went back", after)

    def _check_door(self, before: ReviewRequest, after: ReviewRequest) -> None:
        if after.send_state is not SendState.PLANNED or after.step != before.step:
            return
        if before.send_state is SendState.UNCONFIRMED:
            self._break("UNCONFIRMED became PLANNED", after)
        if before.send_state is SendState.SENDING and self.acceptances.get((*_key(after), after.step)):
            self._break("a claim was given back although SES had accepted", after)

    def _check_claim(self, one: Acceptance) -> None:
        claim = self.claims.get(_claim_key(one.row))
        if claim is None:
            self._break("sent without a claim", one.row)
        elif claim.opted_out:
            self._break("sent although the customer had opted out before the claim", one.row)

    def _check_opt_out(self, one: Acceptance) -> None:
        said_at = self._opted_out_at(one.row.website_id, one.mail.to)
        if said_at and one.at > said_at + LATEST_AFTER_OPT_OUT:
            self._break(f"sent {(one.at - said_at).total_seconds():.0f} s after an opt-out", one.row)

    def _check_window(self, one: Acceptance) -> None:
        if abs(one.claimed_at - one.at) > self.most_skew + SETTINGS_MAY_BE_OLD:
            self._break("sent long after its claim", one.row)
        if one.row.urgent or self._is_operators_date(one.row):
            return
        if not any(self._opens(collection, one) for collection in self._in_force(one.row.website_id)):
            self._break(f"sent outside the send window ({one.claimed_at.isoformat()})", one.row)

    def _is_operators_date(self, row: ReviewRequest) -> bool:
        """An operator's word is not looked at through the window."""
        claim = self.claims.get(_claim_key(row))
        return claim is not None and keeps_operators_date(replace(claim.row, send_state=SendState.PLANNED))

    def _opens(self, collection: Collection, one: Acceptance) -> bool:
        rules = Rules(collection, self.holidays)
        return rules.opening(one.claimed_at, country=one.row.country) == one.claimed_at

    def _check_day(self, one: Acceptance) -> None:
        """One e-mail a day, by the clock of the sender that took the day's place."""
        in_force = self._in_force(one.row.website_id)
        if one.row.urgent or not all(collection.one_email_a_day for collection in in_force):
            return
        day = Rules(in_force[-1], self.holidays).local_day(one.claimed_at, country=one.row.country)
        place = (one.row.website_id, one.mail.to.lower(), day)
        if place in self.days:
            self._break(f"a second e-mail to the customer on {day}", one.row)
        self.days.add(place)

    def _in_force(self, website_id: str) -> Sequence[Collection]:
        """The settings a sender may have read for what happens now, the latest last."""
        history, since = self.settings[website_id], self.time.now - SETTINGS_MAY_BE_OLD
        older = [collection for at, collection in history if at <= since]
        return [*older[-1:], *(collection for at, collection in history if at > since)]

    def _opted_out_at(self, website_id: str, email: str) -> datetime | None:
        email_hash = self.identities.email_hash(email)
        said = [self.opt_outs.get((website, email_hash)) for website in (website_id, EVERYBODY)]
        return min((at for at in said if at), default=None)


def resumed_step(row: ReviewRequest) -> int:
    """The last e-mail that an operator asked for again; 0 when none was."""
    return max((fact.step for fact in row.facts.of_kind(FactKind.RESUMED)), default=0)


def _key(row: ReviewRequest) -> tuple[str, str]:
    return (row.website_id, row.review_request_id)


def _claim_key(row: ReviewRequest) -> Key:
    return (*_key(row), row.attempt)
