"""AWS envelopes in, use cases out: every record on its own, the failed ones reported back."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import app as suivi_app
from chalicelib.observability import logger
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_rules
from tests.functional.wired import Suivi

ROOT = Path(__file__).resolve().parents[2]
PRESTASHOP = (ROOT / "data" / "prestashop_retroactive.csv").read_bytes()


class Context:
    """What Lambda passes as context, as far as it is read."""

    function_name = "suivi"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:suivi"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


def sqs(*bodies: object) -> dict[str, Any]:
    """An SQS event with one record per body."""
    return {
        "Records": [
            {
                "messageId": f"message-{index}",
                "receiptHandle": "handle",
                "body": body if isinstance(body, str) else json.dumps(body),
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:queue",
                "awsRegion": "eu-west-3",
            }
            for index, body in enumerate(bodies)
        ]
    }


def failed(answer: dict[str, Any]) -> list[str]:
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


def dropped(*keys: str) -> dict[str, Any]:
    """An S3 notification; keys are written as S3 writes them."""
    return {"Records": [{"s3": {"bucket": {"name": "proofs"}, "object": {"key": key}}} for key in keys]}


def accepted(suivi: Suivi) -> str:
    (outcome,) = receive_proofs(suivi.store, IDENTITIES, a_rules(), [a_proof()], now=NOW)
    return outcome.review_request_ids[0]


def told(event: str, review_request_id: str, website_id: str = WEBSITE_ID) -> dict[str, str]:
    """A SES event file of ours, about a request of the test, in its SNS envelope."""
    message = json.loads((ROOT / "events" / f"ses_{event}.json").read_text("utf-8"))
    message["mail"]["tags"].update(wid=[website_id], rid=[review_request_id], step=["0"])
    return {"Type": "Notification", "Message": json.dumps(message)}


def test_a_dropped_file_is_received_and_its_key_decoded(suivi: Suivi) -> None:
    suivi.files.drop(f"{WEBSITE_ID}/orders/été 1.csv", PRESTASHOP)
    answer = suivi_app.receive_proof_files(sqs(dropped(f"{WEBSITE_ID}/orders/%C3%A9t%C3%A9+1.csv")), Context())
    assert failed(answer) == []
    assert len(suivi.store.due_days(until=NOW.date().replace(year=2099))) > 0
    log = suivi.files.objects[f"{WEBSITE_ID}/orders/success/été 1.csv.log"].decode()
    assert "4 reçues = 4 acceptées" in log


def test_results_and_the_test_message_of_s3_are_passed_over(suivi: Suivi) -> None:
    test_message = {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "proofs"}
    suivi.files.drop(f"{WEBSITE_ID}/orders/success/old.csv", PRESTASHOP)
    answer = suivi_app.receive_proof_files(
        sqs(test_message, dropped(f"{WEBSITE_ID}/orders/success/old.csv", f"{WEBSITE_ID}/orders/")), Context()
    )
    assert failed(answer) == []
    assert suivi.files.objects == {f"{WEBSITE_ID}/orders/success/old.csv": PRESTASHOP}


@pytest.mark.parametrize("suffix", [".part", ".filepart", ".tmp"])
def test_a_partial_upload_is_not_read_until_it_has_its_name(suivi: Suivi, suffix: str) -> None:
    key = f"{WEBSITE_ID}/orders/a.csv"
    suivi.files.drop(key + suffix, PRESTASHOP[:300])
    assert failed(suivi_app.receive_proof_files(sqs(dropped(key + suffix)), Context())) == []
    assert suivi.files.objects == {key + suffix: PRESTASHOP[:300]}


@pytest.mark.parametrize("bad_at", [0, 1, 2])
def test_one_bad_record_spoils_none_of_the_others(suivi: Suivi, bad_at: int) -> None:
    keys = [f"{WEBSITE_ID}/orders/{name}.csv" for name in "ab"]
    for key in keys:
        suivi.files.drop(key, PRESTASHOP)
    foreign = "8b7e6d5c-4a39-4281-b706-aaaaaaaaaaaa/orders/x.csv"
    suivi.files.drop(foreign, PRESTASHOP)
    keys.insert(bad_at, foreign)
    answer = suivi_app.receive_proof_files(sqs(*[dropped(key) for key in keys]), Context())
    assert failed(answer) == [f"message-{bad_at}"]
    assert len([key for key in suivi.files.objects if "/success/" in key]) == 4


def test_email_events_become_facts(suivi: Suivi) -> None:
    review_request_id = accepted(suivi)
    suivi.send(review_request_id)
    answer = suivi_app.receive_email_events(sqs(told("open", review_request_id)), Context())
    assert failed(answer) == []
    assert suivi.row(review_request_id).current.status.value == "opened"


def test_an_event_of_another_website_or_of_nobody_is_kept_for_inspection(suivi: Suivi) -> None:
    review_request_id = accepted(suivi)
    suivi.send(review_request_id)
    event = sqs(
        told("open", review_request_id, OTHER_WEBSITE_ID),
        {"Type": "Notification", "Message": "{}"},
        told("delivery", review_request_id),
    )
    assert failed(suivi_app.receive_email_events(event, Context())) == ["message-0", "message-1"]
    assert suivi.row(review_request_id).current.status.value == "sent"


def test_what_teaches_nothing_is_acknowledged(suivi: Suivi) -> None:
    review_request_id = accepted(suivi)
    validation = json.loads((ROOT / "events" / "sqs_ses_topic_validation.json").read_text("utf-8"))
    assert failed(suivi_app.receive_email_events(validation, Context())) == []
    assert failed(suivi_app.receive_email_events(sqs(told("subscription", review_request_id)), Context())) == []


def test_a_batch_that_fails_whole_is_told_and_delivered_again(suivi: Suivi, caplog: pytest.LogCaptureFixture) -> None:
    nonsense = {"Type": "Notification", "Message": "nonsense"}
    with caplog.at_level("ERROR", logger=logger.name):
        answer = suivi_app.receive_email_events(sqs(nonsense, nonsense), Context())
    assert failed(answer) == ["message-0", "message-1"]
    assert len(caplog.records) == 2


def as_released(suivi: Suivi, review_request_id: str) -> dict[str, Any]:
    proof_id = suivi.row(review_request_id).proof_id
    return {"website_id": WEBSITE_ID, "review_request_id": review_request_id, "step": 0, "proof_id": proof_id}


def test_a_released_email_leaves_once(suivi: Suivi) -> None:
    released = as_released(suivi, accepted(suivi))
    for _ in range(2):
        assert failed(suivi_app.send_review_requests(sqs(released, released), Context())) == []
    assert len(suivi.mailer.accepted) == 1


@pytest.mark.parametrize("poison", [{"website_id": WEBSITE_ID}, [], "text", {"step": "x", "website_id": 1}])
def test_a_message_that_names_no_email_fails_alone(suivi: Suivi, poison: Any) -> None:
    released = as_released(suivi, accepted(suivi))
    answer = suivi_app.send_review_requests(sqs(poison, released, poison), Context())
    assert failed(answer) == ["message-0", "message-2"]
    assert len(suivi.mailer.accepted) == 1


def test_what_does_not_fit_in_the_time_left_is_delivered_again(suivi: Suivi) -> None:
    class LittleTime(Context):
        def get_remaining_time_in_millis(self) -> int:
            return 14_999

    released = as_released(suivi, accepted(suivi))
    assert failed(suivi_app.send_review_requests(sqs(released), LittleTime())) == ["message-0"]
    assert suivi.mailer.mails == []


def test_a_tick_releases_what_is_due(suivi: Suivi) -> None:
    review_request_id = accepted(suivi)
    tick = json.loads((ROOT / "events" / "eventbridge_tick.json").read_text("utf-8"))
    assert suivi_app.release_due_requests(tick, Context())["released"] == 1
    assert [row.review_request_id for row in suivi.queue.take()] == [review_request_id]


def test_an_operator_opens_a_website(suivi: Suivi) -> None:
    website_id = "11111111-2222-4333-8444-555555555555"
    order = {"website_id": website_id, "name": "Nouvelle boutique", "member_subjects": ["person"]}
    opened = suivi_app.open_website(order, Context())
    assert opened["client_id"] == f"{website_id}.api"
    assert suivi.websites.collection(website_id).name == "Nouvelle boutique"
    assert website_id in [one.website_id for one in suivi.websites.memberships("person")]


@pytest.mark.parametrize(
    "mistake", [{"time_zone": "Paris"}, {"locale": "xx"}, {"reminder_delay_days": [1, 2, 3, 4]}, {"nmae": "x"}]
)
def test_a_mistaken_order_opens_nothing(suivi: Suivi, mistake: dict[str, Any]) -> None:
    website_id = "11111111-2222-4333-8444-555555555555"
    with pytest.raises(ValueError, match=next(iter(mistake))):
        suivi_app.open_website({"website_id": website_id, "name": "Boutique", **mistake}, Context())


def test_no_personal_data_reaches_the_logs(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", stream)
    suivi.files.drop(f"{WEBSITE_ID}/orders/a.csv", PRESTASHOP)
    suivi_app.receive_proof_files(sqs(dropped(f"{WEBSITE_ID}/orders/a.csv")), Context())
    review_request_id = accepted(suivi)
    released = as_released(suivi, review_request_id)
    suivi_app.send_review_requests(sqs(released), Context())
    suivi_app.receive_email_events(sqs(told("open", review_request_id)), Context())
    written = stream.getvalue().lower()
    assert "released e-mail handled" in written
    for secret in ("@", "durand", "camille", "o'brien", "zoé", "/form/", "/unsubscribe/"):
        assert secret not in written
