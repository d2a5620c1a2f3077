"""The SES twin of a local cloud: its settings, and the registration of where its events go."""

from contextlib import suppress
from typing import TYPE_CHECKING

import boto3

from infra.local.clock import LocalClock
from infra.local.deploy import StackOutputs
from infra.local.directory import LocalDirectory
from infra.local.embedded_aws import REGION, EmbeddedAws
from infra.local.ses_twin.config import TwinConfig
from infra.local.ses_twin.publishing import sns_publisher

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import EventDestinationDefinitionTypeDef

SENDING_DOMAIN = "suivi.example"
EMAIL_SENDER = f"avis@{SENDING_DOMAIN}"
ACCOUNT_ID = "000000000000"
MAX_SEND_RATE = 200.0
"""A busy account's. A tick releases half a minute's worth at once, and what SES refuses of such a burst leaves two
minutes later: at a new account's 14 a second, `make forward` would end before the last reminders left."""
MAX_24_HOUR_SEND = 50_000.0
"""What Amazon gives an account that has just left the sandbox."""

_DESTINATION = "email-events"


def twin_config(directory: LocalDirectory, aws: EmbeddedAws, clock: LocalClock) -> TwinConfig:
    """One SES account that may send from our domain."""
    return TwinConfig(
        database=directory.twin_database,
        publish=sns_publisher(aws.endpoint_url, REGION),
        verified_identities=(SENDING_DOMAIN,),
        max_send_rate=MAX_SEND_RATE,
        max_24_hour_send=MAX_24_HOUR_SEND,
        sending_account_id=ACCOUNT_ID,
        region=REGION,
        now=clock.now,
    )


def register_events(session: boto3.Session, twin_url: str, outputs: StackOutputs) -> None:
    """Tell the twin what CloudFormation tells SES: the configuration set, and the topic its events go to."""
    ses: SESV2Client = session.client("sesv2", endpoint_url=twin_url)
    name = outputs["ConfigurationSet"]
    destination: EventDestinationDefinitionTypeDef = {
        "Enabled": True,
        "MatchingEventTypes": [
            "SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE",
            "DELIVERY_DELAY", "SUBSCRIPTION",
        ],
        "SnsDestination": {"TopicArn": outputs["EmailEventsTopicArn"]},
    }  # fmt: skip
    with suppress(ses.exceptions.AlreadyExistsException):
        ses.create_configuration_set(ConfigurationSetName=name)
    try:
        ses.create_configuration_set_event_destination(
            ConfigurationSetName=name, EventDestinationName=_DESTINATION, EventDestination=destination
        )
    except ses.exceptions.AlreadyExistsException:
        ses.update_configuration_set_event_destination(
            ConfigurationSetName=name, EventDestinationName=_DESTINATION, EventDestination=destination
        )
