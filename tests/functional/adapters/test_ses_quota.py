"""SES's live quota, as it answers."""

import math
from typing import Any

import pytest

from chalicelib.adapters.ses_quota import SESQuotas
from chalicelib.usecases.governor_ports import SendQuota
from tests.functional.adapters.one_shot_server import OneShotServer


def quota(most: float, sent: float, rate: float) -> dict[str, float]:
    return {"Max24HourSend": most, "SentLast24Hours": sent, "MaxSendRate": rate}


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"SendingEnabled": True, "SendQuota": quota(50_000, 1, 14)}, SendQuota(14, 49_999)),
        ({"SendingEnabled": True, "SendQuota": quota(-1, 9, 500)}, SendQuota(500, math.inf)),
        ({"SendingEnabled": True, "SendQuota": quota(200, 201, 1)}, SendQuota(1, 0)),
        ({"SendingEnabled": False, "SendQuota": quota(-1, 0, 14)}, SendQuota(0, math.inf)),
    ],
    ids=["normal", "unlimited", "used-up", "paused"],
)
def test_the_quota_is_what_ses_says_now(
    account: dict[str, Any], expected: SendQuota, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OneShotServer(body=account) as ses:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", ses.url)
        quotas = SESQuotas()
        assert quotas.quota() == expected
        assert quotas.quota() == expected
        assert len(ses.bodies) == 2
