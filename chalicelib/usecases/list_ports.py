"""What the tracking table needs from outside: pages of the list, and the rows a search finds."""

from typing import Protocol

from chalicelib.domain.listing import Cut, Page, ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest


class RequestList(Protocol):
    """Review requests as people look for them. Nothing is changed."""

    def page(self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, cut: Cut) -> Page:
        """Rows matching the filter, by experience. A page may hold fewer rows than asked, even none, and not be the
        last.

        A walk gives a row once at most, and gives every row that matches during all of it and has been counted; what
        changed a moment ago may be counted a moment later (decision 19). What must miss nothing at all reads
        `ReviewRequests.page`. Raises ReviewRequestNotFoundError when `cut.after` cannot be an identifier.
        """

    def of_proof(self, website_id: str, proof_id: str) -> list[ReviewRequest]:
        """The requests of a proof, newest experience first; empty when there is no such proof."""

    def of_address(self, website_id: str, start: str, cut: Cut, *, exact: bool) -> Page:
        """Requests whose address is, or begins with, `start` (3 characters or more), by address and then newest
        experience first, whatever `cut.order`; just written ones may lag behind by a moment.

        Raises ReviewRequestNotFoundError when `cut.after` is no row that is found by `start`.
        """
