"""To which address an e-mail went: the journal remembers every correction and the step it began at."""

from collections.abc import Iterable

from chalicelib.domain.journal import Change, JournalEntry
from chalicelib.domain.review_request import ReviewRequest


def recipient_of_step(row: ReviewRequest, journal: Iterable[JournalEntry], step: int) -> str:
    """The address of the e-mail of a step; `journal` is what people did to this request."""
    corrections = [
        (entry.step, change)
        for entry in sorted(journal, key=lambda entry: entry.at)
        for change in entry.changes
        if change.field == "customer_email"
    ]
    began = [change for first_step, change in corrections if first_step <= step]
    if began:
        return began[-1].after or row.customer_email
    return _before(corrections) or row.customer_email


def _before(corrections: list[tuple[int, Change]]) -> str | None:
    return corrections[0][1].before if corrections else None
