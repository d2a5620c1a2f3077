"""Check counts and figures of websites against their rows, partition by partition, going on where the last one stopped.

A website whose counts are not complete (its time zone changed, or it is older than the counts) is built the same way:
all of its partitions are checked, and what is not counted yet is wrong.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import Location
from chalicelib.usecases.counter_ports import CountedZone, CounterPlace
from chalicelib.usecases.recount import PartitionCheck, Recounting, recount
from chalicelib.usecases.recount_statistics import FiguresCheck, recount_statistics
from chalicelib.usecases.statistics_ports import StatisticsPlace

RECENT_MONTHS = 4
"""Months whose rows still change, which the daily check looks at."""

SETTLED_AFTER = timedelta(minutes=5)
"""Every function has read a changed time zone by then: settings are remembered for a minute."""


@dataclass(frozen=True)
class WebsiteCheck:
    """What became of a website's check.

    Attributes:
        is_finished: every partition was looked at; else it goes on next time.
        is_heard: the stream answered; else it is far behind, and nothing could be judged.
        exact: days whose counts were right.
        corrected: counts that were wrong, as `refigured` figures of the statistics.
        was_complete: a correction is a drift; else it only builds what was not counted yet.
    """

    website_id: str
    exact: int = 0
    corrected: tuple[CounterPlace, ...] = ()
    refigured: tuple[StatisticsPlace, ...] = ()
    unsettled: int = 0
    is_finished: bool = False
    is_heard: bool = True
    was_complete: bool = True

    @property
    def drifted(self) -> int:
        """How many places were wrong although they should not have been."""
        return len(self.corrected) + len(self.refigured) if self.was_complete else 0

    def plus(self, counts: PartitionCheck, figures: FiguresCheck) -> "WebsiteCheck":
        """With one more partition."""
        return replace(
            self,
            exact=self.exact + counts.exact,
            corrected=(*self.corrected, *counts.corrected),
            refigured=(*self.refigured, *figures.corrected),
            unsettled=self.unsettled + counts.unsettled + figures.unsettled,
            is_heard=counts.is_heard and figures.is_heard,
        )


def check_counts(recounting: Recounting, *, now: datetime, has_time: Callable[[], bool]) -> list[WebsiteCheck]:
    """Every website that was not checked on this UTC day, those without complete counts first."""
    today = now.astimezone(UTC).date()
    waiting = [zone for zone in recounting.zones.zones() if not (zone.is_complete and zone.checked_on == today)]
    checks = []
    for zone in sorted(waiting, key=lambda one: one.is_complete):
        if not has_time():
            break
        checks.append(_check(recounting, zone, now=now, has_time=has_time))
    return checks


def recount_website(
    recounting: Recounting, website_id: str, *, now: datetime, has_time: Callable[[], bool]
) -> WebsiteCheck:
    """All months of a website; where time runs out, the next call goes on. Raises WebsiteNotFoundError."""
    zone_name = recounting.websites.current_settings(website_id).collection.time_zone
    recounting.zones.use(website_id, zone_name)
    (zone,) = (one for one in recounting.zones.zones() if one.website_id == website_id)
    return _check(recounting, zone, now=now, has_time=has_time, everything=True)


def _check(
    recounting: Recounting,
    zone: CountedZone,
    *,
    now: datetime,
    has_time: Callable[[], bool],
    everything: bool = False,
) -> WebsiteCheck:
    zone_in_use = _zone_in_use(recounting, zone, now)
    if zone_in_use is None:
        return WebsiteCheck(zone.website_id)
    zone = zone_in_use
    check = WebsiteCheck(zone.website_id, was_complete=zone.is_complete)
    local = ZoneInfo(zone.zone_name)
    for source in _left(recounting, zone, everything=everything or not zone.is_complete):
        if not has_time():
            return check
        before, check = check, _with_partition(recounting, check, local, source)
        zone = replace(zone, resume_after=source, unsettled=zone.unsettled + check.unsettled - before.unsettled)
        if not check.is_heard or not recounting.zones.save(zone):
            return check
    is_complete = zone.is_complete or not zone.unsettled
    today = now.astimezone(UTC).date()
    done = replace(zone, is_complete=is_complete, checked_on=today, resume_after=None, unsettled=0)
    return replace(check, is_finished=recounting.zones.save(done))


def _with_partition(recounting: Recounting, check: WebsiteCheck, local: ZoneInfo, source: Location) -> WebsiteCheck:
    """Counts first; a stream that did not answer is not asked again."""
    counts = recount(recounting, check.website_id, local, source)
    figures = recount_statistics(recounting, check.website_id, local, source) if counts.is_heard else FiguresCheck()
    return check.plus(counts, figures)


def _zone_in_use(recounting: Recounting, zone: CountedZone, now: datetime) -> CountedZone | None:
    """The zone of the settings, which the stream may not have met yet; None while it is too young, or nobody's."""
    try:
        settings = recounting.websites.current_settings(zone.website_id)
    except WebsiteNotFoundError:
        return None
    zone_name = settings.collection.time_zone
    if zone_name != zone.zone_name:
        recounting.zones.use(zone.website_id, zone_name)
        zone = CountedZone(zone.website_id, zone_name, is_complete=False)
    if not zone.is_complete and settings.at is not None and now - settings.at < SETTLED_AFTER:
        return None
    return zone


def _left(recounting: Recounting, zone: CountedZone, *, everything: bool) -> Sequence[Location]:
    """Partitions still to look at, newest month first."""
    sources = recounting.rows.sources(zone.website_id)
    if not everything:
        recent = sorted({source.month for source in sources}, reverse=True)[:RECENT_MONTHS]
        sources = [source for source in sources if source.month in recent]
    if zone.resume_after not in sources:
        return sources
    return sources[sources.index(zone.resume_after) + 1 :]
