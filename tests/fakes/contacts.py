"""Contacts in memory, with the same refusals as the table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from chalicelib.domain.opt_out import OptOut, OptOutScope
from chalicelib.usecases.contact_ports import Admission, Asking, OptOutPage, Standing

Place = tuple[str, str]
"""A website and the hash of an address."""


@dataclass(frozen=True)
class DaySlot:
    """The last local day on which an e-mail left, and which one."""

    day: date
    review_request_id: str
    step: int


@dataclass(frozen=True)
class FirstSlot:
    """When the last first e-mail left, and of which request."""

    at: datetime
    review_request_id: str


class FakeContacts:
    """Fits the port `Contacts`; may be used by several threads at once.

    Attributes:
        of_merchants, of_all: the opt-outs that hold.
        listed: the lists of the websites, by hash and scope.
        asked: how many e-mails asked to leave.
    """

    def __init__(self) -> None:
        self.of_merchants: dict[Place, OptOut] = {}
        self.of_all: dict[str, OptOut] = {}
        self.listed: dict[str, dict[str, OptOut]] = defaultdict(dict)
        self.days: dict[Place, DaySlot] = {}
        self.firsts: dict[Place, FirstSlot] = {}
        self.asked = 0
        self._soft_bounces: dict[Place, set[tuple[str, int]]] = defaultdict(set)
        self._transaction = Lock()

    def admit(self, asking: Asking) -> Admission:
        """Judged and taken under one lock."""
        with self._transaction:
            self.asked += 1
            admission = self._judged(asking)
            if admission.admitted and asking.is_limited:
                self._take(asking)
            return admission

    def add_opt_out(self, opt_out: OptOut) -> bool:
        """The first one stands."""
        with self._transaction:
            return self._add(opt_out)

    def add_opt_outs(self, opt_outs: Sequence[OptOut]) -> list[bool]:
        """One after the other."""
        return [self.add_opt_out(opt_out) for opt_out in opt_outs]

    def opt_out_covering(self, website_id: str, email_hash: str) -> OptOut | None:
        """The merchant's own first."""
        found = self.of_merchants.get((website_id, email_hash)) or self.of_all.get(email_hash)
        return found.as_seen_by(website_id) if found else None

    def standings(self, website_id: str, email_hashes: Sequence[str]) -> Mapping[str, Standing]:
        """Where anything is."""
        found = {email_hash: self._standing(website_id, email_hash) for email_hash in email_hashes}
        return {email_hash: one for email_hash, one in found.items() if one != Standing()}

    def _standing(self, website_id: str, email_hash: str) -> Standing:
        first = self.firsts.get((website_id, email_hash))
        return Standing(self.opt_out_covering(website_id, email_hash), first.at if first else None)

    def opt_outs(self, website_id: str, *, size: int, after: str | None = None) -> OptOutPage:
        """By hash."""
        left = sorted((name, opt_out) for name, opt_out in self.listed[website_id].items() if name > (after or ""))
        page = left[:size]
        return OptOutPage(tuple(opt_out for _, opt_out in page), page[-1][0] if len(left) > size else None)

    def add_soft_bounce(self, website_id: str, email_hash: str, *, review_request_id: str, step: int) -> int:
        """Each e-mail counts once."""
        with self._transaction:
            met = self._soft_bounces[website_id, email_hash]
            met.add((review_request_id, step))
            return len(met)

    def _judged(self, asking: Asking) -> Admission:
        place = (asking.website_id, asking.email_hash)
        opt_out = self.opt_out_covering(*place)
        if opt_out:
            return Admission(opt_out)
        day, first = self.days.get(place), self.firsts.get(place)
        others_day = day is not None and (day.review_request_id, day.step) != (asking.review_request_id, asking.step)
        day_taken = others_day and asking.day is not None and day is not None and day.day >= asking.day
        capped = (
            first is not None
            and asking.capped_since is not None
            and first.review_request_id != asking.review_request_id
            and first.at > asking.capped_since
        )
        return Admission(None, day_taken, first.at if first and capped else None)

    def _take(self, asking: Asking) -> None:
        place = (asking.website_id, asking.email_hash)
        if asking.day is not None:
            self.days[place] = DaySlot(asking.day, asking.review_request_id, asking.step)
        if asking.is_first:
            self.firsts[place] = FirstSlot(asking.now, asking.review_request_id)

    def _add(self, opt_out: OptOut) -> bool:
        of_merchant = opt_out.wish.scope is OptOutScope.MERCHANT
        place = (opt_out.website_id, opt_out.email_hash)
        standing = self.of_merchants.get(place) if of_merchant else self.of_all.get(opt_out.email_hash)
        if standing is None and of_merchant:
            self.of_merchants[place] = opt_out
        elif standing is None:
            self.of_all[opt_out.email_hash] = opt_out
        self.listed[opt_out.website_id].setdefault(f"{opt_out.email_hash}#{opt_out.wish.scope.value}", opt_out)
        return standing is None
