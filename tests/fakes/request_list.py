"""The list and its searches over review requests in memory."""

from zoneinfo import ZoneInfo

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.identity import location_of, normalised_email
from chalicelib.domain.listing import Cut, ListOrder, Page, ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest
from tests.fakes.review_requests import FakeReviewRequests


class FakeRequestList:
    """Fits the port `RequestList`; sorts all of the website's rows."""

    def __init__(self, store: FakeReviewRequests) -> None:
        self._store = store

    def page(self, website_id: str, wanted: ReviewRequestFilter, zone_name: str, cut: Cut) -> Page:
        """Every row is counted at once."""
        if cut.after is not None:
            location_of(cut.after)
        newest, zone = cut.order is ListOrder.NEWEST, ZoneInfo(zone_name)
        rows = [row for row in self._rows(website_id) if wanted.matches(row, zone)]
        rows.sort(key=lambda row: row.review_request_id, reverse=newest)
        if cut.after is not None:
            rows = [row for row in rows if (row.review_request_id < cut.after) == newest]
            rows = [row for row in rows if row.review_request_id != cut.after]
        return _first(rows, cut.size)

    def of_proof(self, website_id: str, proof_id: str) -> list[ReviewRequest]:
        """Newest experience first."""
        found = [row for row in self._rows(website_id) if row.proof_id == proof_id]
        return sorted(found, key=lambda row: row.review_request_id, reverse=True)

    def of_address(self, website_id: str, start: str, cut: Cut, *, exact: bool) -> Page:
        """The index is never late."""
        wanted = normalised_email(start) + ("#" if exact else "")
        rows = [row for row in self._rows(website_id) if _place(row).startswith(wanted)]
        rows.sort(key=_place)
        if cut.after is not None:
            place = next((n for n, row in enumerate(rows) if row.review_request_id == cut.after), None)
            if place is None:
                raise ReviewRequestNotFoundError("No review request has this identifier.")
            rows = rows[place + 1 :]
        return _first(rows, cut.size)

    def _rows(self, website_id: str) -> list[ReviewRequest]:
        return [row for (website, _), row in list(self._store.rows.items()) if website == website_id]


def _place(row: ReviewRequest) -> str:
    """By address, then newest experience first."""
    newest_first = 9_999_999_999 - int(row.experience_at.timestamp())
    return f"{normalised_email(row.customer_email)}#{newest_first:010d}#{row.review_request_id}"


def _first(rows: list[ReviewRequest], size: int) -> Page:
    more = len(rows) > size
    return Page(tuple(rows[:size]), rows[size - 1].review_request_id if more else None)
