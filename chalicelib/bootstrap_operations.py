"""The part of `bootstrap.py` that builds what operations and looks ahead need."""

from abc import ABC, abstractmethod
from functools import cached_property

from chalicelib.domain.identity import Identities
from chalicelib.domain.send_window import Holidays
from chalicelib.settings import Settings
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.foresee_proofs import Outlook
from chalicelib.usecases.operation_ports import Desk, Journal, Operations, OperationsQueue
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.reference_ports import References
from chalicelib.usecases.website_ports import Websites


class OperationWiring(ABC):
    """Real things of operations by name; `Wiring` has the others."""

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
    def websites(self) -> Websites: ...

    @property
    @abstractmethod
    def holidays(self) -> Holidays: ...

    @property
    @abstractmethod
    def identities(self) -> Identities: ...

    @cached_property
    def operations(self) -> Operations:
        """Operations in DynamoDB."""
        from chalicelib.adapters.dynamodb_operations import DynamoDBOperations

        return DynamoDBOperations(self.settings.table_name)

    @cached_property
    def journal(self) -> Journal:
        """The journal in DynamoDB."""
        from chalicelib.adapters.dynamodb_journal import DynamoDBJournal

        return DynamoDBJournal(self.settings.table_name)

    @cached_property
    def operations_queue(self) -> OperationsQueue:
        """The operations queue in SQS."""
        from chalicelib.adapters.sqs_operations import SQSOperationsQueue

        return SQSOperationsQueue(self.settings.operations_queue_url)

    @cached_property
    def references(self) -> References:
        """References in DynamoDB."""
        from chalicelib.adapters.dynamodb_references import DynamoDBReferences

        return DynamoDBReferences(self.settings.table_name)

    @property
    def desk(self) -> Desk:
        """What people and systems of a merchant need to act on requests."""
        return Desk(
            store=self.review_requests,
            journal=self.journal,
            operations=self.operations,
            queue=self.operations_queue,
            websites=self.websites,
            holidays=self.holidays,
            references=self.references,
            identities=self.identities,
        )

    @property
    def outlook(self) -> Outlook:
        """What a look ahead reads."""
        return Outlook(self.references, self.contacts, self.identities)
