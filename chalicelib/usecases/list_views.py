"""List the saved views somebody may choose from: their own, and those the team shares."""

from dataclasses import dataclass

from chalicelib.domain.saved_views import SavedView
from chalicelib.usecases.view_ports import ViewShelves


@dataclass(frozen=True)
class ListedViews:
    """`default_view_id` is the view that opens by itself; None when there is none, or none any longer."""

    own: tuple[SavedView, ...]
    shared: tuple[SavedView, ...]
    default_view_id: str | None


def list_views(shelves: ViewShelves, website_id: str, subject: str) -> ListedViews:
    """In the order in which they were made."""
    mine, team = shelves.shelf(website_id, subject), shelves.shelf(website_id, None)
    default = mine.default_view_id
    is_there = default is not None and (mine.holds(default) or team.holds(default))
    return ListedViews(mine.views, team.views, default if is_there else None)
