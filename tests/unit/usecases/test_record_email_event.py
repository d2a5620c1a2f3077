"""What SES's events do to the row and to the contact."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import BusyError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from tests.builders import IDENTITIES, WEBSITE_ID
from tests.unit.usecases.followed import ADDRESS, SOON, Followed

COMPLAINT = Fact(SOON, FactKind.COMPLAINED, 0, "complained")
BOUNCE = Fact(SOON, FactKind.BOUNCED, 0, "hard_bounce")
SUPPRESSED = Fact(SOON, FactKind.BOUNCED, 0, "suppressed")


def soft_bounce(step: int) -> Fact:
    return Fact(SOON, FactKind.SOFT_BOUNCED, step)


@pytest.mark.parametrize(
    ("fact", "origin"),
    [
        (COMPLAINT, OptOutOrigin.COMPLAINT),
        (BOUNCE, OptOutOrigin.HARD_BOUNCE),
        (SUPPRESSED, OptOutOrigin.HARD_BOUNCE),
    ],
)
def test_what_ends_everything_is_an_opt_out_from_this_merchant(fact: Fact, origin: OptOutOrigin) -> None:
    scene = Followed()

    scene.told(fact)

    wish = OptOutWish(OptOutScope.MERCHANT, origin, SOON)
    assert scene.opt_out == OptOut(WEBSITE_ID, IDENTITIES.email_hash(ADDRESS), wish, scene.id)
    assert (scene.row.current.status.value, scene.row.due_at) == ("error", None)


@pytest.mark.parametrize("kind", [FactKind.SENT, FactKind.DELIVERED, FactKind.DELAYED, FactKind.OPENED])
def test_other_events_are_no_opt_out(kind: FactKind) -> None:
    scene = Followed()
    scene.told(Fact(SOON, kind, 0))
    assert scene.opt_out is None


def test_the_opt_out_is_written_before_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Followed()

    def busy(*_: object, **__: object) -> None:
        raise BusyError("Slow down.")

    monkeypatch.setattr(scene.store, "change", busy)
    for fact in (COMPLAINT, BOUNCE):
        with pytest.raises(BusyError):
            scene.told(fact)
    assert scene.opt_out is not None


def test_a_hard_bounce_leaves_other_requests_to_their_claim() -> None:
    """The merchant may correct the address before; a customer's own wish could not be corrected."""
    scene = Followed()
    other = scene.add("ORDER-2")

    scene.told(BOUNCE)

    assert scene.row_of(other).may_be_sent


@pytest.mark.parametrize("limit", [1, 3])
def test_passing_failures_stop_at_the_limit_and_never_before(limit: int) -> None:
    scene = Followed(soft_bounces_before_stop=limit)
    requests = [scene.id, *(scene.add(f"ORDER-{number}") for number in range(2, limit + 1))]

    for number, review_request_id in enumerate(requests, start=1):
        assert scene.opt_out is None
        for _ in range(2):
            scene.told(soft_bounce(0), review_request_id)
        assert (scene.opt_out is not None) == (number == limit)

    assert scene.opt_out is not None
    assert scene.opt_out.wish.origin is OptOutOrigin.SOFT_BOUNCES
    last = scene.row_of(requests[-1])
    assert (last.current.reason, last.may_be_sent) == ("soft_bounces", False)


def test_a_failure_of_an_address_that_was_corrected_since_says_nothing_of_the_new_one() -> None:
    scene = Followed(soft_bounces_before_stop=1)

    def corrected(row: ReviewRequest) -> ReviewRequest:
        return replace(row.learning(Fact(SOON, FactKind.RESUMED, 1)), customer_email="right@example.com")

    scene.store.change(WEBSITE_ID, scene.id, corrected)
    for fact in (soft_bounce(0), BOUNCE):
        scene.told(fact)
        assert scene.opt_out is None

    scene.told(replace(BOUNCE, step=1))
    assert scene.opt_out is not None


def test_a_fact_is_taught_once() -> None:
    scene = Followed()
    earlier = replace(BOUNCE, at=SOON - timedelta(minutes=1))

    assert [scene.told(fact).taught for fact in (BOUNCE, BOUNCE, earlier)] == [True, False, False]
    assert scene.told(replace(BOUNCE, step=1)).taught
    assert scene.told(COMPLAINT).taught


def test_of_two_deliveries_at_once_one_teaches(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Followed()
    known = scene.row
    scene.told(BOUNCE)

    monkeypatch.setattr(scene.store, "get", _first_then(known, scene.store.get))

    assert not scene.told(BOUNCE).taught


def _first_then(known: ReviewRequest, get: object) -> object:
    """A reader that saw the row before the other delivery was recorded."""
    stale = [known]

    def read(website_id: str, review_request_id: str) -> ReviewRequest | None:
        return stale.pop() if stale else get(website_id, review_request_id)  # type: ignore[operator]  # the real one

    return read


def test_the_row_is_told_as_it_is_afterwards() -> None:
    scene = Followed()
    assert scene.told(BOUNCE).row == scene.row
