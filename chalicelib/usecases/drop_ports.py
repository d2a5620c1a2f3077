"""What the use cases need of the drop: files of merchants under `<website_id>/orders/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

SUCCESS_FOLDER = "success"
ERROR_FOLDER = "error"


@dataclass(frozen=True)
class DroppedFile:
    """One version of a dropped file.

    Attributes:
        place: `<key>@<version>`: another file dropped under the same name is another one.
        dropped_at: when this version came, aware UTC.
        size: bytes.
    """

    website_id: str
    name: str
    place: str
    dropped_at: datetime
    size: int


class ProofFiles(Protocol):
    """The drop."""

    def look(self, key: str) -> DroppedFile | None:
        """The file as it stands there now; None when it is gone, or when the key is not one of a drop folder."""

    def open(self, place: str) -> BinaryIO:
        """That very version as a stream that holds little in memory. Raises FileNotFoundError."""

    def finish(self, place: str, *, folder: str, beside: Mapping[str, BinaryIO]) -> None:
        """Copy that version to `<website_id>/orders/<folder>/`, write what goes beside it by its name, then remove the
        original; in this order, so that a crash repeats work and never loses the file. One that is gone was finished
        before: nothing is written.
        """

    def waiting(self, *, until: datetime) -> Iterator[str]:
        """The keys of all files that have stood in drop folders since `until` or longer."""
