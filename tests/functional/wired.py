"""Suivi wired on fakes: the real routes and triggers, the real wiring object, nothing outside the process."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
from chalice.test import Client

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Membership, Role
from chalicelib.domain.facts import Fact
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.signing import Signer
from chalicelib.pages.composer import EmailComposer, LinkSigner
from chalicelib.settings import Settings
from chalicelib.usecases.open_website import OpenedWebsite, WebsiteOpening, open_website
from chalicelib.usecases.ports import DueRow
from chalicelib.usecases.record_email_event import record_email_event
from chalicelib.usecases.send_review_request import send_review_request
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection
from tests.fakes import (
    FakeBooks,
    FakeBooksChecks,
    FakeCallRates,
    FakeCheckpoints,
    FakeClock,
    FakeContacts,
    FakeCountedRows,
    FakeCountedZones,
    FakeCounters,
    FakeDeliveryLog,
    FakeExportFiles,
    FakeExports,
    FakeExportsQueue,
    FakeFeedDirectory,
    FakeGovernor,
    FakeHolidays,
    FakeIdempotencyKeys,
    FakeIntakeFiles,
    FakeIntakeQueue,
    FakeJournal,
    FakeLanes,
    FakeMailer,
    FakeOpenCounts,
    FakeOperations,
    FakeOperationsQueue,
    FakeProofFiles,
    FakeReferences,
    FakeRequestList,
    FakeRequestStatuses,
    FakeReviewRequests,
    FakeSecretBox,
    FakeSendQueue,
    FakeSendQuotas,
    FakeSignInTokens,
    FakeStatistics,
    FakeTransmissions,
    FakeUnknownEvents,
    FakeViewShelves,
    FakeWebhookBook,
    FakeWebhookCaller,
    FakeWebhookQueue,
    FakeWebserviceKeys,
    FakeWebsites,
)

SIGNER = Signer({"k1": b"a signing key for tests alone"})
PERSON_TOKEN = jwt.encode({"sub": "person"}, None, algorithm="none")  # type: ignore[arg-type]  # PyJWT wants None here
"""Looks like a token; only the fake sign-in provider knows it."""

BASE_URL = "https://suivi.example"
SETTINGS = Settings(
    stage="test",
    table_name="suivi-test",
    proofs_bucket="proofs",
    send_queue_url="https://queue.example/send",
    operations_queue_url="https://queue.example/operations",
    exports_bucket="exports",
    exports_queue_url="https://queue.example/exports",
    webhooks_queue_url="https://queue.example/webhooks",
    intake_bucket="intake",
    proof_files_queue_url="https://queue.example/proof-files",
    proof_chunks_queue_url="https://queue.example/proof-chunks",
    public_base_url=BASE_URL,
    email_sender="reviews@suivi.example",
    configuration_set="suivi-test",
    identity_secret_arn="arn:identity",
    token_secret_arn="arn:token",
    oidc_issuer="https://sign-in.example",
    oidc_authority="https://sign-in.example",
    oidc_client_id="page",
    clock_offset_file="",
)


@dataclass
class Suivi:
    """The application under test and the fakes it stands on."""

    client: Client
    store: FakeReviewRequests
    contacts: FakeContacts
    websites: FakeWebsites
    files: FakeProofFiles
    queue: FakeSendQueue
    mailer: FakeMailer
    clock: FakeClock
    demo: OpenedWebsite
    other: OpenedWebsite

    def get(self, path: str, token: str | None = None) -> Any:
        return self.client.http.get(path, headers=_bearer(token))

    def post_json(self, path: str, body: object, token: str | None = None, **more: str) -> Any:
        """`more` headers are written with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        headers = {"Content-Type": "application/json", **_bearer(token), **named}
        return self.client.http.post(path, headers=headers, body=json.dumps(body).encode())

    def post_form(self, path: str, body: str, content_type: str = "application/x-www-form-urlencoded") -> Any:
        return self.client.http.post(path, headers={"Content-Type": content_type}, body=body.encode())

    def token(self, opened: OpenedWebsite | None = None) -> str:
        opened = opened or self.demo
        body = f"grant_type=client_credentials&client_id={opened.client_id}&client_secret={opened.client_secret}"
        answer = self.post_form("/realms/skeepers/protocol/openid-connect/token", body)
        return str(answer.json_body["access_token"])

    def row(self, review_request_id: str) -> ReviewRequest:
        row = self.store.get(WEBSITE_ID, review_request_id)
        assert row is not None
        return row

    def send(self, review_request_id: str, step: int = 0) -> None:
        due = DueRow(WEBSITE_ID, review_request_id, step, self.row(review_request_id).proof_id)
        (released,) = self.store.released([due])
        send_review_request(wiring.sender, released, now=self.clock.now())

    def told(self, review_request_id: str, fact: Fact) -> None:
        record_email_event(
            wiring.tracking, website_id=WEBSITE_ID, review_request_id=review_request_id, fact=fact, now=self.clock.now()
        )


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def fakes() -> dict[str, Any]:
    """What stands in the wiring, by name."""
    store = FakeReviewRequests()
    zones = FakeCountedZones()
    counters = FakeCounters(zones)
    statistics = FakeStatistics(zones)
    return {
        "settings": SETTINGS,
        "clock": FakeClock(NOW),
        "identities": IDENTITIES,
        "signer": SIGNER,
        "review_requests": store,
        "request_list": FakeRequestList(store),
        "operations": FakeOperations(),
        "references": FakeReferences(store),
        "journal": FakeJournal(store),
        "operations_queue": FakeOperationsQueue(),
        "exports": FakeExports(),
        "exports_queue": FakeExportsQueue(),
        "export_files": FakeExportFiles(),
        "feeds": FakeFeedDirectory(),
        "contacts": FakeContacts(),
        "counted_zones": zones,
        "counters": counters,
        "counter_store": counters,
        "counted_rows": FakeCountedRows(store),
        "checkpoints": FakeCheckpoints(),
        "unknown_events": FakeUnknownEvents(),
        "open_counts": FakeOpenCounts(),
        "statistics": statistics,
        "statistics_store": statistics,
        "websites": FakeWebsites(),
        "proof_files": FakeProofFiles(),
        "transmissions": FakeTransmissions(),
        "idempotency_keys": FakeIdempotencyKeys(),
        "call_rates": FakeCallRates(),
        "call_leases": {},
        "books": FakeBooks(),
        "books_checks": FakeBooksChecks(),
        "request_statuses": FakeRequestStatuses(store),
        "intake_files": FakeIntakeFiles(),
        "intake_queue": FakeIntakeQueue(),
        "send_queue": FakeSendQueue(),
        "mailer": FakeMailer(),
        "governor": FakeGovernor(),
        "send_quotas": FakeSendQuotas(),
        "composer": EmailComposer(LinkSigner(SIGNER, BASE_URL), "test"),
        "holidays": FakeHolidays(),
        "view_shelves": FakeViewShelves(),
        "webhook_book": FakeWebhookBook(),
        "webhook_lanes": FakeLanes(),
        "delivery_log": FakeDeliveryLog(),
        "webhook_queue": FakeWebhookQueue(),
        "webhook_caller": FakeWebhookCaller(),
        "webservice_keys": FakeWebserviceKeys(),
        "secret_box": FakeSecretBox(),
        "sign_in_tokens": FakeSignInTokens({PERSON_TOKEN: "person"}),
    }


def open_websites(websites: FakeWebsites, zones: FakeCountedZones) -> tuple[OpenedWebsite, OpenedWebsite]:
    """Two merchants; the signed-in person sees the first one only."""
    pepper = IDENTITIES.client_secret_pepper
    demo = open_website(websites, zones, WebsiteOpening(a_collection(), "api"), pepper=pepper, now=NOW)
    other_collection = a_collection(website_id=OTHER_WEBSITE_ID, name="Autre maison")
    other = open_website(websites, zones, WebsiteOpening(other_collection, "api"), pepper=pepper, now=NOW)
    websites.add_membership(Membership(WEBSITE_ID, "person", Role.VIEWER))
    return demo, other


def at(text: str) -> datetime:
    """An instant written in a test."""
    return datetime.fromisoformat(text)
