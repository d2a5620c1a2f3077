"""The part of `bootstrap.py` that builds what exports and feeds need."""

from abc import ABC, abstractmethod
from functools import cached_property

from chalicelib.settings import Settings
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.counter_ports import Counters
from chalicelib.usecases.export_ports import ExportDesk, ExportFiles, Exports, ExportsQueue, FeedDirectory
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.website_ports import Websites


class ExportWiring(ABC):
    """Real things of exports by name; `Wiring` has the others."""

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @property
    @abstractmethod
    def review_requests(self) -> ReviewRequests: ...

    @property
    @abstractmethod
    def contacts(self) -> Contacts: ...

    @property
    @abstractmethod
    def counters(self) -> Counters: ...

    @property
    @abstractmethod
    def websites(self) -> Websites: ...

    @cached_property
    def exports(self) -> Exports:
        """Exports in DynamoDB."""
        from chalicelib.adapters.dynamodb_exports import DynamoDBExports

        return DynamoDBExports(self.settings.table_name)

    @cached_property
    def exports_queue(self) -> ExportsQueue:
        """The exports queue in SQS."""
        from chalicelib.adapters.sqs_exports import SQSExportsQueue

        return SQSExportsQueue(self.settings.exports_queue_url)

    @cached_property
    def export_files(self) -> ExportFiles:
        """Exported files in S3."""
        from chalicelib.adapters.s3_export_files import S3ExportFiles

        return S3ExportFiles(self.settings.exports_bucket, self.settings.proofs_bucket)

    @cached_property
    def feeds(self) -> FeedDirectory:
        """The directory of feeds in DynamoDB."""
        from chalicelib.adapters.dynamodb_exports import DynamoDBFeedDirectory

        return DynamoDBFeedDirectory(self.settings.table_name)

    @property
    def export_desk(self) -> ExportDesk:
        """What exports and feeds need."""
        return ExportDesk(
            store=self.review_requests,
            contacts=self.contacts,
            counters=self.counters,
            websites=self.websites,
            exports=self.exports,
            queue=self.exports_queue,
            files=self.export_files,
            feeds=self.feeds,
        )
