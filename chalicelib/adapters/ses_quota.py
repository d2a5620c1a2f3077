"""SES's live sending quota."""

import math

import boto3

from chalicelib.usecases.governor_ports import SendQuota


class SESQuotas:
    """Fits the port `SendQuotas`. Asks at each call: a minute-old count would let the day's quota be overrun."""

    def __init__(self) -> None:
        self._ses = boto3.client("sesv2")

    def quota(self) -> SendQuota:
        """See the port."""
        account = self._ses.get_account()
        quota = account.get("SendQuota", {})
        most = quota.get("Max24HourSend", 0.0)  # -1 = unlimited
        left = math.inf if most < 0 else max(0.0, most - quota.get("SentLast24Hours", 0.0))
        enabled = account.get("SendingEnabled", False)
        return SendQuota(quota.get("MaxSendRate", 0.0) if enabled else 0.0, left)
