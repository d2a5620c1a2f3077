"""Opt-outs: whom they cover, that the first one stands, and that a website's list shows its own."""

from datetime import timedelta

import pytest

from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.contact_ports import Contacts
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID

EMAIL_HASH = IDENTITIES.email_hash("camille.durand@example.com")
OTHER_HASH = IDENTITIES.email_hash("someone.else@example.com")


def an_opt_out(
    scope: OptOutScope = OptOutScope.MERCHANT,
    *,
    days: int = 0,
    website_id: str = WEBSITE_ID,
    email_hash: str = EMAIL_HASH,
    review_request_id: str | None = "0" * 25,
) -> OptOut:
    wish = OptOutWish(scope, OptOutOrigin.ONE_CLICK, NOW + timedelta(days=days))
    return OptOut(website_id, email_hash, wish, review_request_id)


def listed(contacts: Contacts, website_id: str = WEBSITE_ID) -> tuple[OptOut, ...]:
    return contacts.opt_outs(website_id, size=100).opt_outs


def test_nobody_is_covered_at_first(contacts: Contacts) -> None:
    assert contacts.opt_out_covering(WEBSITE_ID, EMAIL_HASH) is None
    assert listed(contacts) == ()


@pytest.mark.parametrize("scope", OptOutScope)
def test_a_wish_covers_its_address(contacts: Contacts, scope: OptOutScope) -> None:
    assert contacts.add_opt_out(an_opt_out(scope))

    assert contacts.opt_out_covering(WEBSITE_ID, EMAIL_HASH) == an_opt_out(scope)
    assert contacts.opt_out_covering(WEBSITE_ID, OTHER_HASH) is None
    assert listed(contacts) == (an_opt_out(scope),)


def test_a_wish_about_one_merchant_is_nothing_to_another(contacts: Contacts) -> None:
    contacts.add_opt_out(an_opt_out())

    assert contacts.opt_out_covering(OTHER_WEBSITE_ID, EMAIL_HASH) is None
    assert listed(contacts, OTHER_WEBSITE_ID) == ()


def test_a_wish_about_all_merchants_tells_others_nothing_of_the_first(contacts: Contacts) -> None:
    contacts.add_opt_out(an_opt_out(OptOutScope.ALL_MERCHANTS))

    told = contacts.opt_out_covering(OTHER_WEBSITE_ID, EMAIL_HASH)

    assert told == an_opt_out(OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID, review_request_id=None)
    assert listed(contacts, OTHER_WEBSITE_ID) == ()


@pytest.mark.parametrize("scope", OptOutScope)
def test_the_first_wish_stands(contacts: Contacts, scope: OptOutScope) -> None:
    contacts.add_opt_out(an_opt_out(scope))

    assert not contacts.add_opt_out(an_opt_out(scope, days=5))

    assert contacts.opt_out_covering(WEBSITE_ID, EMAIL_HASH) == an_opt_out(scope)
    assert listed(contacts) == (an_opt_out(scope),)


def test_the_merchant_s_own_wish_is_told_first(contacts: Contacts) -> None:
    contacts.add_opt_out(an_opt_out(OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID))
    own = an_opt_out(days=1)

    assert contacts.add_opt_out(own)

    assert contacts.opt_out_covering(WEBSITE_ID, EMAIL_HASH) == own


def test_a_wish_about_all_stands_in_the_list_of_each_merchant_it_came_through(contacts: Contacts) -> None:
    contacts.add_opt_out(an_opt_out(OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID))
    for days in (1, 2):
        assert not contacts.add_opt_out(an_opt_out(OptOutScope.ALL_MERCHANTS, days=days))

    assert listed(contacts) == (an_opt_out(OptOutScope.ALL_MERCHANTS, days=1),)


def test_many_are_added_as_one_by_one(contacts: Contacts) -> None:
    contacts.add_opt_out(an_opt_out(email_hash="h07"))
    many = [an_opt_out(email_hash=f"h{number:02d}", days=3) for number in range(60)]

    assert contacts.add_opt_outs(many) == [opt_out.email_hash != "h07" for opt_out in many]
    assert contacts.add_opt_outs(many) == [False] * 60

    assert contacts.opt_out_covering(WEBSITE_ID, "h59") == many[59]
    assert listed(contacts) == (*many[:7], an_opt_out(email_hash="h07"), *many[8:])
    assert contacts.add_opt_outs([]) == []


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7])
def test_the_pages_hold_every_opt_out_once(contacts: Contacts, size: int) -> None:
    known = [an_opt_out(email_hash=f"h{number}") for number in range(5)]
    known.append(an_opt_out(OptOutScope.ALL_MERCHANTS, email_hash="h4"))
    for opt_out in known:
        contacts.add_opt_out(opt_out)

    seen: list[OptOut] = []
    after = None
    while True:
        page = contacts.opt_outs(WEBSITE_ID, size=size, after=after)
        assert len(page.opt_outs) <= size
        seen += page.opt_outs
        after = page.next_after
        if after is None:
            break

    assert len(seen) == 6
    assert set(seen) == set(known)
