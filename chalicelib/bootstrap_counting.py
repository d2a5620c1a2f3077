"""What counts and statistics need of real things, built like everything in `bootstrap.py` on first use."""

import time
from abc import ABC, abstractmethod
from functools import cached_property, partial

from chalicelib.settings import Settings
from chalicelib.usecases.change_ports import ChangeReader
from chalicelib.usecases.count_changes import Counting
from chalicelib.usecases.counter_ports import CountedZones, Counters, CounterStore
from chalicelib.usecases.recount import Recounting
from chalicelib.usecases.recount_ports import Checkpoints, CountedRows
from chalicelib.usecases.statistics_ports import Statistics, StatisticsStore
from chalicelib.usecases.website_ports import Websites

LOOK_AGAIN_SECONDS = 0.5


class CountingWiring(ABC):
    """Real things of counts and statistics by name: what follows the table's stream and counts."""

    @property
    @abstractmethod
    def settings(self) -> Settings:
        """The environment."""

    @property
    @abstractmethod
    def websites(self) -> Websites:
        """Websites."""

    @cached_property
    def change_reader(self) -> ChangeReader:
        """Understands the table's stream."""
        from chalicelib.adapters.stream_changes import TableStream

        return TableStream()

    @cached_property
    def counters(self) -> Counters:
        """How many rows stand on each day."""
        from chalicelib.adapters.dynamodb_counters import DynamoDBCounters

        return DynamoDBCounters(self.settings.table_name)

    @cached_property
    def counter_store(self) -> CounterStore:
        """The same counts as the stream keeps them."""
        from chalicelib.adapters.dynamodb_counters import DynamoDBCounters

        return DynamoDBCounters(self.settings.table_name)

    @cached_property
    def counted_zones(self) -> CountedZones:
        """Which websites are counted, and in which zone."""
        from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones

        return DynamoDBCountedZones(self.settings.table_name)

    @cached_property
    def statistics(self) -> Statistics:
        """The figures of each day."""
        from chalicelib.adapters.dynamodb_statistics import DynamoDBStatistics

        return DynamoDBStatistics(self.settings.table_name)

    @cached_property
    def statistics_store(self) -> StatisticsStore:
        """The same figures as the stream keeps them."""
        from chalicelib.adapters.dynamodb_statistics import DynamoDBStatistics

        return DynamoDBStatistics(self.settings.table_name)

    @cached_property
    def counted_rows(self) -> CountedRows:
        """The rows that are counted."""
        from chalicelib.adapters.dynamodb_recount import DynamoDBCountedRows

        return DynamoDBCountedRows(self.settings.table_name)

    @cached_property
    def checkpoints(self) -> Checkpoints:
        """Marks among the rows."""
        from chalicelib.adapters.dynamodb_recount import DynamoDBCheckpoints

        return DynamoDBCheckpoints(self.settings.table_name)

    @property
    def recounting(self) -> Recounting:
        """What checks the counts."""
        return Recounting(
            self.counter_store,
            self.counted_zones,
            self.counted_rows,
            self.checkpoints,
            self.websites,
            wait=partial(time.sleep, LOOK_AGAIN_SECONDS),
            statistics=self.statistics_store,
        )

    @property
    def counting(self) -> Counting:
        """What counts."""
        return Counting(self.counter_store, self.counted_zones, self.websites)
