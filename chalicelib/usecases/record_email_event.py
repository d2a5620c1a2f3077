"""Record what SES told us about one e-mail. Facts only grow, so order, delay and repetition do not matter."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import reasons
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import learn_email_event
from chalicelib.usecases.ports import Tracking
from chalicelib.usecases.stop_customer import stop_customer


@dataclass(frozen=True)
class Recorded:
    """The row afterwards, and whether it did not know the fact before: count those, and each is counted once.

    `dropped`: the fact is an opening, and the website does not follow those of each request; the row was left alone.
    """

    row: ReviewRequest
    taught: bool
    dropped: bool = False


OPENINGS = frozenset({FactKind.OPENED, FactKind.MACHINE_OPENED})


def record_email_event(
    tracking: Tracking, *, website_id: str, review_request_id: str, fact: Fact, now: datetime
) -> Recorded | None:
    """Add the fact to the row; what it says against further e-mails is written into the contact first.

    A complaint and a permanent bounce are opt-outs from this merchant; passing failures become one when as many e-mails
    as the settings say have met them, and never before. An opening is dropped where the website does not follow those
    of each request.
    None when this website has no such request (the caller counts it).
    """
    row = tracking.store.get(website_id, review_request_id)
    if row is None:
        return None
    rules = tracking.rules(website_id)
    if fact.kind in OPENINGS and rules.collection.open_tracking is not OpenTracking.INDIVIDUAL:
        return Recorded(row, taught=False, dropped=True)
    wish = _opt_out(tracking, row, fact, rules)
    recorded = _learn(tracking, row, _Lesson(fact, wish, rules, now))
    if wish and not wish.is_of_the_address:
        stop_customer(tracking, website_id=website_id, email=row.customer_email, wish=wish)
    return recorded


def _opt_out(tracking: Tracking, row: ReviewRequest, fact: Fact, rules: Rules) -> OptOutWish | None:
    """Tell the contact what the fact says about the address; the wish that follows from it."""
    email_hash = tracking.identities.email_hash(row.customer_email)
    origin = _origin(tracking, row, fact, email_hash, rules)
    if origin is None:
        return None
    wish = OptOutWish(OptOutScope.MERCHANT, origin, fact.at)
    tracking.contacts.add_opt_out(OptOut(row.website_id, email_hash, wish, row.review_request_id))
    return wish


def _origin(tracking: Tracking, row: ReviewRequest, fact: Fact, email_hash: str, rules: Rules) -> OptOutOrigin | None:
    if fact.kind is FactKind.COMPLAINED:
        return OptOutOrigin.COMPLAINT
    if _was_resent_since(row, fact):
        return None
    if fact.kind is FactKind.BOUNCED:
        return OptOutOrigin.HARD_BOUNCE
    if fact.kind is not FactKind.SOFT_BOUNCED:
        return None
    bounced = tracking.contacts.add_soft_bounce(
        row.website_id, email_hash, review_request_id=row.review_request_id, step=fact.step
    )
    return OptOutOrigin.SOFT_BOUNCES if bounced >= rules.collection.soft_bounces_before_stop else None


def _was_resent_since(row: ReviewRequest, fact: Fact) -> bool:
    """An operator asked for another e-mail after this one, maybe to a corrected address, which did not fail."""
    return any(resumed.step > fact.step for resumed in row.facts.of_kind(FactKind.RESUMED))


@dataclass(frozen=True)
class _Lesson:
    """What a row is to learn: the fact, and the wish that followed from it."""

    fact: Fact
    wish: OptOutWish | None
    rules: Rules
    now: datetime

    def learnt_by(self, row: ReviewRequest) -> ReviewRequest:
        """The row with the fact, and with what follows from it."""
        row = learn_email_event(row, self.fact, now=self.now, rules=self.rules)
        if self.wish and self.wish.origin is OptOutOrigin.SOFT_BOUNCES:
            for failed in row.facts.of_kind(FactKind.SOFT_BOUNCED):
                row = self._ended_by(row, failed)
        return row

    def _ended_by(self, row: ReviewRequest, failed: Fact) -> ReviewRequest:
        """Every passing failure since the address was last corrected counts, so that their order does not matter."""
        if _was_resent_since(row, failed):
            return row
        bounced = Fact(failed.at, FactKind.BOUNCED, failed.step, reasons.SOFT_BOUNCES)
        return learn_email_event(row, bounced, now=self.now, rules=self.rules)


def _learn(tracking: Tracking, row: ReviewRequest, lesson: _Lesson) -> Recorded | None:
    """`taught` is told by the row that is written over, so that two deliveries at once count once."""
    taught = False

    def transition(current: ReviewRequest) -> ReviewRequest:
        nonlocal taught
        taught = not current.facts.has(lesson.fact.kind, lesson.fact.step)
        return lesson.learnt_by(current)

    after = tracking.store.change(row.website_id, row.review_request_id, transition, known=row)
    return None if after is None else Recorded(after, taught)
