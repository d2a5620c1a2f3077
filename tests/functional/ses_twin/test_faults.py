"""Faults on demand: each does what it says, to as many requests as ordered, and counts what was really accepted."""

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from tests.functional.ses_twin.conftest import RunningTwin, a_mail, wait_until

CODES = {
    "TooManyRequestsException": 429,
    "SendingPausedException": 400,
    "AccountSuspendedException": 400,
    "MailFromDomainNotVerifiedException": 400,
    "MessageRejected": 400,
    "BadRequestException": 400,
    "NotFoundException": 404,
    "LimitExceededException": 400,
}


def total(twin: RunningTwin) -> int:
    return int(twin.api("/api/acceptances")["total"])


@pytest.mark.parametrize(("code", "status"), CODES.items())
def test_refuses_with_the_ordered_code_once(twin: RunningTwin, code: str, status: int) -> None:
    client = twin.ses()
    twin.order_fault(code)
    with pytest.raises(getattr(client.exceptions, code)) as refusal:
        client.send_email(**a_mail())
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert total(twin) == 0
    assert client.send_email(**a_mail())["MessageId"]


def test_internal_failure_is_a_500_and_accepts_nothing(twin: RunningTwin) -> None:
    twin.order_fault("500")
    with pytest.raises(ClientError) as failure:
        twin.ses().send_email(**a_mail())
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert total(twin) == 0


def test_drop_before_accept_loses_the_answer_and_the_mail(twin: RunningTwin) -> None:
    twin.order_fault("drop_before_accept")
    with pytest.raises(ConnectionClosedError):
        twin.ses().send_email(**a_mail())
    assert total(twin) == 0


def test_drop_after_accept_loses_the_answer_but_counts_the_mail_once(twin: RunningTwin) -> None:
    twin.order_fault("drop_after_accept")
    with pytest.raises(ConnectionClosedError):
        twin.ses().send_email(**a_mail())
    assert twin.api("/api/acceptances") == {
        "total": 1,
        "acceptances": [{"request": "r1", "step": "0", "count": 1}],
        "duplicates": 0,
    }
    assert [event["eventType"] for event in twin.sns.wait_for(2)] == ["Send", "Delivery"]


def test_timeout_never_answers_and_accepts_nothing(twin: RunningTwin) -> None:
    twin.order_fault("timeout")
    with pytest.raises(ReadTimeoutError):
        twin.ses(read_timeout=0.3).send_email(**a_mail())
    assert total(twin) == 0


def test_timeout_closes_the_connection_of_a_patient_client(twin: RunningTwin) -> None:
    twin.order_fault("timeout", seconds=0.1)
    with pytest.raises(ConnectionClosedError):
        twin.ses().send_email(**a_mail())
    assert total(twin) == 0


def test_slow_answers_a_patient_client(twin: RunningTwin) -> None:
    twin.order_fault("slow", seconds=0.1)
    assert twin.ses().send_email(**a_mail())["MessageId"]


def test_slow_accepts_after_an_impatient_client_has_left(twin: RunningTwin) -> None:
    twin.order_fault("slow", seconds=0.6)
    with pytest.raises(ReadTimeoutError):
        twin.ses(read_timeout=0.2).send_email(**a_mail())
    assert total(twin) == 0
    wait_until(lambda: total(twin) == 1, lambda: "the late acceptance")


def test_orders_are_used_up_in_turn_and_can_be_cleared(twin: RunningTwin) -> None:
    client = twin.ses()
    twin.order_fault("MessageRejected", count=2)
    twin.order_fault("500", count=5)
    for _ in range(2):
        with pytest.raises(client.exceptions.MessageRejected):
            client.send_email(**a_mail())
    assert twin.api("/_twin/faults") == {"faults": [{"mode": "500", "count": 5, "seconds": 0.0}]}
    assert twin.http.delete("/_twin/faults").status_code == 204
    assert client.send_email(**a_mail())["MessageId"]


@pytest.mark.parametrize(
    "order", [{"mode": "nonsense"}, {"mode": "500", "count": 0}, {"mode": "slow", "seconds": -1}, {}]
)
def test_refuses_an_order_it_does_not_understand(twin: RunningTwin, order: dict[str, object]) -> None:
    assert twin.http.post("/_twin/faults", json=order).status_code == 400
    assert twin.api("/_twin/faults") == {"faults": []}
