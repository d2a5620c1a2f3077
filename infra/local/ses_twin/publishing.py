"""The launcher's publisher: hands SES events to SNS, as SES does."""

import asyncio

import boto3
from botocore.config import Config

from infra.local.ses_twin.config import Publish

SUBJECT = "Amazon SES Email Event Notification"


def sns_publisher(endpoint_url: str, region: str) -> Publish:
    """Return a publisher to the SNS of the local cloud at `endpoint_url`.

    The client is called in threads, one attempt each: the outbox is what tries again. It raises botocore's errors.
    """
    client = boto3.client(
        "sns",
        endpoint_url=endpoint_url,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1, "mode": "standard"}, connect_timeout=2, read_timeout=10),
    )

    async def publish(topic_arn: str, message_json: str) -> None:
        """Publish one event."""
        await asyncio.to_thread(client.publish, TopicArn=topic_arn, Message=message_json, Subject=SUBJECT)

    return publish
