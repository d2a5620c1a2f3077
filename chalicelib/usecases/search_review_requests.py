"""Find requests by reference or by address."""

from chalicelib.domain.identity import Identities
from chalicelib.domain.listing import Cut, Page
from chalicelib.domain.search import Search, SearchKind
from chalicelib.usecases.list_ports import RequestList


def search_review_requests(
    requests: RequestList, identities: Identities, website_id: str, search: Search, cut: Cut
) -> Page:
    """The requests found, as `RequestList` orders them; all of those of one reference stand on one page.

    Raises ReviewRequestNotFoundError when `cut.after` is not among them.
    """
    if search.kind is SearchKind.EXPERIENCE_REFERENCE:
        found = requests.of_proof(website_id, identities.proof_id_of(website_id, search.text))
        return Page(tuple(found), None)
    return requests.of_address(website_id, search.text, cut, exact=search.kind is SearchKind.EMAIL)
