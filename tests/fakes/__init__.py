"""In-memory fakes of every port: small real things that pass the same tests as the adapters they stand for."""

from tests.fakes.books import FakeBooks, FakeBooksChecks, FakeRequestStatuses
from tests.fakes.calls import FakeCallRates, FakeIdempotencyKeys
from tests.fakes.clock import FakeClock
from tests.fakes.contacts import FakeContacts
from tests.fakes.counters import FakeCountedZones, FakeCounters
from tests.fakes.email_events import FakeOpenCounts, FakeUnknownEvents
from tests.fakes.exports import FakeExportFiles, FakeExports, FakeExportsQueue, FakeFeedDirectory
from tests.fakes.governor import FakeGovernor, FakeSendQuotas
from tests.fakes.holidays import FakeHolidays
from tests.fakes.mailer import FakeComposer, FakeMailer
from tests.fakes.operations import FakeJournal, FakeOperations, FakeOperationsQueue
from tests.fakes.proof_files import FakeProofFiles
from tests.fakes.recount import FakeCheckpoints, FakeCountedRows
from tests.fakes.references import FakeReferences
from tests.fakes.request_list import FakeRequestList
from tests.fakes.review_requests import FakeReviewRequests
from tests.fakes.send_queue import FakeSendQueue
from tests.fakes.sign_in_tokens import FakeSignInTokens
from tests.fakes.statistics import FakeStatistics
from tests.fakes.transmissions import FakeIntakeFiles, FakeIntakeQueue, FakeTransmissions
from tests.fakes.views import FakeViewShelves
from tests.fakes.webhooks import (
    FakeDeliveryLog,
    FakeLanes,
    FakeWebhookBook,
    FakeWebhookCaller,
    FakeWebhookQueue,
)
from tests.fakes.webservice import FakeSecretBox, FakeWebserviceKeys
from tests.fakes.websites import FakeWebsites

__all__ = [
    "FakeBooks",
    "FakeBooksChecks",
    "FakeCallRates",
    "FakeCheckpoints",
    "FakeClock",
    "FakeComposer",
    "FakeContacts",
    "FakeCountedRows",
    "FakeCountedZones",
    "FakeCounters",
    "FakeDeliveryLog",
    "FakeExportFiles",
    "FakeExports",
    "FakeExportsQueue",
    "FakeFeedDirectory",
    "FakeGovernor",
    "FakeHolidays",
    "FakeIdempotencyKeys",
    "FakeIntakeFiles",
    "FakeIntakeQueue",
    "FakeJournal",
    "FakeLanes",
    "FakeMailer",
    "FakeOpenCounts",
    "FakeOperations",
    "FakeOperationsQueue",
    "FakeProofFiles",
    "FakeReferences",
    "FakeRequestList",
    "FakeRequestStatuses",
    "FakeReviewRequests",
    "FakeSecretBox",
    "FakeSendQueue",
    "FakeSendQuotas",
    "FakeSignInTokens",
    "FakeStatistics",
    "FakeTransmissions",
    "FakeUnknownEvents",
    "FakeViewShelves",
    "FakeWebhookBook",
    "FakeWebhookCaller",
    "FakeWebhookQueue",
    "FakeWebserviceKeys",
    "FakeWebsites",
]
