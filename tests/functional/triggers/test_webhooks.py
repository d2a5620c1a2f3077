"""From the table's stream to a receiver that verifies: the three functions of webhooks, over a real HTTP server."""

import json
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

import app as suivi_app
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.adapters.stream_changes import TableStream
from chalicelib.adapters.webhook_http import WebhookHttp
from chalicelib.bootstrap import wiring
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.webhook_signature import signed_headers
from chalicelib.domain.webhooks import adding
from chalicelib.triggers.table_stream import StreamBatchError
from tests.builders import NOW, WEBSITE_ID, a_review_request
from tests.fakes import FakeWebhookQueue
from tests.functional.triggers.test_operations import Context
from tests.functional.wired import SIGNER, Suivi
from tests.webhook_builders import WEBHOOK_ID, a_webhook

TICK = json.loads((Path(__file__).resolve().parents[2] / "events" / "eventbridge_tick.json").read_text("utf-8"))
ROW = a_review_request()
SENT = replace(ROW.learning(Fact(NOW, FactKind.SENT)), version=1)
OPENED = replace(SENT.learning(Fact(NOW, FactKind.OPENED)), version=2)


class Receiver:
    """Answers what it is told, and keeps what it got."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(owner.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """The tests look at `got`."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def statuses(self) -> list[str]:
        return [json.loads(body)["data"]["status"] for _, body in self.got]


@pytest.fixture
def receiver(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A receiver on this machine, whose webhook the website has."""
    started = Receiver()
    monkeypatch.setitem(wiring.__dict__, "webhook_caller", WebhookHttp(loopback=True))
    monkeypatch.setitem(wiring.__dict__, "change_reader", TableStream())
    wiring.webhook_book.change(WEBSITE_ID, partial(adding, webhook=a_webhook(url=started.url)))
    yield started
    started.close()


def record(number: int, before: ReviewRequest | None, after: ReviewRequest) -> dict[str, Any]:
    item = to_item(RequestItem, after).serialize()
    told = {
        "Keys": {"pk": item["pk"], "sk": item["sk"]},
        "NewImage": item,
        "SequenceNumber": f"{number:021d}",
        "StreamViewType": "NEW_AND_OLD_IMAGES",
    }
    if before is not None:
        told["OldImage"] = to_item(RequestItem, before).serialize()
    source = "arn:aws:dynamodb:eu-west-3:123456789012:table/suivi/stream/2026-11-23T10:00:00.000"
    return {"eventID": str(number), "eventName": "MODIFY", "eventSourceARN": source, "dynamodb": told}


def announce(*records: dict[str, Any]) -> dict[str, Any]:
    answer = suivi_app.announce_changes({"Records": list(records)}, Context())
    return cast("dict[str, Any]", answer)


def deliver(*left: int) -> dict[str, Any]:
    """Everything that waits in the queue, as one batch."""
    lanes = cast("FakeWebhookQueue", wiring.webhook_queue).take()
    bodies = [
        {"website_id": one.website_id, "webhook_id": one.webhook_id, "review_request_id": one.review_request_id}
        for one in lanes
    ]
    records = [
        {
            "messageId": f"message-{place}",
            "receiptHandle": "handle",
            "body": json.dumps(body),
            "attributes": {"ApproximateReceiveCount": "1"},
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:webhooks",
            "awsRegion": "eu-west-3",
        }
        for place, body in enumerate(bodies)
    ]
    return cast("dict[str, Any]", suivi_app.deliver_webhooks({"Records": records}, Context(*left)))


def tick() -> None:
    suivi_app.release_due_webhooks(TICK, Context())


def test_a_change_in_the_table_reaches_the_receiver_signed_and_in_order(suivi: Suivi, receiver: Receiver) -> None:
    records = [
        record(1, None, ROW),
        record(2, ROW, SENT),
        record(3, SENT, replace(SENT, version=7)),
        record(4, SENT, OPENED),
    ]
    assert announce(*records) == {"batchItemFailures": []}
    assert announce(*records) == {"batchItemFailures": []}
    assert deliver() == {"batchItemFailures": []}
    assert receiver.statuses() == ["scheduled", "sent", "opened"]
    for headers, body in receiver.got:
        expected = signed_headers(SIGNER, a_webhook(), headers["webhook-id"], body, now=NOW)
        assert {name: headers[name] for name in expected} == expected
        assert headers["content-type"] == "application/json"


def test_a_receiver_that_is_down_gets_everything_once_it_is_back(suivi: Suivi, receiver: Receiver) -> None:
    receiver.status = 503
    announce(record(1, None, ROW), record(2, ROW, SENT))
    deliver()
    assert receiver.statuses() == ["scheduled"]
    tick()
    assert cast("FakeWebhookQueue", wiring.webhook_queue).lanes == []
    receiver.status = 200
    suivi.clock.forward(seconds=15)
    tick()
    deliver()
    assert receiver.statuses() == ["scheduled", "scheduled", "sent"]
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]
    page = wiring.delivery_log.recent(WEBSITE_ID, WEBHOOK_ID, size=10)
    assert sorted(one.outcome.value for one in page.deliveries) == ["delivered", "delivered", "failed"]


def test_a_change_that_cannot_be_appended_is_where_the_stream_begins_again(
    suivi: Suivi, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    lanes, turn = wiring.webhook_lanes, iter([True, False])
    change = lanes.change

    def failing(*given: Any, **named: Any) -> Any:
        if next(turn):
            return change(*given, **named)
        raise TimeoutError("no answer of the table")

    monkeypatch.setattr(lanes, "change", failing)
    answer = announce(record(1, None, ROW), record(2, ROW, SENT))
    assert answer == {"batchItemFailures": [{"itemIdentifier": f"{2:021d}"}]}
    monkeypatch.setattr(lanes, "change", lambda *_, **__: next(iter(())))
    with pytest.raises(StreamBatchError):
        announce(record(2, ROW, SENT))
    monkeypatch.setattr(lanes, "change", change)
    announce(record(2, ROW, SENT))
    deliver()
    assert receiver.statuses() == ["scheduled", "sent"]


def test_without_time_left_the_lane_is_enqueued_again(suivi: Suivi, receiver: Receiver) -> None:
    announce(record(1, None, ROW))
    assert deliver(5_000) == {"batchItemFailures": []}
    assert receiver.got == []
    deliver()
    assert receiver.statuses() == ["scheduled"]
