"""Looking ahead: what is foreseen is what comes, to the minute and to the word, and nothing is written."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import explanation, reasons
from chalicelib.domain.collection import Cap, CapAction, Collection
from chalicelib.domain.explanation import Because, instant
from chalicelib.domain.foresight import ForeseenRequest, Foresight
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import Channel, Proof, ReviewType, Source
from chalicelib.domain.proof_outcome import ProofResult
from chalicelib.domain.review_request import SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.withdrawal import Withdrawal
from chalicelib.usecases.contact_ports import Asking
from chalicelib.usecases.foresee_proofs import Outlook, foresee_proofs
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.withdraw_proofs import withdraw_proofs
from tests.builders import (
    EXPERIENCE_AT,
    IDENTITIES,
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_collection,
    a_customer,
    a_product,
    a_proof,
)
from tests.fakes import FakeContacts, FakeHolidays
from tests.generated_settings import UNHURRIED, collections
from tests.unit.usecases.desk import FakeDesk

EMAIL_HASH = IDENTITIES.email_hash(a_proof().customer.email)


class World(FakeDesk):
    """A shop, its contacts, and a look ahead over both."""

    def __init__(self, collection: Collection | None = None) -> None:
        super().__init__()
        self.rules = Rules(collection or a_collection(), FakeHolidays())
        self.contacts = FakeContacts()
        self.outlook = Outlook(self.desk.references, self.contacts, IDENTITIES)

    def foresee(self, *proofs: Proof) -> list[Foresight]:
        before = (dict(self.store.rows), dict(self.store.locks), self.store.writes)
        found = foresee_proofs(self.outlook, self.rules, proofs, now=NOW)
        assert (self.store.rows, self.store.locks, self.store.writes) == before
        return found

    def receive(self, *proofs: Proof) -> None:
        receive_proofs(self.store, IDENTITIES, self.rules, proofs, now=NOW)

    def withdraw(self, *references: str) -> None:
        wishes = [Withdrawal(reference, "file-9") for reference in references]
        withdraw_proofs(self.desk, WEBSITE_ID, wishes, by="", now=NOW)


DELAYS = st.none() | st.integers(0, 40)
PROOFS = st.builds(
    a_proof,
    experience_reference=st.sampled_from(["A", "B", " B", "C"]),
    experience_at=st.sampled_from([EXPERIENCE_AT, EXPERIENCE_AT, EXPERIENCE_AT - timedelta(days=200)]),
    customer=st.builds(
        a_customer,
        email=st.sampled_from(["camille@example.com", "camille@example.com", "tom@cdiscount.com"]),
        country=st.sampled_from([None, "FR", "GP"]),
    ),
    channel=st.sampled_from(Channel),
    products=st.lists(st.builds(a_product, delay_days=DELAYS, not_received=st.booleans()), max_size=2).map(tuple),
    brand_delay_days=DELAYS,
    product_delay_days=DELAYS,
    review_types=st.sampled_from([frozenset(), frozenset({ReviewType.BRAND}), frozenset({ReviewType.PRODUCT})]),
    source=st.sampled_from([Source("call-1"), Source("call-2")]),
)


@UNHURRIED
@given(
    collection=collections(),
    before=st.lists(PROOFS, max_size=3),
    withdrawn=st.sets(st.sampled_from(["A", "B"])),
    batch=st.lists(PROOFS, min_size=1, max_size=5),
)
def test_what_is_foreseen_comes(
    collection: Collection, before: list[Proof], withdrawn: set[str], batch: list[Proof]
) -> None:
    world = World(collection)
    world.receive(*before)
    world.withdraw(*withdrawn)
    found = world.foresee(*batch)
    known = set(world.store.rows)
    outcomes = receive_proofs(world.store, IDENTITIES, world.rules, batch, now=NOW)
    assert [one.outcome for one in found] == outcomes
    came = [row for key, row in world.store.rows.items() if key not in known]
    assert [one for each in found for one in each.requests] == [
        ForeseenRequest(
            row.review_type,
            row.planned_at,
            row.current.reason if row.send_state is SendState.CANCELLED else None,
            row.explanation,
        )
        for row in came
    ]


def test_what_one_proof_does_to_the_next_is_foreseen() -> None:
    world = World(a_collection(max_age_days=30, forbidden_domains=("cdiscount.com",)))
    world.receive(a_proof(source=Source("call-0")))
    old, forbidden = EXPERIENCE_AT - timedelta(days=60), a_customer(email="tom@cdiscount.com")
    found = world.foresee(
        a_proof(),
        a_proof(experience_reference="new"),
        a_proof(experience_reference="new"),
        a_proof(experience_reference="new", customer=a_customer(email="eva@example.com")),
        a_proof(experience_reference="old", experience_at=old),
        a_proof(experience_reference="forbidden", customer=forbidden),
        a_proof(experience_reference="none", products=(), review_types=frozenset({ReviewType.PRODUCT})),
    )
    assert [(one.outcome.result, [request.refused for request in one.requests]) for one in found] == [
        (ProofResult.DUPLICATE, []),
        (ProofResult.ACCEPTED, [None]),
        (ProofResult.ACCEPTED, []),
        (ProofResult.CONFLICT, []),
        (ProofResult.ACCEPTED, [reasons.TOO_OLD]),
        (ProofResult.ACCEPTED, [reasons.FORBIDDEN_DOMAIN]),
        (ProofResult.NOTHING_TO_ASK, []),
    ]


def codes(foresight: Foresight) -> list[str]:
    return [note.code for note in foresight.notes]


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        (OptOutOrigin.PAGE, explanation.OPTED_OUT_BEFORE),
        (OptOutOrigin.COMPLAINT, explanation.OPTED_OUT_BEFORE),
        (OptOutOrigin.HARD_BOUNCE, explanation.ADDRESS_FAILED_BEFORE),
    ],
)
def test_an_opt_out_is_told(origin: OptOutOrigin, code: str) -> None:
    world = World()
    world.contacts.add_opt_out(OptOut(WEBSITE_ID, EMAIL_HASH, OptOutWish(OptOutScope.MERCHANT, origin, NOW)))
    (found,) = world.foresee(a_proof())
    assert (found.outcome.result, len(found.requests), codes(found)) == (ProofResult.ACCEPTED, 1, [code])


def test_another_merchant_s_opt_out_is_nobody_else_s_business() -> None:
    world = World(a_collection(one_email_a_day=False))
    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, NOW)
    world.contacts.add_opt_out(OptOut(OTHER_WEBSITE_ID, EMAIL_HASH, wish))
    assert [codes(one) for one in world.foresee(a_proof())] == [[]]


def asked(world: World, *, days_ago: int) -> None:
    at = NOW - timedelta(days=days_ago)
    world.contacts.admit(Asking(WEBSITE_ID, EMAIL_HASH, "0" * 25, 0, at, capped_since=at - timedelta(days=1)))


@pytest.mark.parametrize(("days_ago", "is_told"), [(26, True), (27, False)])
def test_a_cap_that_still_holds_at_the_planned_date_is_told(days_ago: int, is_told: bool) -> None:
    world = World(a_collection(cap=Cap(30, CapAction.DEFER), one_email_a_day=False))
    asked(world, days_ago=days_ago)
    (found,) = world.foresee(a_proof(brand_delay_days=3))
    told = (Because(explanation.MAY_BE_CAPPED, (instant(NOW - timedelta(days=days_ago)),)),)
    assert found.notes == (told if is_told else ())


def test_without_a_cap_nobody_is_told_of_the_last_email() -> None:
    world = World()
    asked(world, days_ago=1)
    assert [codes(one) for one in world.foresee(a_proof())] == [[explanation.MAY_WAIT_A_DAY]]


def test_what_would_not_leave_anyway_needs_no_notes() -> None:
    world = World(a_collection(max_age_days=1))
    (found,) = world.foresee(a_proof())
    assert ([one.refused for one in found.requests], found.notes) == ([reasons.TOO_OLD], ())


def test_a_withdrawal_is_told() -> None:
    world = World()
    world.receive(a_proof())
    world.withdraw("ORDER-1001")
    (found,) = world.foresee(a_proof(source=Source("call-2")))
    assert (found.outcome.result, found.requests) == (ProofResult.DUPLICATE, ())
    assert found.notes == (Because(explanation.WITHDRAWN_BEFORE, (instant(NOW),)),)
