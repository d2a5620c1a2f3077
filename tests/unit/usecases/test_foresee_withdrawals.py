"""Looking ahead at withdrawals: what is foreseen is what comes, and nothing is written."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.proof import Proof, Source
from chalicelib.domain.rules import Rules
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause, WithdrawalResult
from chalicelib.usecases.cancel_review_request import cancel_review_request
from chalicelib.usecases.foresee_proofs import Outlook, foresee_proofs
from chalicelib.usecases.foresee_withdrawals import foresee_withdrawals
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.withdraw_proofs import withdraw_proofs
from tests.builders import EXPERIENCE_AT, IDENTITIES, NOW, WEBSITE_ID, a_collection, a_product, a_proof, no_holidays
from tests.fakes import FakeContacts
from tests.generated_settings import UNHURRIED
from tests.unit.usecases.desk import FakeDesk

RULES = Rules(a_collection(max_age_days=30), no_holidays)
REFERENCES = ("A", "B", "C")
PROOFS = st.builds(
    a_proof,
    experience_reference=st.sampled_from(REFERENCES),
    experience_at=st.sampled_from([EXPERIENCE_AT, EXPERIENCE_AT.replace(year=2020)]),
    products=st.sampled_from([(), (a_product(),)]),
    product_delay_days=st.sampled_from([0, 9]),
)
WISHES = st.builds(
    Withdrawal, st.sampled_from([*REFERENCES, "unknown"]), st.just("file-2"), st.sampled_from(WithdrawalCause)
)
SOME = st.sets(st.sampled_from(REFERENCES))


def of_the_file(proof: Proof) -> Proof:
    return replace(proof, source=Source("file-2"))


def looked(shop: FakeDesk, proofs: list[Proof], wishes: list[Withdrawal]) -> list[WithdrawalResult]:
    """What is foreseen; then all of it is done, and was right."""
    before = (dict(shop.store.rows), dict(shop.store.locks), dict(shop.store.withdrawn), dict(shop.journal.kept))
    foresights = foresee_proofs(Outlook(shop.desk.references, FakeContacts(), IDENTITIES), RULES, proofs, now=NOW)
    found = foresee_withdrawals(shop.desk, WEBSITE_ID, wishes, after=foresights, now=NOW)
    assert before == (shop.store.rows, shop.store.locks, shop.store.withdrawn, shop.journal.kept)
    receive_proofs(shop.store, IDENTITIES, RULES, proofs, now=NOW)
    assert found == withdraw_proofs(shop.desk, WEBSITE_ID, wishes, by="", now=NOW)
    return [outcome.result for outcome in found]


@UNHURRIED
@given(st.lists(PROOFS, max_size=3), SOME, SOME, st.lists(PROOFS, max_size=2), st.lists(WISHES, max_size=4))
def test_what_is_foreseen_comes(
    before: list[Proof], cancelled: set[str], withdrawn: set[str], file: list[Proof], wishes: list[Withdrawal]
) -> None:
    shop = FakeDesk()
    receive_proofs(shop.store, IDENTITIES, RULES, before, now=NOW)
    for row in list(shop.store.rows.values()):
        if row.experience_reference in cancelled:
            name = row.review_request_id
            cancel_review_request(shop.desk, website_id=WEBSITE_ID, review_request_id=name, by="x", now=NOW)
    first = [Withdrawal(reference, "file-1") for reference in withdrawn]
    withdraw_proofs(shop.desk, WEBSITE_ID, first, by="", now=NOW)
    looked(shop, [of_the_file(proof) for proof in file], wishes)


def test_every_result_can_be_foreseen() -> None:
    shop = FakeDesk()
    too_old = a_proof(experience_reference="old", experience_at=EXPERIENCE_AT.replace(year=2020))
    receive_proofs(shop.store, IDENTITIES, RULES, [a_proof(experience_reference="known"), too_old], now=NOW)
    receive_proofs(shop.store, IDENTITIES, RULES, [a_proof(experience_reference="before")], now=NOW)
    withdraw_proofs(shop.desk, WEBSITE_ID, [Withdrawal("before", "file-1")], by="", now=NOW)
    wishes = [Withdrawal(name, "file-2") for name in ("known", "old", "before", "unknown", "new")]
    assert looked(shop, [a_proof(experience_reference="new", source=Source("file-2"))], wishes) == [
        WithdrawalResult.WITHDRAWN,
        WithdrawalResult.NOTHING_PENDING,
        WithdrawalResult.ALREADY,
        WithdrawalResult.UNKNOWN,
        WithdrawalResult.WITHDRAWN,
    ]
