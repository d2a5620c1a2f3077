"""In-memory fakes of every port: small real things that pass the same tests as the adapters they stand for."""

from tests.fakes.clock import FakeClock
from tests.fakes.mailer import FakeComposer, FakeMailer
from tests.fakes.opt_outs import FakeOptOuts
from tests.fakes.proof_files import FakeProofFiles
from tests.fakes.review_requests import FakeReviewRequests
from tests.fakes.send_queue import FakeSendQueue
from tests.fakes.sign_in_tokens import FakeSignInTokens
from tests.fakes.websites import FakeWebsites

__all__ = [
    "FakeClock",
    "FakeComposer",
    "FakeMailer",
    "FakeOptOuts",
    "FakeProofFiles",
    "FakeReviewRequests",
    "FakeSendQueue",
    "FakeSignInTokens",
    "FakeWebsites",
]
