"""Signatures that the reference library of Standard Webhooks accepts, and nothing else does."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from chalicelib.domain.signing import Signer
from chalicelib.domain.webhook_signature import shown_secret, signed_headers
from tests.webhook_builders import a_webhook

SIGNER = Signer({"k2": b"the newest key of tests", "k1": b"an older key of tests"})
NOW = datetime.now(UTC).replace(microsecond=0)
BODY = json.dumps({"type": "review_request.status_changed", "data": {"reference": "Été-1"}}).encode()


def test_a_receiver_that_follows_the_specification_takes_it() -> None:
    webhook = a_webhook()
    headers = signed_headers(SIGNER, webhook, "evt_1", BODY, now=NOW)
    assert Verifier(shown_secret(SIGNER, webhook)).verify(BODY, headers) == json.loads(BODY)


@pytest.mark.parametrize(
    "changed",
    [
        {"webhook-id": "evt_2"},
        {"webhook-timestamp": str(int(NOW.timestamp()) + 1)},
        {"webhook-signature": "v1,AAAA"},
    ],
)
def test_whatever_is_changed_underway_is_noticed(changed: dict[str, str]) -> None:
    webhook = a_webhook()
    headers = signed_headers(SIGNER, webhook, "evt_1", BODY, now=NOW)
    verifier = Verifier(shown_secret(SIGNER, webhook))
    with pytest.raises(WebhookVerificationError):
        verifier.verify(BODY, {**headers, **changed})
    with pytest.raises(WebhookVerificationError):
        verifier.verify(BODY + b" ", headers)


def test_each_webhook_has_a_secret_of_its_own() -> None:
    webhook = a_webhook()
    others = [replace(webhook, webhook_id="f" * 20), replace(webhook, website_id="another")]
    assert len({shown_secret(SIGNER, one) for one in (webhook, *others)}) == 3


def test_a_replaced_secret_is_good_for_a_day_more_and_no_longer() -> None:
    before = a_webhook(kid="k1")
    after = replace(before, secret=before.secret.rotated("k2", now=NOW))
    old, new = (Verifier(shown_secret(SIGNER, one)) for one in (before, after))
    assert shown_secret(SIGNER, before) != shown_secret(SIGNER, after)

    headers = signed_headers(SIGNER, after, "evt_1", BODY, now=NOW)
    assert old.verify(BODY, headers) == new.verify(BODY, headers)

    rotated_a_day_ago = replace(after, secret=replace(after.secret, rotated_at=NOW - timedelta(hours=24)))
    later = signed_headers(SIGNER, rotated_a_day_ago, "evt_1", BODY, now=NOW)
    new.verify(BODY, later)
    with pytest.raises(WebhookVerificationError):
        old.verify(BODY, later)
