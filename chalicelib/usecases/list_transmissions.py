"""Look for transmissions, newest first, with bounded work: a page may be short, even empty, and still lead on."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from chalicelib.domain.listing import Cut
from chalicelib.domain.transmission import Transmission, TransmissionKind, received_day_of
from chalicelib.domain.transmission_search import TransmissionFilter, end_of, oldest_id, start_of
from chalicelib.usecases.transmission_ports import TransmissionPage, Transmissions

READS = 12
"""Queries of one page: as many empty days are crossed at most."""

READ_SIZE = 100


def list_transmissions(
    transmissions: Transmissions, website_id: str, wanted: TransmissionFilter, cut: Cut, *, now: datetime
) -> TransmissionPage:
    """What matches, strictly older than `cut.after`. Raises TransmissionNotFoundError for one that nobody made."""
    found: list[Transmission] = []
    position = cut.after or oldest_id(wanted.kind, end_of(wanted.last_day) if wanted.last_day else now + _AHEAD)
    for _ in range(READS):
        page, leads_to = _read(transmissions, website_id, wanted, position)
        found += [one for one in page if wanted.matches(one)]
        if len(found) >= cut.size:
            more = len(found) > cut.size or leads_to is not None
            return TransmissionPage(tuple(found[: cut.size]), found[cut.size - 1].transmission_id if more else None)
        if leads_to is None:
            return TransmissionPage(tuple(found))
        position = leads_to
    return TransmissionPage(tuple(found), position)


_AHEAD = timedelta(days=1)


def _read(
    transmissions: Transmissions, website_id: str, wanted: TransmissionFilter, position: str
) -> tuple[tuple[Transmission, ...], str | None]:
    """One query: what it found, and the position it leads to; None when nothing older can match."""
    oldest = oldest_id(wanted.kind, start_of(wanted.first_day)) if wanted.first_day else ""
    if wanted.kind is TransmissionKind.FILE:
        page = transmissions.files(website_id, size=READ_SIZE, after=position)
        leads_to = page.next_after
    else:
        midnight = datetime.combine(received_day_of(position), time.min, UTC)
        is_start = position == oldest_id(wanted.kind, midnight)
        midnight -= timedelta(days=is_start)
        page = transmissions.calls(website_id, midnight.date(), size=READ_SIZE, after=position)
        leads_to = page.next_after or oldest_id(wanted.kind, midnight)
    return page.transmissions, leads_to if leads_to is not None and leads_to > oldest else None


def walk(
    transmissions: Transmissions,
    website_id: str,
    wanted: TransmissionFilter,
    *,
    now: datetime,
    after: str | None = None,
) -> Iterator[Transmission]:
    """Everything that matches, newest first, page by page."""
    cut = Cut(READ_SIZE, after)
    while True:
        page = list_transmissions(transmissions, website_id, wanted, cut, now=now)
        yield from page.transmissions
        if page.next_after is None:
            return
        cut = Cut(READ_SIZE, page.next_after)
