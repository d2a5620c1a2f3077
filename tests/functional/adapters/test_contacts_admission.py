"""Who may be written to now: opt-outs, one e-mail a day, caps; and that asking again gives the same answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.usecases.contact_ports import Admission, Asking, Contacts
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID

EMAIL_HASH = IDENTITIES.email_hash("camille.durand@example.com")
ONE, OTHER = "0" * 24 + "1", "0" * 24 + "2"
"""Two requests."""

TODAY = date(2026, 11, 23)
ADMITTED = Admission()
DAY_TAKEN = Admission(day_taken=True)


def an_asking(
    review_request_id: str = ONE,
    *,
    step: int = 0,
    day: date | None = None,
    cap_days: int | None = None,
    now: datetime = NOW,
    website_id: str = WEBSITE_ID,
) -> Asking:
    since = None if cap_days is None else now - timedelta(days=cap_days)
    return Asking(website_id, EMAIL_HASH, review_request_id, step, now, day, since)


def an_opt_out(scope: OptOutScope, *, website_id: str = WEBSITE_ID) -> OptOut:
    return OptOut(website_id, EMAIL_HASH, OptOutWish(scope, OptOutOrigin.PAGE, NOW), review_request_id=ONE)


LIMITS = [
    pytest.param(an_asking(), id="no limit"),
    pytest.param(an_asking(day=TODAY), id="one a day"),
    pytest.param(an_asking(cap_days=30), id="cap"),
    pytest.param(an_asking(step=1, day=TODAY), id="reminder"),
    pytest.param(an_asking(day=TODAY, cap_days=30), id="both"),
]


@pytest.mark.parametrize("asking", LIMITS)
def test_an_unknown_person_may_be_written_to(contacts: Contacts, asking: Asking) -> None:
    assert contacts.admit(asking) == ADMITTED


@pytest.mark.parametrize("asking", LIMITS)
@pytest.mark.parametrize("scope", OptOutScope)
def test_an_opt_out_forbids_whatever_was_taken_before(contacts: Contacts, asking: Asking, scope: OptOutScope) -> None:
    contacts.admit(asking)
    contacts.add_opt_out(an_opt_out(scope))

    assert contacts.admit(asking) == Admission(opt_out=an_opt_out(scope))


@pytest.mark.parametrize("asking", LIMITS)
def test_another_merchant_s_opt_out_forbids_nothing(contacts: Contacts, asking: Asking) -> None:
    contacts.add_opt_out(an_opt_out(OptOutScope.MERCHANT, website_id=OTHER_WEBSITE_ID))

    assert contacts.admit(asking) == ADMITTED


@pytest.mark.parametrize("asking", LIMITS)
def test_all_merchants_are_forbidden_and_learn_nothing_of_one_another(contacts: Contacts, asking: Asking) -> None:
    contacts.add_opt_out(an_opt_out(OptOutScope.ALL_MERCHANTS, website_id=OTHER_WEBSITE_ID))

    told = contacts.admit(asking).opt_out

    assert told == OptOut(WEBSITE_ID, EMAIL_HASH, OptOutWish(OptOutScope.ALL_MERCHANTS, OptOutOrigin.PAGE, NOW))


@pytest.mark.parametrize("asking", LIMITS)
def test_asking_again_gives_the_same_answer(contacts: Contacts, asking: Asking) -> None:
    contacts.admit(asking)

    assert contacts.admit(replace(asking, now=NOW + timedelta(seconds=3))) == ADMITTED


def test_the_day_is_taken_once(contacts: Contacts) -> None:
    contacts.admit(an_asking(day=TODAY))

    assert contacts.admit(an_asking(OTHER, day=TODAY)) == DAY_TAKEN
    assert contacts.admit(an_asking(OTHER, day=TODAY + timedelta(days=1))) == ADMITTED


def test_another_step_of_the_same_request_is_another_email(contacts: Contacts) -> None:
    contacts.admit(an_asking(step=10, day=TODAY))

    assert contacts.admit(an_asking(step=1, day=TODAY)) == DAY_TAKEN
    assert contacts.admit(an_asking(step=10, day=TODAY)) == ADMITTED


def test_a_day_before_the_last_one_taken_is_taken_too(contacts: Contacts) -> None:
    """Two requests may place one person in two time zones, and two machines' clocks may disagree at midnight."""
    contacts.admit(an_asking(day=TODAY))

    assert contacts.admit(an_asking(OTHER, day=TODAY - timedelta(days=1))) == DAY_TAKEN
    assert contacts.admit(an_asking(OTHER, day=TODAY)) == DAY_TAKEN
    assert contacts.admit(an_asking(day=TODAY - timedelta(days=1))) == ADMITTED


def test_a_refused_email_takes_nothing(contacts: Contacts) -> None:
    contacts.admit(an_asking(day=TODAY))
    contacts.admit(an_asking(OTHER, day=TODAY, cap_days=None))

    assert contacts.admit(an_asking(day=TODAY)) == ADMITTED


def test_days_of_two_merchants_are_two(contacts: Contacts) -> None:
    contacts.admit(an_asking(day=TODAY, cap_days=30))

    assert contacts.admit(an_asking(OTHER, day=TODAY, cap_days=30, website_id=OTHER_WEBSITE_ID)) == ADMITTED


def test_the_cap_counts_from_the_last_first_email(contacts: Contacts) -> None:
    contacts.admit(an_asking(cap_days=30))
    last_moment = NOW + timedelta(days=30)

    capped = contacts.admit(an_asking(OTHER, cap_days=30, now=last_moment - timedelta(milliseconds=1)))

    assert capped == Admission(capped_by_first_at=NOW)
    assert contacts.admit(an_asking(OTHER, cap_days=30, now=last_moment)) == ADMITTED
    later = contacts.admit(an_asking(cap_days=30, now=last_moment + timedelta(days=1)))
    assert later == Admission(capped_by_first_at=last_moment)


def test_a_cap_switched_on_later_knows_the_first_email(contacts: Contacts) -> None:
    contacts.admit(an_asking(day=TODAY))

    assert contacts.admit(an_asking(OTHER, cap_days=30)) == Admission(capped_by_first_at=NOW)


def test_a_reminder_does_not_cap(contacts: Contacts) -> None:
    contacts.admit(an_asking(step=1, day=TODAY))

    assert contacts.admit(an_asking(OTHER, cap_days=30)) == ADMITTED


def test_both_limits_are_told(contacts: Contacts) -> None:
    contacts.admit(an_asking(day=TODAY, cap_days=30))

    answer = contacts.admit(an_asking(OTHER, day=TODAY, cap_days=30, now=NOW + timedelta(hours=1)))

    assert answer == Admission(None, day_taken=True, capped_by_first_at=NOW)


def test_of_many_that_ask_at_once_one_is_admitted(contacts: Contacts) -> None:
    askings = [an_asking("0" * 23 + f"{number:02d}", day=TODAY, cap_days=30) for number in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(contacts.admit, askings))

    assert [answer.admitted for answer in answers].count(True) == 1


def test_soft_bounces_count_emails_and_not_messages(contacts: Contacts) -> None:
    def bounce(review_request_id: str, step: int, website_id: str = WEBSITE_ID) -> int:
        return contacts.add_soft_bounce(website_id, EMAIL_HASH, review_request_id=review_request_id, step=step)

    assert [bounce(ONE, 0), bounce(ONE, 0), bounce(ONE, 1), bounce(OTHER, 0)] == [1, 1, 2, 3]
    assert bounce(ONE, 0, OTHER_WEBSITE_ID) == 1
