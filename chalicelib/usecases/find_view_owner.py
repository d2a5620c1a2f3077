"""Find whose shelf a saved view stands on: one's own, else the team's; other people's are not there."""

from chalicelib.domain.errors import ViewNotFoundError
from chalicelib.domain.saved_views import NO_VIEW
from chalicelib.usecases.view_ports import ViewShelves


def find_view_owner(shelves: ViewShelves, website_id: str, subject: str, view_id: str) -> str | None:
    """The subject, or None for the team. Raises ViewNotFoundError."""
    for owner in (subject, None):
        if shelves.shelf(website_id, owner).holds(view_id):
            return owner
    raise ViewNotFoundError(NO_VIEW)
