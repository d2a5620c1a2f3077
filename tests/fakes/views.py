"""Saved views in memory."""

from chalicelib.adapters.keys import Key, views
from chalicelib.domain.saved_views import Shelf
from chalicelib.usecases.view_ports import ShelfChange


class FakeViewShelves:
    """Fits the port `ViewShelves`."""

    def __init__(self) -> None:
        self.kept: dict[Key, Shelf] = {}

    def shelf(self, website_id: str, owner: str | None) -> Shelf:
        """As it stands."""
        return self.kept.get(views(website_id, owner), Shelf())

    def change(self, website_id: str, owner: str | None, change: ShelfChange) -> Shelf:
        """Nobody comes in between."""
        after = change(self.shelf(website_id, owner))
        self.kept[views(website_id, owner)] = after
        return after
