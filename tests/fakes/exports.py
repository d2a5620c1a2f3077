"""Exports, their files, their queue and the directory of feeds in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count

from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.export_record import Export, ExportFormat
from chalicelib.domain.export_text import cells_of
from chalicelib.domain.feeds import FeedSettings
from chalicelib.usecases.export_ports import ExportPage


class FakeExports:
    """Fits the port `Exports`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Export] = {}

    def add(self, export: Export) -> bool:
        """Unless it stands there."""
        key = (export.order.website_id, export.export_id)
        is_new = key not in self.kept
        self.kept.setdefault(key, export)
        return is_new

    def get(self, website_id: str, export_id: str) -> Export | None:
        """As it stands."""
        return self.kept.get((website_id, export_id))

    def save(self, export: Export) -> Export:
        """Over the same version alone."""
        key = (export.order.website_id, export.export_id)
        if key not in self.kept or self.kept[key].version != export.version:
            raise VersionConflictError("Somebody else changed the export; read it and decide again.")
        self.kept[key] = replace(export, version=export.version + 1)
        return self.kept[key]

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> ExportPage:
        """Newest first."""
        ids = sorted((one for website, one in self.kept if website == website_id and one[0].isdigit()), reverse=True)
        older = [one for one in ids if after is None or one < after]
        found = tuple(self.kept[website_id, one] for one in older[:size])
        return ExportPage(found, found[-1].export_id if len(older) > size else None)

    def last_run(self, website_id: str, prefix: str) -> Export | None:
        """The highest identifier."""
        ids = [one for website, one in self.kept if website == website_id and one.startswith(prefix)]
        return self.kept[website_id, max(ids)] if ids else None


class FakeExportFiles:
    """Fits the port `ExportFiles`.

    Attributes:
        parts: place -> content.
        files: export identifier -> the file; of a workbook, its rows' first values, one a line.
    """

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        self._next = count(1)

    def write_part(self, website_id: str, export_id: str, content: bytes) -> str:
        """Under a new number."""
        place = f"{website_id}/{export_id}/{next(self._next)}"
        self.parts[place] = content
        return place

    def read_part(self, place: str) -> bytes:
        """As written."""
        return self.parts[place]

    def join(self, export: Export) -> int:
        """One after the other."""
        self.files[export.export_id] = b"".join(self.parts[place] for place in export.parts)
        return len(self.files[export.export_id])

    def write_workbook(self, export: Export) -> int:
        """What a sheet would hold."""
        assert export.order.format is ExportFormat.XLSX
        lines = [line for place in export.parts for line in self.parts[place].splitlines()]
        self.files[export.export_id] = b"".join(f"{cells_of(line)[0]}\n".encode() for line in lines)
        return len(self.files[export.export_id])

    def download_url(self, export: Export, *, lifetime: timedelta) -> str:
        """Names what is asked for."""
        return f"https://files.example/{export.file_name}?seconds={int(lifetime.total_seconds())}"


@dataclass
class FakeExportsQueue:
    """Fits the port `ExportsQueue`; `messages` holds (website, export, delay), oldest first.

    `refusal` is raised instead of taking the next messages.
    """

    messages: list[tuple[str, str, timedelta]] = field(default_factory=list)
    refusal: Exception | None = None

    def put(self, website_id: str, export_id: str, *, delay: timedelta = timedelta()) -> None:
        """Keep the message."""
        if self.refusal:
            raise self.refusal
        self.messages.append((website_id, export_id, delay))


class FakeFeedDirectory:
    """Fits the port `FeedDirectory`."""

    def __init__(self) -> None:
        self.kept: dict[str, FeedSettings] = {}

    def settings(self, website_id: str) -> FeedSettings:
        """None chosen, none on."""
        return self.kept.get(website_id, FeedSettings())

    def save(self, website_id: str, settings: FeedSettings) -> None:
        """Keep them."""
        self.kept[website_id] = settings

    def all(self) -> Iterator[tuple[str, FeedSettings]]:
        """Those with a feed."""
        yield from ((website_id, one) for website_id, one in self.kept.items() if one.kinds)
