"""The part of `bootstrap.py` that builds what webhooks need."""

from abc import ABC, abstractmethod
from functools import cached_property

from chalicelib.domain.signing import Signer
from chalicelib.settings import Settings
from chalicelib.usecases.ports import Clock
from chalicelib.usecases.webhook_ports import (
    Delivering,
    DeliveryLog,
    Lanes,
    WebhookBook,
    WebhookCaller,
    WebhookQueue,
)


class WebhookWiring(ABC):
    """Mixed into `Wiring`, which has the rest. Vendor libraries are imported inside, as there."""

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @property
    @abstractmethod
    def clock(self) -> Clock: ...

    @property
    @abstractmethod
    def signer(self) -> Signer: ...

    @cached_property
    def webhook_book(self) -> WebhookBook:
        """Webhooks in DynamoDB."""
        from chalicelib.adapters.dynamodb_webhooks import DynamoDBWebhookBook

        return DynamoDBWebhookBook(self.settings.table_name)

    @cached_property
    def webhook_lanes(self) -> Lanes:
        """What is on its way to webhooks, in DynamoDB."""
        from chalicelib.adapters.dynamodb_lanes import DynamoDBLanes

        return DynamoDBLanes(self.settings.table_name)

    @cached_property
    def delivery_log(self) -> DeliveryLog:
        """What was tried, in DynamoDB."""
        from chalicelib.adapters.dynamodb_lanes import DynamoDBDeliveryLog

        return DynamoDBDeliveryLog(self.settings.table_name)

    @cached_property
    def webhook_queue(self) -> WebhookQueue:
        """The queue of lanes in SQS."""
        from chalicelib.adapters.sqs_webhooks import SQSWebhookQueue

        return SQSWebhookQueue(self.settings.webhooks_queue_url)

    @cached_property
    def webhook_caller(self) -> WebhookCaller:
        """The way out to merchants' endpoints; a local cloud may call this machine."""
        from chalicelib.adapters.webhook_http import WebhookHttp

        return WebhookHttp(loopback=self.settings.is_local)

    @property
    def delivering(self) -> Delivering:
        """What calling webhooks needs."""
        return Delivering(
            book=self.webhook_book,
            lanes=self.webhook_lanes,
            log=self.delivery_log,
            queue=self.webhook_queue,
            caller=self.webhook_caller,
            signer=self.signer,
            clock=self.clock,
        )
