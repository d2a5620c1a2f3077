"""What exports and feeds need from outside: where they are kept, what starts them, and where their files stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from chalicelib.domain.export_record import Export
from chalicelib.domain.feeds import FeedSettings
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.counter_ports import Counters
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class ExportPage:
    """Some exports, newest first, and the identifier of the last one when there may be more."""

    exports: tuple[Export, ...]
    next_after: str | None = None


class Exports(Protocol):
    """Exports and the runs of feeds, and their progress."""

    def add(self, export: Export) -> bool:
        """Keep a new one; False when one with this identifier stands there already: nothing was written."""

    def get(self, website_id: str, export_id: str) -> Export | None:
        """The export as it is now (read strongly), or None."""

    def save(self, export: Export) -> Export:
        """Write over the version `export` was read as; returns it with its new version.

        Raises VersionConflictError when somebody else wrote meanwhile.
        """

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> ExportPage:
        """What people asked for, newest first, strictly older than `after`; runs of feeds are left out."""

    def last_run(self, website_id: str, prefix: str) -> Export | None:
        """The last run of a feed: the one with the highest identifier that begins with `prefix` (read strongly)."""


class ExportsQueue(Protocol):
    """What starts exports, and lets them go on."""

    def put(self, website_id: str, export_id: str, *, delay: timedelta = timedelta()) -> None:
        """Have the export run after `delay` (whole seconds, at most 900). Raises BusyError when it was not taken."""


class ExportFiles(Protocol):
    """Parts that are written as an export goes on, and the files they become."""

    def write_part(self, website_id: str, export_id: str, content: bytes) -> str:
        """Keep a part under a place of its own, never used before; returns the place."""

    def read_part(self, place: str) -> bytes:
        """A part."""

    def join(self, export: Export) -> int:
        """Make the file out of the parts, in order, without reading them; returns its size.

        An export's file stands where `download_url` finds it, a feed's in the merchant's folder of the drop. Every
        part but the last is at least 5 MiB. Doing it again gives the same file.
        """

    def write_workbook(self, export: Export) -> int:
        """The same for a workbook, whose parts hold waiting rows (`export_text.cells_of`)."""

    def download_url(self, export: Export, *, lifetime: timedelta) -> str:
        """An address at which whoever holds it can download the file of an export for a while."""


class FeedDirectory(Protocol):
    """Which websites have feeds, and which."""

    def settings(self, website_id: str) -> FeedSettings:
        """A website's feeds; none when nobody chose any."""

    def save(self, website_id: str, settings: FeedSettings) -> None:
        """Choose a website's feeds."""

    def all(self) -> Iterable[tuple[str, FeedSettings]]:
        """Every website with at least one feed."""


@dataclass(frozen=True)
class ExportDesk:
    """The ports of everything about exports and feeds."""

    store: ReviewRequests
    contacts: Contacts
    counters: Counters
    websites: Websites
    exports: Exports
    queue: ExportsQueue
    files: ExportFiles
    feeds: FeedDirectory
