"""What the use cases need to know about a person before writing to them: opt-outs and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.opt_out import OptOut


@dataclass(frozen=True)
class Asking:
    """One e-mail that wants to leave, as the contact's limits see it.

    Attributes:
        step: number of the e-mail; 0 is a request's first, of which caps speak.
        day: the customer's local day, when at most one e-mail a day may leave; None when that is not limited.
        capped_since: a first e-mail of another request after this instant holds this one back; None = no cap, or
            this e-mail is not a request's first.
    """

    website_id: str
    email_hash: str
    review_request_id: str
    step: int
    now: datetime
    day: date | None = None
    capped_since: datetime | None = None

    @property
    def is_limited(self) -> bool:
        """Whether anything but opt-outs may hold the e-mail back; only then does it take a place."""
        return self.day is not None or self.capped_since is not None

    @property
    def is_first(self) -> bool:
        """Whether the place of first e-mails is taken: also without a cap, so that one switched on later knows."""
        return self.step == 0 or self.capped_since is not None


@dataclass(frozen=True)
class Admission:
    """What a contact says to an e-mail. All empty = it may leave, and its place is taken.

    Attributes:
        opt_out: the wish that forbids it.
        day_taken: another e-mail of this merchant left on this local day.
        capped_by_first_at: when the first e-mail left that caps this one.
    """

    opt_out: OptOut | None = None
    day_taken: bool = False
    capped_by_first_at: datetime | None = None

    @property
    def admitted(self) -> bool:
        """Whether the e-mail may leave."""
        return self.opt_out is None and not self.day_taken and self.capped_by_first_at is None


@dataclass(frozen=True)
class Standing:
    """What stands between a website and a person, as far as that website may know.

    Attributes:
        opt_out: the opt-out of this merchant, else of all merchants.
        asked_at: when the last first e-mail of this merchant left, of which caps speak.
    """

    opt_out: OptOut | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class OptOutPage:
    """Some opt-outs, and the place to go on from; None at the end."""

    opt_outs: tuple[OptOut, ...]
    next_after: str | None = None


class Contacts(Protocol):
    """What may be sent to a person: opt-outs, which are the authority before any list of SES, and limits.

    A website never learns what a person has to do with other websites: an opt-out from all merchants that came
    through another one is told `as_seen_by` the asking website. Every call may raise BusyError.
    """

    def admit(self, asking: Asking) -> Admission:
        """Ask whether an e-mail may leave and take its place if so: one strongly consistent step.

        Asking again for the same request and step gives the same answer unless an opt-out came in between. A place is
        kept even if SES then refuses the e-mail: the request that holds it comes back for it. Days of a person only
        move on: a day before the last one taken counts as taken, so that neither clocks nor time zones that disagree
        give a second e-mail. An e-mail without limits (`is_limited`) takes no place.
        """

    def add_opt_out(self, opt_out: OptOut) -> bool:
        """Remember for good; whether it was new. The first of its scope stands; repeating it changes nothing.

        A crash on the way leaves an opt-out that already holds and is at most missing in the list: repeating it adds
        it there. An answer that was lost on the way may let a new one pass for an old one.
        """

    def add_opt_outs(self, opt_outs: Sequence[OptOut]) -> list[bool]:
        """The same for many wishes about one merchant alone, no address twice, with fewer calls.

        After an error some may be kept and others not: repeat all of them.
        """

    def opt_out_covering(self, website_id: str, email_hash: str) -> OptOut | None:
        """The opt-out of this merchant, else of all merchants, read strongly; None when there is none."""

    def standings(self, website_id: str, email_hashes: Sequence[str]) -> Mapping[str, Standing]:
        """What stands between the website and these persons, where anything is; may lag behind by a moment.

        For a look ahead alone: what may be sent is decided by `admit`.
        """

    def opt_outs(self, website_id: str, *, size: int, after: str | None = None) -> OptOutPage:
        """The opt-outs from this merchant, and those from all merchants that reached us through it, in a stable order.

        The list may lag behind by a moment; what may be sent is decided by `admit` and `opt_out_covering` alone.
        """

    def add_soft_bounce(self, website_id: str, email_hash: str, *, review_request_id: str, step: int) -> int:
        """Count a passing failure; the number of different e-mails of this merchant to this person that met one."""
