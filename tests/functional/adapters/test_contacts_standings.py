"""What a look ahead learns of many contacts at once: the fake and the adapter, one after the other."""

from datetime import timedelta

from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.contact_ports import Asking, Contacts, Standing
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID

ONE = "0" * 25


def opt_out(email_hash: str, scope: OptOutScope, *, website_id: str = WEBSITE_ID) -> OptOut:
    return OptOut(website_id, email_hash, OptOutWish(scope, OptOutOrigin.PAGE, NOW), review_request_id=ONE)


def ask(contacts: Contacts, email_hash: str, *, website_id: str = WEBSITE_ID) -> None:
    since = NOW - timedelta(days=30)
    assert contacts.admit(Asking(website_id, email_hash, ONE, 0, NOW, NOW.date(), since)).admitted


def test_each_person_stands_where_the_website_may_know(contacts: Contacts) -> None:
    own, of_all = opt_out("own", OptOutScope.MERCHANT), opt_out("all", OptOutScope.ALL_MERCHANTS)
    elsewhere = opt_out("elsewhere", OptOutScope.MERCHANT, website_id=OTHER_WEBSITE_ID)
    through_another = opt_out("through", OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID)
    ask(contacts, "both")
    ask(contacts, "asked")
    ask(contacts, "elsewhere", website_id=OTHER_WEBSITE_ID)
    both = opt_out("both", OptOutScope.MERCHANT)
    for one in (own, of_all, elsewhere, through_another, both):
        contacts.add_opt_out(one)
    hashes = ["own", "all", "elsewhere", "through", "both", "asked", "nobody", "own"]
    assert contacts.standings(WEBSITE_ID, hashes) == {
        "own": Standing(own),
        "all": Standing(of_all),
        "through": Standing(through_another.as_seen_by(WEBSITE_ID)),
        "both": Standing(both, NOW),
        "asked": Standing(asked_at=NOW),
    }


def test_more_than_one_call_may_read_are_read(contacts: Contacts) -> None:
    last = opt_out("h149", OptOutScope.MERCHANT)
    contacts.add_opt_out(last)
    assert contacts.standings(WEBSITE_ID, [f"h{number:03}" for number in range(150)]) == {"h149": Standing(last)}
    assert contacts.standings(WEBSITE_ID, []) == {}
