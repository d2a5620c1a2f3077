"""Shelves of saved views: what the fake does, the table does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest

from chalicelib.domain.errors import TooManyViewsError, ViewNotFoundError, WebsiteNotFoundError
from chalicelib.domain.listing import ListOrder
from chalicelib.domain.saved_views import MOST_VIEWS, SavedView, Shelf, ViewColumn, adding, removing, replacing
from chalicelib.usecases.view_ports import ViewShelves
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeViewShelves

VIEW = SavedView(
    "v1",
    "Échecs d'été",
    "30d",
    {"reason": ("capped", "hard_bounce"), "reached": "sent"},
    ListOrder.OLDEST,
    (ViewColumn.STATUS, ViewColumn.REFERENCE),
)


@pytest.fixture(params=["fake", "dynamodb"])
def shelves(request: pytest.FixtureRequest) -> ViewShelves:
    """Nothing saved."""
    if request.param == "fake":
        return FakeViewShelves()
    from chalicelib.adapters.dynamodb_views import DynamoDBViewShelves

    return DynamoDBViewShelves(request.getfixturevalue("table_name"))


def test_a_view_is_kept_as_it_is_for_its_owner_alone(shelves: ViewShelves) -> None:
    assert shelves.shelf(WEBSITE_ID, "anna") == Shelf()
    kept = shelves.change(WEBSITE_ID, "anna", lambda shelf: replace(adding(shelf, VIEW), default_view_id="v1"))
    assert kept == shelves.shelf(WEBSITE_ID, "anna") == Shelf((VIEW,), "v1")
    for website_id, owner in ((WEBSITE_ID, "ben"), (WEBSITE_ID, None), (OTHER_WEBSITE_ID, "anna")):
        assert shelves.shelf(website_id, owner) == Shelf()


def test_the_team_has_a_shelf_of_its_own(shelves: ViewShelves) -> None:
    shelves.change(WEBSITE_ID, None, lambda shelf: adding(shelf, VIEW))
    assert shelves.shelf(WEBSITE_ID, None).views == (VIEW,)
    assert shelves.shelf(WEBSITE_ID, "") == Shelf()


def test_views_are_replaced_and_removed_in_place(shelves: ViewShelves) -> None:
    others = [replace(VIEW, view_id=view_id) for view_id in ("v2", "v3")]
    for view in (VIEW, *others):
        shelves.change(WEBSITE_ID, "anna", partial(adding, view=view))
    renamed = replace(others[0], name="Autre")
    shelves.change(WEBSITE_ID, "anna", lambda shelf: replacing(shelf, renamed))
    shelves.change(WEBSITE_ID, "anna", lambda shelf: removing(shelf, "v1"))
    assert shelves.shelf(WEBSITE_ID, "anna").views == (renamed, others[1])


def test_what_cannot_be_done_changes_nothing(shelves: ViewShelves) -> None:
    full = Shelf(tuple(replace(VIEW, view_id=f"v{number}") for number in range(MOST_VIEWS)))
    shelves.change(WEBSITE_ID, "anna", lambda _: full)
    with pytest.raises(TooManyViewsError):
        shelves.change(WEBSITE_ID, "anna", lambda shelf: adding(shelf, replace(VIEW, view_id="more")))
    for change in (
        lambda shelf: removing(shelf, "none"),
        lambda shelf: replacing(shelf, replace(VIEW, view_id="none")),
    ):
        with pytest.raises(ViewNotFoundError):
            shelves.change(WEBSITE_ID, "anna", change)
    assert shelves.shelf(WEBSITE_ID, "anna") == full


def test_a_text_that_is_no_website_reaches_no_key(shelves: ViewShelves) -> None:
    with pytest.raises(WebsiteNotFoundError):
        shelves.shelf(f"{WEBSITE_ID}#S", "anna")


def test_changes_at_once_lose_no_view(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_views import DynamoDBViewShelves

    shelves = DynamoDBViewShelves(table_name)

    def add(number: int) -> None:
        view = replace(VIEW, view_id=f"v{number}")
        shelves.change(WEBSITE_ID, "anna", lambda shelf: adding(shelf, view))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    assert {view.view_id for view in shelves.shelf(WEBSITE_ID, "anna").views} == {f"v{number}" for number in range(8)}
