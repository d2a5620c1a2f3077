"""What the books need of real things, built like everything in `bootstrap.py` on first use."""

import time
from abc import ABC, abstractmethod
from functools import cached_property, partial

from chalicelib.settings import Settings
from chalicelib.usecases.books_ports import BooksChecks, BooksStore, RequestStatuses
from chalicelib.usecases.check_day import BooksChecking
from chalicelib.usecases.counter_ports import CountedZones
from chalicelib.usecases.list_lines import Archive
from chalicelib.usecases.recount_ports import Checkpoints
from chalicelib.usecases.show_books import Bookkeeping
from chalicelib.usecases.transmission_ports import IntakeFiles, Transmissions

LOOK_AGAIN_SECONDS = 0.5


class BooksWiring(ABC):
    """Real things of the books by name; `Wiring` has the others."""

    @property
    @abstractmethod
    def settings(self) -> Settings: ...

    @property
    @abstractmethod
    def transmissions(self) -> Transmissions: ...

    @property
    @abstractmethod
    def intake_files(self) -> IntakeFiles: ...

    @property
    @abstractmethod
    def counted_zones(self) -> CountedZones: ...

    @property
    @abstractmethod
    def checkpoints(self) -> Checkpoints: ...

    @cached_property
    def books(self) -> BooksStore:
        """The books by day and door, in DynamoDB."""
        from chalicelib.adapters.dynamodb_books import DynamoDBBooks

        return DynamoDBBooks(self.settings.table_name)

    @cached_property
    def books_checks(self) -> BooksChecks:
        """What checks of the books found, in DynamoDB."""
        from chalicelib.adapters.dynamodb_books_checks import DynamoDBBooksChecks

        return DynamoDBBooksChecks(self.settings.table_name)

    @cached_property
    def request_statuses(self) -> RequestStatuses:
        """Statuses of many requests, in DynamoDB."""
        from chalicelib.adapters.dynamodb_request_statuses import DynamoDBRequestStatuses

        return DynamoDBRequestStatuses(self.settings.table_name)

    @property
    def archive(self) -> Archive:
        """Transmissions and their lines."""
        return Archive(self.transmissions, self.intake_files)

    @property
    def bookkeeping(self) -> Bookkeeping:
        """What showing the books needs."""
        return Bookkeeping(self.books, self.books_checks, self.archive, self.request_statuses)

    @property
    def books_checking(self) -> BooksChecking:
        """What checks the books."""
        return BooksChecking(
            self.bookkeeping,
            self.counted_zones,
            self.checkpoints,
            wait=partial(time.sleep, LOOK_AGAIN_SECONDS),
        )
