"""A mail of which nobody knows whether SES took it is asked for once, through the whole sender with the real mailer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from botocore.config import Config

from chalicelib.adapters import ses_mailer
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.ses_mailer import ONE_ATTEMPT
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.triggers.sending import on_send_queue
from chalicelib.usecases.ports import DueRow
from tests.bench.installation import Installation, invoke
from tests.bench.typical import a_typical_proof
from tests.builders import NOW, a_collection
from tests.fakes import FakeClock
from tests.functional.adapters.one_shot_server import OneShotServer
from tests.functional.adapters.sdk_faults import answer, inject, no_fault

DELIVERED_AGAIN = 3
WATCHDOG, GIVEN_UP = timedelta(minutes=16), timedelta(hours=25)


class OneMail:
    """A request that is due at NOW, and a queue that delivers its message as often as asked."""

    def __init__(self, installed: Callable[..., Installation]) -> None:
        self.clock = FakeClock(NOW)
        self.suivi = installed(a_collection(reminders=()), clock=self.clock)
        (self.due,) = self.suivi.receive([a_typical_proof(1)])

    def deliver(self, *, times: int = 1) -> list[str]:
        """One entry for each time the message is to be delivered again."""
        return [failed for _ in range(times) for failed in invoke(on_send_queue, [self.due])]

    def forward(self, duration: timedelta) -> None:
        self.clock.forward(seconds=duration.total_seconds())

    def due_now(self) -> list[DueRow]:
        """What a tick would find."""
        return self.suivi.due_now()

    def state(self) -> SendState:
        """Read again each time."""
        return self.row.send_state

    @property
    def row(self) -> ReviewRequest:
        return self.suivi.row(self.due.review_request_id)


@pytest.mark.parametrize(
    "server",
    [
        {"end": "drop"},
        {"end": "silence"},
        {"status": 500},
        {"status": 502},
        {"status": 503, "error": "ServiceUnavailable"},
        {"status": 504},
    ],
    ids=str,
)
def test_a_mail_without_an_answer_is_asked_for_once_and_never_again(
    server: dict, installed: Callable[..., Installation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ses_mailer, "ONE_ATTEMPT", ONE_ATTEMPT.merge(Config(read_timeout=0.3)))  # the same, sooner
    with OneShotServer(**server) as ses:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
        mail = OneMail(installed)
        assert mail.deliver(times=1 + DELIVERED_AGAIN) == []
        assert mail.state() is SendState.UNCONFIRMED
        mail.forward(WATCHDOG)
        assert mail.due_now() == []  # not a tick's business before 24 h are over
        mail.deliver(times=DELIVERED_AGAIN)
        mail.forward(GIVEN_UP)
        assert mail.due_now() == [mail.due]
        mail.deliver(times=DELIVERED_AGAIN)

    assert len(ses.bodies) == 1
    assert (mail.row.current.status.value, mail.row.current.reason) == ("error", "unconfirmed")
    assert mail.due_now() == []


def test_an_accepted_mail_that_cannot_be_recorded_is_never_sent_again(
    installed: Callable[..., Installation], ses: OneShotServer
) -> None:
    mail = OneMail(installed)
    client = table(mail.suivi.wiring.settings.table_name).connection.client
    inject(client, "PutItem", no_fault, answer(400, {"__type": "InternalServerError"}))  # the claim, then the record

    assert len(mail.deliver()) == 1  # SQS delivers it again
    assert mail.state() is SendState.SENDING
    mail.deliver(times=DELIVERED_AGAIN)
    mail.forward(WATCHDOG)
    assert mail.due_now() == [mail.due]  # the row never left the due index: the tick finds it, the sender settles it
    mail.deliver(times=DELIVERED_AGAIN)

    assert mail.state() is SendState.UNCONFIRMED
    assert len(ses.bodies) == 1


def test_only_a_proof_of_refusal_lets_a_mail_be_asked_for_again(
    installed: Callable[..., Installation], monkeypatch: pytest.MonkeyPatch
) -> None:
    with OneShotServer(status=429, error="TooManyRequestsException") as ses:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
        mail = OneMail(installed)
        mail.deliver(times=1 + DELIVERED_AGAIN)
        assert len(ses.bodies) == 1
        assert mail.row.next_email_at == NOW + timedelta(minutes=2)

        ses.status, ses.error, ses.body = 200, "", {"MessageId": "0102-abc"}
        mail.forward(timedelta(minutes=2))
        mail.deliver(times=1 + DELIVERED_AGAIN)

    assert len(ses.bodies) == 2
    assert mail.state() is SendState.SENT
