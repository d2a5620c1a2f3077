"""What transmissions need of real things, built like everything in `bootstrap.py` on first use."""

from abc import ABC, abstractmethod
from functools import cached_property

from chalicelib.settings import Settings
from chalicelib.usecases.transmission_ports import IntakeFiles, IntakeQueue, Transmissions


class IntakeWiring(ABC):
    """Real things of transmissions by name; `Wiring` has the others."""

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @cached_property
    def transmissions(self) -> Transmissions:
        """Transmissions in DynamoDB."""
        from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

        return DynamoDBTransmissions(self.settings.table_name)

    @cached_property
    def intake_files(self) -> IntakeFiles:
        """Bytes on their way in, in S3."""
        from chalicelib.adapters.s3_intake_files import S3IntakeFiles

        return S3IntakeFiles(self.settings.intake_bucket)

    @cached_property
    def intake_queue(self) -> IntakeQueue:
        """Work on transmissions, in SQS."""
        from chalicelib.adapters.sqs_intake_queue import SQSIntakeQueue

        return SQSIntakeQueue(self.settings.proof_files_queue_url, self.settings.proof_chunks_queue_url)
