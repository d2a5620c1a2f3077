"""Record that an e-mail was opened, as far as it may be known: by its request, by a count of the day, or not at all."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.usecases.email_event_ports import OpenCounts
from chalicelib.usecases.ports import Tracking
from chalicelib.usecases.record_email_event import Recorded, record_email_event


@dataclass(frozen=True)
class Opening:
    """One opening, by a person or a machine.

    Attributes:
        opens: how openings of this e-mail may be followed, as the settings said when it left.
        mailed_at: when it left.
        is_click: it was followed from a click, which SES tells besides the opening itself.
    """

    website_id: str
    review_request_id: str
    fact: Fact
    opens: OpenTracking
    mailed_at: datetime
    is_click: bool = False


def record_opening(tracking: Tracking, counts: OpenCounts, opening: Opening, *, now: datetime) -> Recorded | None:
    """The stricter of the settings of then and of now decides; what they do not let be known is dropped.

    Where openings are only counted, those of persons are, under the day on which their e-mail left.
    None when this website has no such request.
    """
    collection = tracking.rules(opening.website_id).collection
    mode = opening.opens.stricter(collection.open_tracking)
    if mode is OpenTracking.INDIVIDUAL:
        return record_email_event(
            tracking,
            website_id=opening.website_id,
            review_request_id=opening.review_request_id,
            fact=opening.fact,
            now=now,
        )
    row = tracking.store.get(opening.website_id, opening.review_request_id)
    if row is None:
        return None
    if mode is OpenTracking.AGGREGATED and opening.fact.kind is FactKind.OPENED and not opening.is_click:
        counts.add_open(opening.website_id, opening.mailed_at.astimezone(collection.zone).date())
    return Recorded(row, taught=False, dropped=True)
