"""The launcher's publisher against the embedded SNS: what arrives in a queue is the event, whole."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.embedded_aws import EmbeddedAws
from infra.local.ports import free_port
from infra.local.ses_twin.publishing import sns_publisher
from tests.functional.ses_twin.conftest import RunningTwin, a_mail

REGION = "eu-west-3"


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedAws]:
    """An embedded AWS of this module's own."""
    with EmbeddedAws(tmp_path_factory.mktemp("aws"), port=free_port()) as embedded:
        yield embedded


def client(aws: EmbeddedAws, service: Any) -> Any:
    return boto3.client(
        service,
        endpoint_url=aws.endpoint_url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def a_subscribed_topic(aws: EmbeddedAws) -> tuple[str, str]:
    """A topic and the queue it fills, as (topic ARN, queue URL)."""
    sns, sqs = client(aws, "sns"), client(aws, "sqs")
    topic = sns.create_topic(Name="ses-events")["TopicArn"]
    queue = sqs.create_queue(QueueName="ses-events")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return topic, queue


def received(aws: EmbeddedAws, queue: str, count: int) -> list[dict[str, Any]]:
    """The SNS envelopes in the queue, once there are `count`."""
    sqs = client(aws, "sqs")
    envelopes: list[dict[str, Any]] = []
    for _ in range(20):
        found = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1, MaxNumberOfMessages=10).get("Messages", [])
        envelopes += [json.loads(message["Body"]) for message in found]
        for message in found:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        if len(envelopes) >= count:
            return envelopes
    pytest.fail(f"only {len(envelopes)} of {count} events arrived")


def test_events_travel_through_sns_to_a_queue(twin: RunningTwin, aws: EmbeddedAws) -> None:
    topic, queue = a_subscribed_topic(aws)
    twin.restart(publish=sns_publisher(aws.endpoint_url, REGION))
    twin.ses().update_configuration_set_event_destination(
        ConfigurationSetName="reviews",
        EventDestinationName="to-sns",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["SEND", "DELIVERY"],
            "SnsDestination": {"TopicArn": topic},
        },
    )
    message_id = twin.ses().send_email(**a_mail())["MessageId"]
    envelopes = received(aws, queue, 2)
    events = {event["eventType"]: event for event in (json.loads(envelope["Message"]) for envelope in envelopes)}
    assert set(events) == {"Send", "Delivery"}
    assert {event["mail"]["messageId"] for event in events.values()} == {message_id}
    assert events["Send"]["mail"]["tags"]["rid"] == ["r1"]
    assert {envelope["Subject"] for envelope in envelopes} == {"Amazon SES Email Event Notification"}


async def publish_to_nothing(aws: EmbeddedAws) -> None:
    await sns_publisher(aws.endpoint_url, REGION)(f"arn:aws:sns:{REGION}:000000000000:nope", "{}")


def test_a_topic_that_does_not_exist_is_an_error(aws: EmbeddedAws) -> None:
    with pytest.raises(ClientError):
        asyncio.run(publish_to_nothing(aws))
