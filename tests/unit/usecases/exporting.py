"""A desk for exports on fakes, over a website with some requests."""

from datetime import timedelta
from typing import Any

from chalicelib.domain.export_record import ExportFormat, ExportLanguage, ExportOrder
from chalicelib.domain.facts import Fact
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.export_ports import ExportDesk
from chalicelib.usecases.open_website import WebsiteOpening, open_website
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof, a_rules
from tests.fakes import (
    FakeContacts,
    FakeCountedZones,
    FakeCounters,
    FakeExportFiles,
    FakeExports,
    FakeExportsQueue,
    FakeFeedDirectory,
    FakeReviewRequests,
    FakeWebsites,
)


class Exporting:
    """The desk and its fakes."""

    def __init__(self, count: int = 0, **collection: Any) -> None:
        self.store = FakeReviewRequests()
        self.contacts = FakeContacts()
        self.zones = FakeCountedZones()
        self.counters = FakeCounters(self.zones)
        self.exports = FakeExports()
        self.queue = FakeExportsQueue()
        self.files = FakeExportFiles()
        self.feeds = FakeFeedDirectory()
        websites = FakeWebsites()
        opening = WebsiteOpening(a_collection(**collection), "api")
        open_website(websites, FakeCountedZones(), opening, pepper=IDENTITIES.client_secret_pepper, now=NOW)
        self.desk = ExportDesk(
            store=self.store,
            contacts=self.contacts,
            counters=self.counters,
            websites=websites,
            exports=self.exports,
            queue=self.queue,
            files=self.files,
            feeds=self.feeds,
        )
        self.receive(count)

    def learn(self, row: ReviewRequest, fact: Fact) -> None:
        """Something became known of a request."""
        self.store.change(row.website_id, row.review_request_id, lambda it: it.learning(fact))

    def receive(self, count: int, *, prefix: str = "R") -> None:
        """Requests of as many experiences, one a minute."""
        proofs = [
            a_proof(experience_reference=f"{prefix}{n:05}", experience_at=NOW - timedelta(days=1, minutes=n))
            for n in range(count)
        ]
        receive_proofs(self.store, IDENTITIES, a_rules(), proofs, now=NOW)


def an_order(kind: ExportFormat = ExportFormat.JSONL, **overrides: Any) -> ExportOrder:
    """All rows, unmasked, in English."""
    values: dict[str, Any] = {
        "website_id": WEBSITE_ID,
        "format": kind,
        "language": ExportLanguage.EN,
        "wanted": ReviewRequestFilter(),
        "masked": False,
        "by": "person",
    }
    return ExportOrder(**values | overrides)
