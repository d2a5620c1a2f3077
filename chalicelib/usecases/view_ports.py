"""What saved views need: shelves, each read and changed as a whole."""

from collections.abc import Callable
from typing import Protocol

from chalicelib.domain.saved_views import Shelf

ShelfChange = Callable[[Shelf], Shelf]


class ViewShelves(Protocol):
    """Shelves of saved views: those of persons and, with `owner` None, the one the website's team shares."""

    def shelf(self, website_id: str, owner: str | None) -> Shelf:
        """As it stands; empty when nothing was ever put there. Raises WebsiteNotFoundError for what is no website."""

    def change(self, website_id: str, owner: str | None, change: ShelfChange) -> Shelf:
        """Put what `change` makes of the shelf, and give it; called again when somebody else was faster.

        What `change` raises leaves the shelf as it was. Raises VersionConflictError when others are always faster.
        """
