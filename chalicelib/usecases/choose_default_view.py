"""Choose the saved view that opens by itself for somebody, or none."""

from dataclasses import replace

from chalicelib.usecases.find_view_owner import find_view_owner
from chalicelib.usecases.view_ports import ViewShelves


def choose_default_view(shelves: ViewShelves, website_id: str, subject: str, view_id: str | None) -> None:
    """It may be one of theirs or of the team's. Raises ViewNotFoundError."""
    if view_id is not None:
        find_view_owner(shelves, website_id, subject, view_id)
    shelves.change(website_id, subject, lambda shelf: replace(shelf, default_view_id=view_id))
