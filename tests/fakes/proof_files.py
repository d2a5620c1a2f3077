"""The drop in memory."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import count
from typing import BinaryIO

from chalicelib.usecases.drop_ports import DroppedFile
from tests.builders import NOW


class FakeProofFiles:
    """Fits the port `ProofFiles`.

    Attributes:
        objects: key -> content of every object that exists.
        dropped_at: the instant of the next drop.
    """

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.dropped_at = NOW
        self._versions: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}
        self._instants: dict[str, datetime] = {}
        self._next = count(1)

    def drop(self, key: str, content: bytes) -> None:
        """What a merchant does over SFTP."""
        place = f"{key}@{next(self._next)}"
        self.objects[key] = self._contents[place] = content
        self._versions[key] = place
        self._instants[place] = self.dropped_at

    def look(self, key: str) -> DroppedFile | None:
        """None for an object that is gone or stands outside a drop folder."""
        website_id, _, name = key.partition("/orders/")
        content = self.objects.get(key)
        if content is None or not name or "/" in name:
            return None
        place = self._versions[key]
        return DroppedFile(website_id, name, place, self._instants[place], len(content))

    def open(self, place: str) -> BinaryIO:
        """A version that was not removed."""
        if place not in self._contents:
            raise FileNotFoundError(place)
        return io.BytesIO(self._contents[place])

    def finish(self, place: str, *, folder: str, beside: Mapping[str, BinaryIO]) -> None:
        """Another version dropped meanwhile stays."""
        if place not in self._contents:
            return
        key = place.rpartition("@")[0]
        website_id, _, name = key.partition("/orders/")
        archive = f"{website_id}/orders/{folder}/"
        self.objects[archive + name] = self._contents[place]
        for report, content in beside.items():
            self.objects[archive + report] = content.read()
        del self._contents[place]
        if self._versions.get(key) == place:
            del self.objects[key], self._versions[key]

    def waiting(self, *, until: datetime) -> Iterator[str]:
        """Oldest drop first."""
        for key, place in list(self._versions.items()):
            if self._instants[place] <= until:
                yield key
