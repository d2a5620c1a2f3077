"""Fair shares, for every wish there can be."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.fair_share import Emails, fair_shares, max_min

EMAILS = st.builds(Emails, st.integers(0, 60), st.integers(0, 60))
WISHES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), EMAILS, max_size=8)
BUDGET = st.integers(0, 300)


@given(WISHES, BUDGET)
def test_the_budget_is_never_exceeded_and_never_wasted(wanted: dict[str, Emails], budget: int) -> None:
    given_out = sum(emails.total for emails in fair_shares(wanted, budget).values())
    assert given_out == min(budget, sum(emails.total for emails in wanted.values()))


@given(WISHES, BUDGET)
def test_nobody_gets_more_than_wanted(wanted: dict[str, Emails], budget: int) -> None:
    for name, share in fair_shares(wanted, budget).items():
        assert 0 <= share.firsts <= wanted[name].firsts
        assert 0 <= share.reminders <= wanted[name].reminders


@given(WISHES, BUDGET)
def test_nobody_who_still_wants_gets_less_than_another(wanted: dict[str, Emails], budget: int) -> None:
    shares = fair_shares(wanted, budget)
    for kind in ("firsts", "reminders"):
        got = {name: getattr(share, kind) for name, share in shares.items()}
        for name, share in got.items():
            if share < getattr(wanted[name], kind):
                assert share >= max(got.values()) - 1


@given(WISHES, BUDGET)
def test_no_reminder_leaves_before_a_first_email(wanted: dict[str, Emails], budget: int) -> None:
    shares = fair_shares(wanted, budget)
    if any(share.reminders for share in shares.values()):
        assert all(shares[name].firsts == emails.firsts for name, emails in wanted.items())


def test_what_a_small_one_does_not_want_goes_to_the_others() -> None:
    assert max_min({"giant": 10_000, "small": 5, "middle": 300}, 480) == {"small": 5, "giant": 237, "middle": 238}


def test_an_allowance_is_used_for_first_emails_first() -> None:
    assert Emails(5, 9).at_most(7) == Emails(5, 2)
    assert Emails(5, 9).at_most(3) == Emails(3, 0)
    assert Emails(5, 9).at_most(0) == Emails(0, 0)
