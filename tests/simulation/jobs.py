"""What each function of Suivi does with one message, call or tick: the work of tasks."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from chalicelib.domain.errors import ReviewAlreadySubmittedError
from chalicelib.domain.facts import Fact
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import Proof
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.withdrawal import Withdrawal
from chalicelib.usecases.ports import DueRow
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.record_email_event import record_email_event
from chalicelib.usecases.record_opt_out import record_opt_out
from chalicelib.usecases.release_due_requests import release_due_requests
from chalicelib.usecases.run_operation import run_operation
from chalicelib.usecases.send_review_request import send_review_request
from chalicelib.usecases.submit_review import submit_review
from chalicelib.usecases.watch_reputation import watch_reputation
from chalicelib.usecases.withdraw_proofs import withdraw_proofs
from tests.builders import IDENTITIES
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.tasks import Point, Task, reach

MESSAGE_DONE = "message.delete"
"""The point at which a message was handled and is about to be deleted."""


def task(cloud: Cloud, name: str, work: Callable[[], Any], **told: Any) -> Task:
    """The work, told which websites were paused when it began."""
    return Task(name, work, paused=cloud.paused(), **told)


def sending(cloud: Cloud, due: DueRow, clock: WorkerClock) -> Task:
    """One message of the send queue."""

    def work() -> object:
        (released,) = cloud.interrupted_store.released([due])
        result = send_review_request(cloud.sender(clock), released, now=clock.now())
        reach(Point(MESSAGE_DONE, done=False))
        return result

    return task(cloud, "send", work, due=due)


def ticking(cloud: Cloud, clock: WorkerClock) -> Task:
    """One tick."""
    return task(cloud, "tick", lambda: release_due_requests(cloud.sweeper, now=clock.now()))


def receiving(cloud: Cloud, website_id: str, proofs: Sequence[Proof], clock: WorkerClock) -> Task:
    """One call of the API, or one file."""

    def work() -> object:
        rules = cloud.tracking.rules(website_id)
        outcomes = receive_proofs(cloud.interrupted_store, IDENTITIES, rules, proofs, now=clock.now())
        reach(Point(MESSAGE_DONE, done=False))
        return outcomes

    return task(cloud, "receive", work)


def learning(cloud: Cloud, key: tuple[str, str], fact: Fact, clock: WorkerClock) -> Task:
    """One e-mail event, and what it says of the sender's reputation."""
    website_id, review_request_id = key

    def work() -> object:
        recorded = record_email_event(
            cloud.tracking, website_id=website_id, review_request_id=review_request_id, fact=fact, now=clock.now()
        )
        if recorded is None:
            raise LookupError("an e-mail event speaks of a review request that does not exist")
        governor = cloud.interrupted_governor
        watch_reputation(governor, website_id=website_id, kind=fact.kind, taught=recorded.taught, now=clock.now())
        reach(Point(MESSAGE_DONE, done=False))
        return recorded

    return task(cloud, "event", work)


def opting_out(cloud: Cloud, key: tuple[str, str], scope: OptOutScope, at: datetime) -> Task:
    """One click on the link that unsubscribes."""
    wish = OptOutWish(scope, OptOutOrigin.ONE_CLICK, at)

    def work() -> None:
        record_opt_out(cloud.tracking, website_id=key[0], review_request_id=key[1], wish=wish)

    return task(cloud, "opt out", work)


def submitting(cloud: Cloud, key: tuple[str, str], at: datetime) -> Task:
    """One form sent; sent before is as good."""
    review = Review(None, ReviewAnswer(5, "Parfait"), initials_only=False, submitted_at=at)

    def work() -> None:
        try:
            submit_review(
                cloud.interrupted_store, website_id=key[0], review_request_id=key[1], reviews=[review], now=at
            )
        except ReviewAlreadySubmittedError:
            return

    return task(cloud, "submit", work)


def operating(cloud: Cloud, website_id: str, operation_id: str, clock: WorkerClock) -> Task:
    """One message of the operations queue."""

    def work() -> object:
        operation = run_operation(cloud.desk, website_id, operation_id, now=clock.now(), has_time=lambda: True)
        reach(Point(MESSAGE_DONE, done=False))
        return operation

    return task(cloud, "operate", work)


def withdrawing(cloud: Cloud, website_id: str, withdrawals: Sequence[Withdrawal], clock: WorkerClock) -> Task:
    """One call of the API, or the rows of a file, that withdraw proofs."""

    def work() -> object:
        outcomes = withdraw_proofs(cloud.desk, website_id, withdrawals, by="client", now=clock.now())
        reach(Point(MESSAGE_DONE, done=False))
        return outcomes

    return task(cloud, "withdraw", work)
