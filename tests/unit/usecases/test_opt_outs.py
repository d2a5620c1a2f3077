"""Opt-outs: kept first and for good, then what is planned for the customer stops."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.errors import BusyError, InvalidParameterError, ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOut, OptOutEntry, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import SendState
from chalicelib.usecases.add_opt_out import AddedOptOut, ManualOptOut, add_opt_out
from chalicelib.usecases.import_opt_outs import Import, ImportedOptOuts, import_opt_outs
from chalicelib.usecases.record_opt_out import record_opt_out
from tests.builders import IDENTITIES, NOW, WEBSITE_ID
from tests.unit.usecases.followed import ADDRESS, SOON, Followed

HASH = IDENTITIES.email_hash(ADDRESS)


def add(scene: Followed, email: str = ADDRESS, note: str | None = None) -> AddedOptOut:
    entry = ManualOptOut(email, "owner", note)
    return add_opt_out(scene.tracking, website_id=WEBSITE_ID, entry=entry, now=SOON)


def bring(scene: Followed, *entries: OptOutEntry) -> ImportedOptOuts:
    return import_opt_outs(scene.contacts, IDENTITIES, entries, of=Import(WEBSITE_ID, "owner", SOON))


@pytest.mark.parametrize("scope", OptOutScope)
def test_an_opt_out_is_kept_and_stops_what_is_planned(scope: OptOutScope) -> None:
    scene = Followed()
    for _ in range(2):
        scene.opts_out(scope)

    wish = OptOutWish(scope, OptOutOrigin.PAGE, SOON)
    assert scene.opt_out == OptOut(WEBSITE_ID, HASH, wish, scene.id)
    assert (scene.row.current.reason, scene.row.due_at) == ("opted_out", None)


OTHER_REQUESTS: list[Callable[[Followed], object]] = [
    lambda scene: scene.opts_out(),
    lambda scene: scene.told(Fact(SOON, FactKind.COMPLAINED, 0, "complained")),
    add,
]


@pytest.mark.parametrize("opt_out", OTHER_REQUESTS, ids=["page", "complaint", "manual"])
def test_the_customer_s_other_planned_requests_stop_at_once(opt_out: Callable[[Followed], object]) -> None:
    scene = Followed()
    other = scene.add("ORDER-2", email=ADDRESS.upper())
    neighbour = scene.add("ORDER-3", email="someone.else@example.com")

    opt_out(scene)

    assert (scene.row_of(other).send_state, scene.row_of(other).due_at) == (SendState.CANCELLED, None)
    assert scene.row_of(neighbour).may_be_sent


def test_a_claim_under_way_is_left_to_its_owner() -> None:
    scene = Followed()
    other = scene.add("ORDER-2", send_state=SendState.SENDING, claimed_at=NOW)

    scene.opts_out()

    assert scene.row_of(other).send_state is SendState.SENDING


def test_a_busy_store_costs_the_show_and_not_the_opt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Followed()

    def busy(_website_id: str, _email: str) -> list[str]:
        raise BusyError("Slow down.")

    monkeypatch.setattr(scene.store, "of_customer", busy)
    scene.opts_out()

    assert scene.opt_out is not None
    assert scene.row.due_at is None


def test_the_wish_is_kept_before_the_row_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Followed()

    def busy(*_: object, **__: object) -> None:
        raise BusyError("Slow down.")

    monkeypatch.setattr(scene.store, "change", busy)
    with pytest.raises(BusyError):
        scene.opts_out()
    assert scene.opt_out is not None


def test_an_opt_out_from_a_request_that_does_not_exist_is_refused() -> None:
    scene = Followed()
    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, SOON)
    with pytest.raises(ReviewRequestNotFoundError):
        record_opt_out(scene.tracking, website_id=WEBSITE_ID, review_request_id="0" * 25, wish=wish)


def test_a_manual_entry_names_who_wrote_it_and_never_the_address() -> None:
    scene = Followed()

    added = add(scene, note="Called us")

    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.MANUAL, SOON)
    assert added == AddedOptOut(OptOut(WEBSITE_ID, HASH, wish, None, "owner", "Called us"), new=True)
    assert ADDRESS not in repr(added)


def test_a_manual_entry_of_somebody_known_changes_nothing() -> None:
    scene = Followed()
    scene.opts_out()
    before = scene.opt_out

    assert add(scene) == AddedOptOut(before, new=False)  # type: ignore[arg-type]  # there is one
    assert scene.opt_out == before


@pytest.mark.parametrize("note", ["she is a@example.com", "x" * 201])
def test_a_note_with_an_address_or_a_story_is_refused(note: str) -> None:
    scene = Followed()
    with pytest.raises(InvalidParameterError) as refused:
        add(scene, note=note)
    assert refused.value.field == "note"
    assert scene.opt_out is None


def test_an_import_counts_new_and_known_entries() -> None:
    scene = Followed()
    scene.opts_out()
    entries = [
        OptOutEntry(ADDRESS),
        OptOutEntry("b@example.com", NOW),
        OptOutEntry(" B@Example.com"),
        OptOutEntry("c@d.fr"),
    ]

    assert bring(scene, *entries) == ImportedOptOuts(added=2, known=2)
    assert bring(scene, *entries) == ImportedOptOuts(added=0, known=4)

    kept = scene.contacts.opt_out_covering(WEBSITE_ID, IDENTITIES.email_hash("b@example.com"))
    assert kept is not None
    assert (kept.wish, kept.recorded_by) == (OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.IMPORT, NOW), "owner")
    undated = scene.contacts.opt_out_covering(WEBSITE_ID, IDENTITIES.email_hash("c@d.fr"))
    assert undated is not None
    assert undated.wish.at == SOON


def test_an_import_never_moves_an_earlier_wish() -> None:
    scene = Followed()
    bring(scene, OptOutEntry("b@example.com", NOW))
    bring(scene, OptOutEntry("b@example.com", NOW - timedelta(days=9)))

    kept = scene.contacts.opt_out_covering(WEBSITE_ID, IDENTITIES.email_hash("b@example.com"))
    assert kept is not None
    assert kept.wish.at == NOW
