"""Counting what leaves the SDK: requests by operation, and the DynamoDB units they consume."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

TABLE = "table"
"""Where units go that are no index's."""

READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"})
REFUSALS = ("ConditionalCheckFailedException", "TransactionCanceledException")
REFUSED_WRITE_UNITS = 1.0
"""DynamoDB bills a write whose condition failed and does not say how much: at least one unit (reliability.md 4.1)."""


@dataclass
class Usage:
    """What was counted.

    Attributes:
        calls: requests on the wire, the SDK's own repetitions included, by `<service>.<Operation>`.
        writes: DynamoDB write units by place: `TABLE` or the name of an index.
        reads: DynamoDB read units.
    """

    calls: Counter[str] = field(default_factory=Counter)
    writes: dict[str, float] = field(default_factory=dict)
    reads: float = 0.0

    @property
    def write_units(self) -> float:
        """Of the table and its indexes together."""
        return sum(self.writes.values())

    def add(self, units: Mapping[str, float], *, read: bool) -> None:
        """What one answer told."""
        if read:
            self.reads += sum(units.values())
            return
        for place, count in units.items():
            self.writes[place] = self.writes.get(place, 0.0) + count


class SdkCounter:
    """Counts what the watched clients do from now on; `counting()` gives what happens inside a `with`.

    It changes requests in one thing only: it asks DynamoDB for the consumed capacity, index by index.
    """

    def __init__(self, *clients: Any) -> None:
        self._lock = Lock()
        self._open: list[Usage] = []
        for client in clients:
            self._watch(client)

    @contextmanager
    def counting(self) -> Iterator[Usage]:
        """What happens until the end of the block, in every thread; blocks may stand inside each other."""
        usage = Usage()
        self._open.append(usage)
        try:
            yield usage
        finally:
            self._open.remove(usage)

    def _watch(self, client: Any) -> None:
        service = client.meta.service_model.service_name
        events = client.meta.events
        events.register_first(f"before-send.{service}.*", self._sent)
        if service == "dynamodb":
            events.register(f"provide-client-params.{service}.*", _ask_for_capacity)
            events.register(f"after-call.{service}.*", self._answered)

    def _sent(self, *, event_name: str, **_: Any) -> None:
        operation = event_name.removeprefix("before-send.")
        with self._lock:
            for usage in self._open:
                usage.calls[operation] += 1

    def _answered(self, *, model: Any, parsed: Mapping[str, Any], **_: Any) -> None:
        units, is_read = units_of(model.name, parsed), model.name in READS
        with self._lock:
            for usage in self._open:
                usage.add(units, read=is_read)


def _ask_for_capacity(*, params: dict[str, Any], model: Any, **_: Any) -> dict[str, Any]:
    asks = "ReturnConsumedCapacity" in model.input_shape.members
    return params | {"ReturnConsumedCapacity": "INDEXES"} if asks else params


def units_of(operation: str, answer: Mapping[str, Any]) -> dict[str, float]:
    """The units an answer tells, by place."""
    if operation not in READS and answer.get("Error", {}).get("Code") in REFUSALS:
        return {TABLE: REFUSED_WRITE_UNITS}
    told = answer.get("ConsumedCapacity") or []
    units = {TABLE: 0.0}
    for capacity in told if isinstance(told, list) else [told]:
        indexes = capacity.get("GlobalSecondaryIndexes") or {}
        for name, index in indexes.items():
            units[name] = units.get(name, 0.0) + index["CapacityUnits"]
        units[TABLE] += capacity["CapacityUnits"] - sum(index["CapacityUnits"] for index in indexes.values())
    return units
