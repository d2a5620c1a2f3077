"""Opt-outs: whom they cover, and that the first one stands."""

from datetime import timedelta

import pytest

from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.ports import OptOuts
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID

EMAIL_HASH = IDENTITIES.email_hash("camille.durand@example.com")
OTHER_HASH = IDENTITIES.email_hash("someone.else@example.com")


def an_opt_out(scope: OptOutScope, *, days: int = 0, website_id: str = WEBSITE_ID) -> OptOut:
    return OptOut(website_id, EMAIL_HASH, OptOutWish(scope, OptOutOrigin.ONE_CLICK, NOW + timedelta(days=days)))


def test_nobody_is_covered_at_first(opt_outs: OptOuts) -> None:
    assert opt_outs.covering(WEBSITE_ID, EMAIL_HASH) is None


@pytest.mark.parametrize(
    ("scope", "covers_other_merchant"), [(OptOutScope.MERCHANT, False), (OptOutScope.ALL_MERCHANTS, True)]
)
def test_a_wish_covers_its_scope_and_its_address(
    opt_outs: OptOuts, scope: OptOutScope, covers_other_merchant: bool
) -> None:
    wish = an_opt_out(scope)
    opt_outs.add(wish)

    assert opt_outs.covering(WEBSITE_ID, EMAIL_HASH) == wish
    assert opt_outs.covering(OTHER_WEBSITE_ID, EMAIL_HASH) == (wish if covers_other_merchant else None)
    assert opt_outs.covering(WEBSITE_ID, OTHER_HASH) is None


@pytest.mark.parametrize("scope", OptOutScope)
def test_the_first_wish_stands(opt_outs: OptOuts, scope: OptOutScope) -> None:
    first = an_opt_out(scope)
    opt_outs.add(first)
    opt_outs.add(an_opt_out(scope, days=5))

    assert opt_outs.covering(WEBSITE_ID, EMAIL_HASH) == first


def test_the_merchants_own_wish_is_told_first(opt_outs: OptOuts) -> None:
    opt_outs.add(an_opt_out(OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID))
    own = an_opt_out(OptOutScope.MERCHANT, days=1)
    opt_outs.add(own)

    assert opt_outs.covering(WEBSITE_ID, EMAIL_HASH) == own
