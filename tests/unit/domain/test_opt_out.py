"""Opt-outs: every origin has its reason, and a website sees nothing of another one."""

import pytest

from chalicelib.domain.opt_out import REASON_OF_ORIGIN, OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.reasons import REASONS
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID


@pytest.mark.parametrize("origin", OptOutOrigin)
def test_every_origin_is_explained_to_the_merchant(origin: OptOutOrigin) -> None:
    wish = OptOutWish(OptOutScope.MERCHANT, origin, NOW)

    assert wish.reason in REASONS
    assert set(REASON_OF_ORIGIN) == set(OptOutOrigin)
    assert wish.is_of_the_address == (origin in (OptOutOrigin.HARD_BOUNCE, OptOutOrigin.SOFT_BOUNCES))


def test_a_website_sees_its_own_opt_out_as_it_is_and_another_s_without_its_marks() -> None:
    wish = OptOutWish(OptOutScope.ALL_MERCHANTS, OptOutOrigin.PAGE, NOW)
    opt_out = OptOut(WEBSITE_ID, "hash", wish, "0" * 25, "owner", "a note")

    assert opt_out.as_seen_by(WEBSITE_ID) == opt_out
    assert opt_out.as_seen_by(OTHER_WEBSITE_ID) == OptOut(OTHER_WEBSITE_ID, "hash", wish)
