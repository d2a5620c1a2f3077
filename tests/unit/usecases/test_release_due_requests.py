"""The sweeper: what is due leaves within SES's rate, nothing is forgotten, stale claims are settled."""

from datetime import datetime, timedelta

from chalicelib.domain.review_request import SendState
from chalicelib.domain.send_protocol import claim, record_sent
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.release_due_requests import Sweep, release_due_requests
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof
from tests.fakes import FakeMailer, FakeReviewRequests, FakeSendQueue, FakeWebsites

COLLECTION = a_collection(reminder_delay_days=())


class Scene:
    """Accepted proofs and the ports of the sweeper."""

    def __init__(self, *delays: int, rate: float = 14.0) -> None:
        self.store = FakeReviewRequests()
        self.queue = FakeSendQueue()
        self.mailer = FakeMailer(rate=rate)
        proofs = [a_proof(experience_reference=f"R{i}", brand_delay_days=d) for i, d in enumerate(delays)]
        self.ids = [
            outcome.review_request_ids[0]
            for outcome in receive_proofs(self.store, IDENTITIES, COLLECTION, proofs, now=NOW)
        ]

    def sweep(self, at: datetime) -> Sweep:
        return release_due_requests(self.store, FakeWebsites(COLLECTION), self.queue, self.mailer, now=at)


def test_only_what_is_due_is_released() -> None:
    scene = Scene(0, 0, 3)
    assert scene.sweep(NOW).released == 2
    assert {row.review_request_id for row in scene.queue.take()} == set(scene.ids[:2])


def test_an_outage_forgets_nothing() -> None:
    scene = Scene(0, 1, 2, 3)
    assert scene.sweep(NOW + timedelta(days=40)).released == 4


def test_the_rate_of_ses_holds_the_rest_back() -> None:
    scene = Scene(*[0] * 40, rate=1.0)  # 0.8 x 1 a second x 30 s = 24
    sweep = scene.sweep(NOW)
    assert (sweep.released, sweep.more_waiting) == (24, True)


def test_a_backlog_does_not_keep_the_watchdog_from_the_days_behind_it() -> None:
    scene = Scene(*[0] * 40, 1, rate=1.0)
    tomorrow = NOW + timedelta(days=1)
    scene.store.change(WEBSITE_ID, scene.ids[-1], lambda row: claim(row, step=0, now=tomorrow))
    sweep = scene.sweep(tomorrow + timedelta(minutes=15))
    assert sweep == Sweep(released=24, settled=1, more_waiting=True)


def test_a_released_row_is_released_again_until_it_is_claimed() -> None:
    scene = Scene(0)
    scene.sweep(NOW)
    assert scene.sweep(NOW).released == 1
    scene.store.change(WEBSITE_ID, scene.ids[0], lambda row: claim(row, step=0, now=NOW))
    assert scene.sweep(NOW).released == 0


def test_a_claim_that_never_ended_becomes_unconfirmed_then_an_error() -> None:
    scene = Scene(0)
    scene.store.change(WEBSITE_ID, scene.ids[0], lambda row: claim(row, step=0, now=NOW))
    assert scene.sweep(NOW + timedelta(minutes=14)).settled == 0
    assert scene.sweep(NOW + timedelta(minutes=15)).settled == 1
    row = scene.store.get(WEBSITE_ID, scene.ids[0])
    assert row is not None
    assert row.send_state is SendState.UNCONFIRMED
    scene.sweep(NOW + timedelta(hours=24))
    row = scene.store.get(WEBSITE_ID, scene.ids[0])
    assert row is not None
    assert (row.current.status.value, row.current.reason) == ("error", "unconfirmed")


def test_a_day_is_forgotten_only_when_it_is_over_and_empty() -> None:
    scene = Scene(0)
    today, tomorrow = NOW.date(), NOW + timedelta(days=1)
    scene.sweep(tomorrow)
    assert today in scene.store.due_days(until=today)  # the released row has not been claimed
    scene.store.change(WEBSITE_ID, scene.ids[0], lambda row: claim(row, step=0, now=NOW))
    scene.sweep(NOW)
    assert today in scene.store.due_days(until=today)  # empty, but not over
    scene.store.change(WEBSITE_ID, scene.ids[0], lambda row: record_sent(row, step=0, at=NOW, collection=COLLECTION))
    scene.sweep(tomorrow)
    assert today not in scene.store.due_days(until=today)
