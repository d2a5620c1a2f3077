"""What webhooks answer and what they send is what docs/openapi.json says."""

import json
from dataclasses import replace

import pytest

from chalicelib.api.openapi_webhooks import WEBHOOKS
from chalicelib.api.webhook_representations import delivery_json, webhook_json
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_delivery import Answer, Delivery, DeliveryError, DeliveryKind, DeliveryOutcome
from chalicelib.domain.webhook_payload import STATUS_CHANGED, TEST, body_of, status_event
from chalicelib.domain.webhooks import HEALTHY, Health
from tests.builders import NOW, a_review_request
from tests.contract.test_openapi import DOCUMENT, assert_fits
from tests.webhook_builders import a_webhook, sequence


def test_a_webhook_is_what_the_document_says() -> None:
    webhook = a_webhook(statuses=frozenset({Status.SENT}), switched_off_at=NOW)
    assert_fits(webhook_json(webhook, HEALTHY, now=NOW), "Webhook")
    rotated = replace(webhook, secret=webhook.secret.rotated("k2", now=NOW))
    assert_fits(webhook_json(rotated, Health(NOW), now=NOW), "Webhook")
    assert_fits({**webhook_json(rotated, Health(NOW), now=NOW), "secret": "whsec_x"}, "WebhookWithSecret")


@pytest.mark.parametrize("outcome", DeliveryOutcome)
@pytest.mark.parametrize("answer", [None, Answer(204, None, 1), *(Answer(None, one, 1) for one in DeliveryError)])
def test_a_delivery_is_what_the_document_says(outcome: DeliveryOutcome, answer: Answer | None) -> None:
    for kind in DeliveryKind:
        line = Delivery("0" * 19, kind, outcome, "evt_1", NOW, "{}", answer=answer)
        assert_fits(delivery_json(line), "WebhookDelivery")
        assert_fits(delivery_json(replace(line, review_request_id="0" * 25, status="sent")), "WebhookDelivery")


@pytest.mark.parametrize("with_address", [False, True])
def test_what_is_sent_is_what_the_document_says(with_address: bool) -> None:
    row = a_review_request()
    failed = row.learning(Fact(NOW, FactKind.BOUNCED, 0, "hard_bounce"))
    webhook = a_webhook(includes_address=with_address)
    for before, after in ((None, row), (row, failed)):
        event = status_event(webhook, before, after, sequence(1), now=NOW)
        assert_fits(json.loads(event.body), "StatusChanged")
    assert_fits(json.loads(body_of(TEST, NOW, {"website_id": "w", "webhook_id": "h"})), "WebhookTest")


def test_both_kinds_of_events_stand_in_the_section_of_webhooks() -> None:
    named = {
        kind: sent["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for kind, sent in DOCUMENT["webhooks"].items()
    }
    assert {kind: WEBHOOKS[name]["properties"]["type"]["const"] for kind, name in named.items()} == {
        STATUS_CHANGED: STATUS_CHANGED,
        TEST: TEST,
    }
