"""What transmissions need of real things, built like everything in `bootstrap.py` on first use."""

from abc import ABC, abstractmethod
from functools import cached_property

from chalicelib.settings import Settings
from chalicelib.usecases.transmission_ports import Transmissions


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
